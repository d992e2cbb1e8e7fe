// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "cli/deployment_options.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "cli/diagnostic.h"
#include "cli/evidence_options.h"
#include "deployment/deployment_fields.h"
#include "deployment/deployment_file.h"
#include "deployment/input_error.h"
#include "deployment/toml_text.h"
#include "deployment/whole_file.h"
#include "fixedpoint/arithmetic_toml.h"

namespace swingproof {
namespace {

constexpr const char* group = "Deployment";

}  // namespace

bool overrides(const DeploymentOptions& options, std::string_view key) {
  const auto setting = options.settings.find(key);
  return setting != options.settings.end() && setting->second.has_value();
}

bool overrides_any(const DeploymentOptions& options) {
  return std::ranges::any_of(options.settings,
                             [](const auto& setting) { return setting.second.has_value(); });
}

void add_deployment_options(CLI::App& app, DeploymentOptions& options) {
  app.add_option(
         "--deployment", options.file,
         "Deployment file (TOML, or the YAML of hb_mapper or hb_compile); options override it")
      ->type_name("FILE")
      ->group(group);
  add_setting_options(app, options);
}

void add_setting_options(CLI::App& app, DeploymentOptions& options) {
  for (const DeploymentField& field : deployment_fields()) {
    if (field.option.empty()) continue;
    CLI::Option* option = app.add_option(std::string(field.option), options.settings[field.key],
                                         std::string(field.help));
    option->type_name(std::string(field.type))->group(group);
  }
  app.add_option("--arithmetic", options.arithmetic,
                 "Model of the BPU: bayes (default), bayes:CHOICE=ALTERNATIVE with one choice "
                 "replaced, or a TOML file with your own constants or integers, as tune writes it")
      ->type_name("NAME|FILE")
      ->group(group);
  app.add_option("--input", options.input, "The input that is meant, if a YAML has several")
      ->type_name("NAME")
      ->group(group);
}

void add_deployment_file(CLI::App& app, DeploymentOptions& options) {
  app.add_option("FILE", options.positional_file,
                 "Deployment file (TOML, or the YAML of hb_mapper or hb_compile)");
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
  const std::vector<std::string> evidence = evidence_inputs(options);
  files.insert(files.end(), evidence.begin(), evidence.end());
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
  if (overrides_any(options)) {
    throw InputError(place, "is for the deployment of the file, but an option overrides it",
                     "write the setting into the deployment file; swingproof convert-deployment "
                     "writes one");
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
  if (const auto file = deployment_file(options)) {
    source = read_deployment_source(*file, options.input);
  } else if (options.input) {
    throw InputError("--input", "names an input of a toolchain's YAML, but no file is given",
                     "name the file, or leave it out");
  }
  apply_settings(options, source);
  return source;
}

void apply_settings(const DeploymentOptions& options, DeploymentSource& source) {
  for (const DeploymentField& field : deployment_fields()) {
    if (!overrides(options, field.key)) continue;
    source.lines.erase(std::string(field.key));
    const std::string& text = *options.settings.at(field.key);
    const bool has_names = field.kind == FieldKind::name;
    set_field(field, has_names ? std::vector{text} : channel_values(text), field.option, source);
  }
}

Deployment require_deployment(const DeploymentSource& source) {
  const Deployment& deployment = require_deployable(source);
  if (deployment.matrix.swing == Swing::studio) {
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
  if (!options.arithmetic) {
    return with_evidence({"bayes", datapath_of(deployment.march)}, options, deployment);
  }
  if (!file_content) {
    return with_evidence(parse_arithmetic(*options.arithmetic, "--arithmetic"), options,
                         deployment);
  }
  Arithmetic arithmetic = parse_arithmetic_toml(*file_content, *options.arithmetic);
  require_fit(arithmetic, deployment);
  return with_evidence(arithmetic, options, deployment);
}

}  // namespace swingproof
