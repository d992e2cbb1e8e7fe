// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "cli/deployment_options.h"

#include <string_view>
#include <vector>

#include "cli/diagnostic.h"
#include "deployment/deployment_toml.h"
#include "deployment/input_error.h"
#include "deployment/toml_text.h"
#include "deployment/whole_file.h"
#include "fixedpoint/arithmetic_toml.h"

namespace swingproof {
namespace {

constexpr const char* group = "Deployment";

std::vector<std::string> split_at_commas(std::string_view text) {
  std::vector<std::string> parts;
  for (;;) {
    const std::size_t comma = text.find(',');
    parts.emplace_back(text.substr(0, comma));
    if (comma == std::string_view::npos) return parts;
    text.remove_prefix(comma + 1);
  }
}

}  // namespace

void add_deployment_options(CLI::App& app, DeploymentOptions& options) {
  app.add_option("--deployment", options.file, "Deployment file (TOML); options override it")
      ->type_name("FILE")
      ->group(group);
  add_setting_options(app, options);
}

void add_setting_options(CLI::App& app, DeploymentOptions& options) {
  app.add_option("--op", options.op, "centered_yuv2rgb (default) or centered_yuv2bgr")
      ->group(group);
  app.add_option("--swing", options.swing, "full (default, what the BPU delivers) or studio")
      ->group(group);
  app.add_option("--march", options.march, "bayes (default) or bayes-e")->group(group);
  app.add_option("--mean", options.mean,
                 "Grey levels, 1 value or 3 in the op's output order: a[,b,c] (default 128)")
      ->type_name("A[,B,C]")
      ->group(group);
  app.add_option("--std", options.std, "Grey levels above 0, 1 value or 3 (default 128)")
      ->type_name("A[,B,C]")
      ->group(group);
  app.add_option("--q-scale", options.q_scale, "The QuantStub's scale, above 0 (default 1/128)")
      ->group(group);
  app.add_option("--rounding", options.rounding,
                 "The QuantStub's rounding: half_even (default) or half_up")
      ->group(group);
  app.add_option("--arithmetic", options.arithmetic,
                 "Model of the BPU: bayes (default), bayes:CHOICE=ALTERNATIVE with one choice "
                 "replaced, or a TOML file with your own constants or integers, as tune writes it")
      ->group(group);
}

void add_deployment_file(CLI::App& app, DeploymentOptions& options) {
  app.add_option("FILE", options.positional_file, "Deployment file (TOML)");
}

std::optional<std::string> deployment_file(const DeploymentOptions& options) {
  return options.file ? options.file : options.positional_file;
}

std::vector<std::string> deployment_files(const DeploymentOptions& options,
                                          const std::vector<std::string>& deployments) {
  if (!options.positional_file) return deployments;
  if (!deployments.empty()) {
    throw InputError("--deployment", "and FILE both name a deployment file",
                     "name all with --deployment");
  }
  return {*options.positional_file};
}

std::vector<DeploymentOptions> each_deployment(const DeploymentOptions& options,
                                               const std::vector<std::string>& deployments) {
  std::vector<DeploymentOptions> all;
  for (const std::string& file : deployment_files(options, deployments)) {
    all.push_back(options);
    all.back().file = file;
    all.back().positional_file.reset();
  }
  if (all.empty()) all.push_back(options);
  return all;
}

std::optional<std::string> arithmetic_file(const DeploymentOptions& options) {
  if (!options.arithmetic || !is_arithmetic_path(*options.arithmetic)) return {};
  return options.arithmetic;
}

std::vector<std::string> input_files(const DeploymentOptions& options) {
  std::vector<std::string> files;
  for (const auto& file : {deployment_file(options), arithmetic_file(options)}) {
    if (file) files.push_back(*file);
  }
  return files;
}

std::string deployment_place(const DeploymentOptions& options) {
  return deployment_file(options).value_or("command line");
}

std::string certified_deployment_file(const DeploymentOptions& options, std::string_view place) {
  const std::optional<std::string> file = deployment_file(options);
  if (!file) {
    throw InputError(place, "needs a deployment file, which a certificate names by its digest",
                     "write the settings into a file, and give that");
  }
  for (const auto& each : {options.op, options.march, options.swing, options.mean, options.std,
                           options.q_scale, options.rounding}) {
    if (!each) continue;
    throw InputError(place, "is for the deployment of the file, but an option overrides it",
                     "write the setting into the deployment file");
  }
  if (arithmetic_file(options)) {
    throw InputError(place,
                     "is for arithmetics that have a name, not for own constants or integers",
                     "leave out --output, or give --arithmetic a name");
  }
  return *file;
}

DeploymentSource resolve_deployment_source(const DeploymentOptions& options) {
  if (options.file && options.positional_file) {
    throw InputError("--deployment", "and FILE both name a deployment file", "name one");
  }
  DeploymentSource source;
  if (const auto file = deployment_file(options)) source = read_deployment_source(*file);
  Deployment& deployment = source.deployment;
  const auto overrides = [&](const std::optional<std::string>& option, std::string_view key) {
    if (option) source.lines.erase(std::string(key));
    return option.has_value();
  };
  if (overrides(options.op, "op")) deployment.op = parse_op(*options.op, "--op");
  if (overrides(options.march, "march")) set_march(*options.march, "--march", source);
  if (overrides(options.swing, "swing")) deployment.swing = parse_swing(*options.swing, "--swing");
  if (overrides(options.mean, "mean")) {
    deployment.mean = parse_mean(split_at_commas(*options.mean), "--mean");
  }
  if (overrides(options.std, "std")) {
    deployment.std = parse_std(split_at_commas(*options.std), "--std");
  }
  if (overrides(options.q_scale, "q_scale")) {
    deployment.q_scale = parse_scale(*options.q_scale, "--q-scale");
  }
  if (overrides(options.rounding, "rounding")) {
    deployment.rounding = parse_rounding(*options.rounding, "--rounding");
  }
  return source;
}

Deployment require_deployment(const DeploymentSource& source) {
  const Deployment& deployment = require_march_with_op(source);
  if (deployment.swing == Swing::studio) {
    print_warning(
        "swing is studio, but the BPU delivers full swing; deploy with swing full unless the "
        "camera pipeline is set to studio");
  }
  return deployment;
}

Deployment resolve_deployment(const DeploymentOptions& options) {
  return require_deployment(resolve_deployment_source(options));
}

Arithmetic resolve_arithmetic(const DeploymentOptions& options, const Deployment& deployment) {
  return resolve_arithmetic(options, deployment, read_arithmetic_file(options));
}

std::optional<std::string> read_arithmetic_file(const DeploymentOptions& options) {
  const std::optional<std::string> file = arithmetic_file(options);
  if (!file) return {};
  return read_whole_file(*file, largest_settings_file);
}

Arithmetic resolve_arithmetic(const DeploymentOptions& options, const Deployment& deployment,
                              const std::optional<std::string>& file_content) {
  if (!options.arithmetic) return {"bayes", datapath_of(deployment.march)};
  if (!file_content) return parse_arithmetic(*options.arithmetic, "--arithmetic");
  Arithmetic arithmetic = parse_arithmetic_toml(*file_content, *options.arithmetic);
  require_fit(arithmetic, deployment);
  return arithmetic;
}

}  // namespace swingproof
