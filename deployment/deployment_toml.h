// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_DEPLOYMENT_DEPLOYMENT_TOML_H_
#define SWINGPROOF_DEPLOYMENT_DEPLOYMENT_TOML_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "deployment/deployment.h"
#include "deployment/deployment_source.h"
#include "deployment/toml_text.h"

namespace swingproof {

// A deployment file is a few lines; a larger one is refused before it is parsed.
inline constexpr std::size_t largest_deployment_file = largest_settings_file;

// Reads a deployment from TOML text with one table:
//
//   [deployment]
//   op = "centered_yuv2rgb"                    # or "centered_yuv2bgr"
//   march = "bayes"                            # or "bayes-e"
//   swing = "full"                             # or "studio"
//   mean = ["123.675", "116.28", "103.53"]     # 1 or 3, output order; strings or numbers
//   std  = ["58.395", "57.12", "57.375"]
//   q_scale = "0.0207"
//   rounding = "half_even"                     # or "half_up"
//   quant_stub_scale = 1.0                     # optional, for lint; others refuse all but 1
//   qat_q_scale = "0.0207"                     # optional, for lint
//
// A key that is absent keeps the default of Deployment. Strings and bare numbers are both taken
// exactly as written, to the last digit.
//
// Throws InputError, with file_name, key and remedy, for text that is not TOML, other tables or
// keys, and every value that deployment.h refuses.
Deployment parse_deployment_toml(std::string_view text, std::string_view file_name);

// As parse_deployment_toml, but reads a march that lacks the op. What cannot be the name of any
// march is refused.
DeploymentSource parse_deployment_source(std::string_view text, std::string_view file_name);

// The deployment in a table [deployment] that stands in a file of another kind.
DeploymentSource deployment_source(const TomlValue& table, std::string_view file_name);

// The TOML text of a deployment, every key written; parse_deployment_toml reads the same back.
std::string deployment_toml(const Deployment& deployment);

}  // namespace swingproof

#endif  // SWINGPROOF_DEPLOYMENT_DEPLOYMENT_TOML_H_
