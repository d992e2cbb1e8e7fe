// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "deployment/deployment_file.h"

#include "deployment/deployment_toml.h"
#include "deployment/input_error.h"
#include "deployment/sha256.h"
#include "deployment/toolchain_yaml.h"
#include "deployment/whole_file.h"

namespace swingproof {
namespace {

bool has_yaml_name(std::string_view file_name) {
  return file_name.ends_with(".yaml") || file_name.ends_with(".yml") ||
         file_name.ends_with(".YAML") || file_name.ends_with(".YML");
}

bool has_line_beginning(std::string_view text, std::string_view beginning) {
  return text.starts_with(beginning) ||
         text.find("\n" + std::string(beginning)) != std::string_view::npos;
}

}  // namespace

bool is_toolchain_yaml(std::string_view text, std::string_view file_name) {
  return has_yaml_name(file_name) || has_line_beginning(text, "input_parameters:") ||
         has_line_beginning(text, "model_parameters:");
}

DeploymentSource parse_deployment_file(std::string_view text, std::string_view file_name,
                                       const std::optional<std::string>& input) {
  if (is_toolchain_yaml(text, file_name)) return parse_toolchain_yaml(text, file_name, input);
  if (input) {
    throw InputError("--input", "is for a toolchain's YAML, but " + quoted(file_name) + " is TOML",
                     "leave it out");
  }
  return parse_deployment_source(text, file_name);
}

DeploymentSource read_deployment_source(const std::string& path,
                                        const std::optional<std::string>& input) {
  const std::string text = read_whole_file(path, largest_deployment_file);
  DeploymentSource source = parse_deployment_file(text, path, input);
  source.sha256 = sha256_hex(text);
  return source;
}

}  // namespace swingproof
