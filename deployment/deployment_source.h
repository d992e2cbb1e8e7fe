// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_DEPLOYMENT_DEPLOYMENT_SOURCE_H_
#define SWINGPROOF_DEPLOYMENT_DEPLOYMENT_SOURCE_H_

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deployment/deployment.h"
#include "deployment/deployment_fields.h"

namespace swingproof {

// A march that lacks the op.
struct MarchWithoutOp {
  std::string name;   // 1 to 32 letters, digits, '-' and '_'
  std::string place;  // where it is declared, for messages
};

// What a toolchain's file says and no deployment of the op can be.
struct SourceMistake {
  enum class Kind {
    input_is_not_yuv,  // at runtime, or in training it is not RGB or BGR
    studio_is_illegal,
    std_is_missing
  };
  Kind kind = Kind::input_is_not_yuv;
  std::string_view field;  // the setting whose option ends the mistake; empty if none does
  std::string place;       // file and key, for messages
  std::string problem;
  std::string remedy;
};

// What a toolchain's file says beside the deployment, for lint (deployment/toolchain_yaml.h).
struct ToolchainInput {
  std::string type_rt;                                   // "nv12"
  std::string type_train;                                // "rgb"
  std::map<std::string, std::string, std::less<>> keys;  // setting -> the file's key for it
  std::vector<std::string> ignored_keys;                 // have a value that norm_type leaves out
  bool has_empty_std = false;                            // std_value is there without a number
};

// A deployment as it is declared, for lint: it may name a march that lacks the op, and a
// toolchain's file may lack q_scale and make mistakes that a deployment cannot hold.
struct DeploymentSource {
  Deployment deployment;
  std::optional<MarchWithoutOp> march_without_op;  // deployment.march is the default then
  // The line of each key's value in the file, from 1; only of keys that the file has.
  std::map<std::string, int, std::less<>> lines;
  // SHA-256 of the very bytes that were read, by read_deployment_source(); else empty.
  std::string sha256;
  // The file, if it is a toolchain's and q_scale is still to be given: deployment.q_scale is the
  // default then.
  std::optional<std::string> file_without_q_scale;
  std::vector<SourceMistake> mistakes;
  std::optional<ToolchainInput> toolchain;
};

// Sets the march, whether it has the op or not. Throws InputError if it cannot be a march's name.
void set_march(std::string_view text, std::string_view place, DeploymentSource& source);

// Sets any setting, and the march as set_march() does. What was wrong with it before is forgotten.
void set_field(const DeploymentField& field, const std::vector<std::string>& texts,
               std::string_view place, DeploymentSource& source);

// The deployment. Throws InputError if it makes a mistake, if its march lacks the op, or if it has
// no q_scale.
const Deployment& require_deployable(const DeploymentSource& source);

// Where to find the q_scale that a toolchain's file does not have: a remedy.
inline constexpr std::string_view q_scale_remedy =
    "give --q-scale: the scale of the model's QuantStub after training (print(model.quant.scale)), "
    "or that of the model's input in its quantisation info";

}  // namespace swingproof

#endif  // SWINGPROOF_DEPLOYMENT_DEPLOYMENT_SOURCE_H_
