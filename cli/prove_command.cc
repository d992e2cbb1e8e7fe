// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "cli/command.h"
#include "cli/deployment_options.h"
#include "cli/result_output.h"
#include "deployment/input_error.h"
#include "reports/proof/proof_report.h"
#include "suites/bound/coq.h"
#include "suites/bound/gappa.h"
#include "suites/parallel_blocks.h"

namespace swingproof {
namespace {

struct ProveOptions {
  DeploymentOptions deployment;
  std::optional<std::string> mean_range;
  std::optional<std::string> step_range;
  bool is_checked_by_coq = false;
  std::optional<std::string> output;
  std::optional<std::string> json;
};

// "LOW,HIGH", LOW <= HIGH.
std::array<Rational, 2> parse_range(const std::string& text, const std::string& option) {
  const std::size_t comma = text.find(',');
  if (comma == std::string::npos) {
    throw InputError(option, "\"" + text + "\" is not LOW,HIGH", "write two numbers and a comma");
  }
  std::array<Rational, 2> ends = {parse_exact_number(text.substr(0, comma), option).exact,
                                  parse_exact_number(text.substr(comma + 1), option).exact};
  if (ends[0] > ends[1]) {
    throw InputError(option, "\"" + text + "\" ends before it begins", "write LOW,HIGH");
  }
  return ends;
}

std::optional<SettingRange> setting_range(const ProveOptions& options) {
  if (!options.mean_range && !options.step_range) return std::nullopt;
  if (!options.mean_range || !options.step_range) {
    throw InputError(options.mean_range ? "--step-range" : "--mean-range", "is missing",
                     "a range of settings needs both");
  }
  const DeploymentOptions& deployment = options.deployment;
  if (deployment_file(deployment) || overrides(deployment, "mean") ||
      overrides(deployment, "std") || overrides(deployment, "q_scale")) {
    throw InputError("--mean-range", "does not go with mean, std or q_scale of a deployment",
                     "give --op, --swing and --arithmetic only");
  }
  const auto mean = parse_range(*options.mean_range, "--mean-range");
  const auto step = parse_range(*options.step_range, "--step-range");
  if (step[0] <= 0) {
    throw InputError("--step-range", "begins at 0 or below", "std * q_scale is above 0");
  }
  return SettingRange{mean[0], mean[1], step[0], step[1]};
}

ProofReport claims(const ProveOptions& options) {
  const Deployment deployment = resolve_deployment(options.deployment);
  const Arithmetic arithmetic = resolve_arithmetic(options.deployment, deployment);
  ProofReport report{deployment, setting_range(options), arithmetic, {}, {}};
  const LoweredOp op =
      naming_source(options.deployment, [&] { return lower(deployment, arithmetic); });
  for (std::size_t c = 0; c < 3; ++c) {
    ChannelProof& channel = report.channels.at(c);
    channel.channel = output_channels(deployment.op).at(c);
    channel.claim =
        report.range ? range_claim(deployment.op, deployment.matrix, c, arithmetic, *report.range)
                     : gappa_claim(exact_channel(deployment, c), op.at(c));
  }
  return report;
}

// Of all channels, beside each other.
void prove(ProofReport& report) {
  for_each_block(report.channels.size(), [&](std::size_t c) {
    ChannelProof& channel = report.channels.at(c);
    if (!channel.claim) return;
    channel.is_proved = std::ranges::all_of(channel.claim->scripts, gappa_proves);
    channel.is_checked = channel.is_proved && report.checkers &&
                         std::ranges::all_of(channel.claim->scripts, coq_accepts);
  });
}

int run_prove(const ProveOptions& options) {
  ProofReport report = claims(options);
  ResultOutput output({{"--output", options.output}, {"--json", options.json}},
                      input_files(options.deployment));
  if (options.is_checked_by_coq) report.checkers = {gappa_version(), coq_version()};
  prove(report);
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
      "prove", "Prove a bound on each channel's error for all inputs, with Gappa");
  add_deployment_file(*app, options->deployment);
  add_deployment_options(*app, options->deployment);
  app->add_option("--mean-range", options->mean_range, "All means between these, in grey levels")
      ->type_name("LOW,HIGH");
  app->add_option("--step-range", options->step_range,
                  "All std * q_scale between these, in grey levels per LSB; needs --mean-range")
      ->type_name("LOW,HIGH");
  app->add_flag(
      "--check", options->is_checked_by_coq,
      "Have Coq's kernel check Gappa's proofs too: some 40 s of processor time, 60 s for a "
      "range; needs Debian's coq and libcoq-gappa");
  app->add_option("-o,--output", options->output,
                  "Write the scripts of all channels to a file, or - for stdout")
      ->type_name("FILE");
  app->add_option("--json", options->json, "Write the result as JSON to a file, or - for stdout")
      ->type_name("FILE");
  app->footer(
      "Needs Debian's package gappa. Exit code 1: a channel's claim is not proved, or not checked "
      "with --check:\nGappa 1.4 writes no whole proof for post_rounding=trunc.\n"
      "Examples:\n"
      "  swingproof prove deployment.toml\n"
      "  swingproof prove --mean-range 100,130 --step-range 1,1.3\n"
      "  swingproof prove --mean 123.675,116.28,103.53 --std 58.395,57.12,57.375 --q-scale 0.0207 "
      "-o claims.g");
  return {app, [options] { return run_prove(*options); }};
}

}  // namespace swingproof
