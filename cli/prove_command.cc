// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>

#include "cli/command.h"
#include "cli/deployment_options.h"
#include "cli/result_output.h"
#include "deployment/input_error.h"
#include "reports/proof_report.h"
#include "suites/bound/gappa.h"

namespace swingproof {
namespace {

struct ProveOptions {
  DeploymentOptions deployment;
  std::optional<std::string> output;
  std::optional<std::string> json;
};

int run_prove(const ProveOptions& options) {
  const Deployment deployment = resolve_deployment(options.deployment);
  const Arithmetic arithmetic = resolve_arithmetic(options.deployment, deployment);
  ResultOutput output({{"--output", options.output}, {"--json", options.json}},
                      input_files(options.deployment));
  const LoweredOp op =
      naming_source(options.deployment, [&] { return lower(deployment, arithmetic); });
  ProofReport report{deployment, arithmetic, {}};
  for (std::size_t c = 0; c < 3; ++c) {
    ChannelProof& channel = report.channels.at(c);
    channel.channel = output_channels(deployment.op).at(c);
    channel.claim = gappa_claim(exact_channel(deployment, c), op.at(c));
    channel.is_proved = channel.claim && std::ranges::all_of(channel.claim->scripts, gappa_proves);
  }
  if (options.output) output.write("--output", proof_scripts(report));
  if (options.json) output.write("--json", json_text(proof_json(report)));
  if (output.stdout_is_free()) output.write_stdout(proof_text(report));
  output.commit();
  return is_proved(report) ? exit_done : exit_says_no;
}

}  // namespace

Command prove_command(CLI::App& root) {
  auto options = std::make_shared<ProveOptions>();
  CLI::App* app = root.add_subcommand(
      "prove", "The bound on each channel's error as a claim that Gappa proves, for all inputs");
  add_deployment_file(*app, options->deployment);
  add_deployment_options(*app, options->deployment);
  app->add_option("-o,--output", options->output,
                  "Write the scripts to a file, four for each channel, or - for stdout")
      ->type_name("FILE");
  app->add_option("--json", options->json, "Write the result as JSON to a file, or - for stdout")
      ->type_name("FILE");
  app->footer(
      "Needs Debian's package gappa. Exit code 1: a channel's claim is not proved.\n"
      "Examples:\n"
      "  swingproof prove deployment.toml\n"
      "  swingproof prove --mean 123.675,116.28,103.53 --std 58.395,57.12,57.375 "
      "--q-scale 0.0207 -o claims.g");
  return {app, [options] { return run_prove(*options); }};
}

}  // namespace swingproof
