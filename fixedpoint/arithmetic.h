// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_FIXEDPOINT_ARITHMETIC_H_
#define SWINGPROOF_FIXEDPOINT_ARITHMETIC_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deployment/deployment.h"
#include "fixedpoint/datapath.h"
#include "fixedpoint/lowered_op.h"
#include "fixedpoint/published_constants.h"

namespace swingproof {

// Constants that replace the published ones of a matrix, as they were written into the plugin.
struct OwnConstants {
  Matrix matrix = {};
  OpConstants constants = {};

  friend bool operator==(const OwnConstants&, const OwnConstants&) = default;
};

// Integers that replace those of the lowering, for a custom convolution. They are right for one
// deployment only.
struct OwnIntegers {
  Deployment deployment;
  LoweredOp op = {};  // on the arithmetic's datapath

  friend bool operator==(const OwnIntegers&, const OwnIntegers&) = default;
};

// A choice of docs/numerics.md section 4.4 and the value that captures leave it.
struct SettledValue {
  std::string choice;
  std::string value;

  friend bool operator==(const SettledValue&, const SettledValue&) = default;
};

// What captures of a board say of the model: the evidence of settle judge that fits a deployment.
struct Evidence {
  std::string subject;  // what was measured: "X5 module 17 (evidence.json)"
  std::vector<SettledValue> values;
};

// The assumed arithmetic of the BPU: a datapath, and the numbers that replace the published ones.
// This is everything that --arithmetic can express.
struct Arithmetic {
  std::string name = "bayes";  // datapath_name() of the datapath
  Datapath datapath = {};
  std::optional<OwnConstants> constants = {};  // at most one of these two
  std::optional<OwnIntegers> integers = {};
  std::string file = {};  // where they were read from; empty if nowhere
  std::optional<Evidence> evidence = {};
};

// Whether it contains only choices that are published, inferred or assumed for the op of the
// plugin.
inline bool is_published(const Arithmetic& arithmetic) {
  return !arithmetic.constants && !arithmetic.integers;
}

// "bayes", "bayes with own constants (tuned.toml)", "bayes with own integers (op.toml)".
std::string description(const Arithmetic& arithmetic);

// The value of --arithmetic for this arithmetic: its file, else its name.
std::string option_text(const Arithmetic& arithmetic);

// "bayes" first, then bayes with one choice replaced, in the order of choices().
const std::vector<Arithmetic>& arithmetic_alternatives();

// The alternative with that name, or bayes with several choices replaced, as datapath_name() writes
// it. Throws InputError, listing the alternatives, if there is none.
Arithmetic parse_arithmetic(std::string_view name, std::string_view place);

// The same constants or integers on another datapath.
Arithmetic on_datapath(const Arithmetic& arithmetic, const Arithmetic& other_datapath);

// The arithmetic for a deployment with this matrix. The plugin has constants for each matrix, so
// those of another one remain the published ones.
Arithmetic for_matrix(const Arithmetic& arithmetic, Matrix matrix);

// Throws InputError, naming the arithmetic's file and field, if the deployment is not one that its
// constants or integers are for: another swing; for integers also another op, mean, std or q_scale.
void require_fit(const Arithmetic& arithmetic, const Deployment& deployment);

// The constants that are lowered: its own, else those published for the deployment's matrix.
OpConstants constants_of(const Arithmetic& arithmetic, const Deployment& deployment);

}  // namespace swingproof

#endif  // SWINGPROOF_FIXEDPOINT_ARITHMETIC_H_
