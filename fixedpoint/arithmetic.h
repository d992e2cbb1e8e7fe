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

// Constants in place of the published ones of a swing: what somebody has written into the plugin.
struct OwnConstants {
  Swing swing = Swing::full;
  OpConstants constants = {};

  friend bool operator==(const OwnConstants&, const OwnConstants&) = default;
};

// Integers in place of those that the lowering gives: a convolution of one's own. They are right
// for one deployment only.
struct OwnIntegers {
  Deployment deployment;
  LoweredOp op = {};  // the roundings in it are those of the datapath

  friend bool operator==(const OwnIntegers&, const OwnIntegers&) = default;
};

// What the BPU is taken to compute: a datapath, and the numbers that are put into it where they are
// not the published ones. Everything that --arithmetic can say.
struct Arithmetic {
  std::string name = "bayes";  // on the arithmetic axis of docs/numerics.md section 7
  Datapath datapath = {};
  std::optional<OwnConstants> constants = {};  // at most one of these two
  std::optional<OwnIntegers> integers = {};
  std::string file = {};  // where they were read from; empty if nowhere
};

// Whether everything in it is published, inferred or assumed of the plugin's op.
inline bool is_published(const Arithmetic& arithmetic) {
  return !arithmetic.constants && !arithmetic.integers;
}

// "bayes", "bayes with own constants (tuned.toml)", "bayes with own integers (op.toml)".
std::string description(const Arithmetic& arithmetic);

// What --arithmetic has to be given for this arithmetic: its file, else its name.
std::string option_text(const Arithmetic& arithmetic);

// "bayes" first, then bayes with one assumed choice replaced, in the contract's order.
std::vector<Arithmetic> arithmetic_alternatives();

// The one of them with that name. Throws InputError, listing the names, if there is none.
Arithmetic parse_arithmetic(std::string_view name, std::string_view place);

// The same constants or integers on another datapath.
Arithmetic on_datapath(const Arithmetic& arithmetic, const Arithmetic& other_datapath);

// What computes the op of a deployment with this swing: the plugin has constants for each swing, so
// those of the other swing remain the published ones.
Arithmetic for_swing(const Arithmetic& arithmetic, Swing swing);

// Throws InputError, naming the arithmetic's file and field, if the deployment is not one that its
// constants or integers are for: another swing; for integers also another op, mean, std or q_scale.
void require_fit(const Arithmetic& arithmetic, const Deployment& deployment);

// The constants that are lowered: its own, else those published for the deployment's swing.
OpConstants constants_of(const Arithmetic& arithmetic, const Deployment& deployment);

}  // namespace swingproof

#endif  // SWINGPROOF_FIXEDPOINT_ARITHMETIC_H_
