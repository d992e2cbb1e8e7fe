// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_DEPLOYMENT_DEPLOYMENT_FILE_H_
#define SWINGPROOF_DEPLOYMENT_DEPLOYMENT_FILE_H_

#include <optional>
#include <string>
#include <string_view>

#include "deployment/deployment_source.h"

namespace swingproof {

// Whether a file is a toolchain's YAML (deployment/toolchain_yaml.h) and not TOML: its name ends in
// .yaml or .yml, or a line begins with a section of such a file.
bool is_toolchain_yaml(std::string_view text, std::string_view file_name);

// The deployment in the text of a file of either kind. input: whose deployment a YAML of several
// inputs is asked for. Throws InputError as their readers do, and for an input of TOML, which has
// none.
DeploymentSource parse_deployment_file(std::string_view text, std::string_view file_name,
                                       const std::optional<std::string>& input = {});

// Reads such a file. Throws InputError as above, and if the file cannot be read.
DeploymentSource read_deployment_source(const std::string& path,
                                        const std::optional<std::string>& input = {});

}  // namespace swingproof

#endif  // SWINGPROOF_DEPLOYMENT_DEPLOYMENT_FILE_H_
