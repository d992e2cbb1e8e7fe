// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <memory>
#include <string>

#include "cli/command.h"
#include "cli/deployment_options.h"
#include "cli/result_output.h"
#include "deployment/deployment_toml.h"

namespace swingproof {
namespace {

struct ConvertDeploymentOptions {
  DeploymentOptions deployment;
  std::string output;
};

int run_convert_deployment(const ConvertDeploymentOptions& options) {
  if (options.deployment.arithmetic) {
    throw InputError("--arithmetic", "is no setting of a deployment", "leave it out");
  }
  ResultOutput output({{"--output", options.output}}, input_files(options.deployment));
  output.write("--output", deployment_toml(resolve_deployment(options.deployment)));
  output.commit();
  return exit_done;
}

}  // namespace

Command convert_deployment_command(CLI::App& root) {
  auto options = std::make_shared<ConvertDeploymentOptions>();
  CLI::App* app = root.add_subcommand(
      "convert-deployment",
      "Write a deployment file (TOML) from the YAML of hb_mapper or hb_compile");
  add_deployment_file(*app, options->deployment);
  app->add_option("-o,--output", options->output, "TOML file to write, or - for stdout")
      ->type_name("FILE")
      ->required();
  add_deployment_options(*app, options->deployment);
  app->footer(
      "A YAML has no q_scale: it is the scale of the model's QuantStub after training.\n\n"
      "Examples:\n"
      "  swingproof convert-deployment config.yaml --q-scale 0.0207 -o deployment.toml\n"
      "  swingproof convert-deployment config.yaml --input image --q-scale 0.0207 -o -");
  return {app, [options] { return run_convert_deployment(*options); }};
}

}  // namespace swingproof
