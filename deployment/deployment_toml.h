// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_DEPLOYMENT_DEPLOYMENT_TOML_H_
#define SWINGPROOF_DEPLOYMENT_DEPLOYMENT_TOML_H_

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "deployment/deployment.h"
#include "deployment/deployment_fields.h"
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

// A march that lacks the op.
struct MarchWithoutOp {
  std::string name;   // 1 to 32 letters, digits, '-' and '_'
  std::string place;  // where it is declared, for messages
};

// A deployment as it is declared, for lint: it may name a march that lacks the op.
struct DeploymentSource {
  Deployment deployment;
  std::optional<MarchWithoutOp> march_without_op;  // deployment.march is the default then
  // The line of each key's value in the file, from 1; only of keys that the file has.
  std::map<std::string, int, std::less<>> lines;
  // SHA-256 of the very bytes that were read, by read_deployment_source(); else empty.
  std::string sha256;
};

// As parse_deployment_toml, but reads a march that lacks the op. What cannot be the name of any
// march is refused.
DeploymentSource parse_deployment_source(std::string_view text, std::string_view file_name);

// The deployment in a table [deployment] that stands in a file of another kind.
DeploymentSource deployment_source(const TomlValue& table, std::string_view file_name);

// Sets the march, whether it has the op or not. Throws InputError if it cannot be a march's name.
void set_march(std::string_view text, std::string_view place, DeploymentSource& source);

// Sets any setting, and the march as set_march() does.
void set_field(const DeploymentField& field, const std::vector<std::string>& texts,
               std::string_view place, DeploymentSource& source);

// The deployment. Throws InputError if its march lacks the op.
const Deployment& require_march_with_op(const DeploymentSource& source);

// Reads a deployment file. Throws InputError as above, and if the file cannot be read.
DeploymentSource read_deployment_source(const std::string& path);

// The TOML text of a deployment, every key written; parse_deployment_toml reads the same back.
std::string deployment_toml(const Deployment& deployment);

}  // namespace swingproof

#endif  // SWINGPROOF_DEPLOYMENT_DEPLOYMENT_TOML_H_
