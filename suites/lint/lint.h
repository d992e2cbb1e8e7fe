// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_LINT_LINT_H_
#define SWINGPROOF_SUITES_LINT_LINT_H_

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "deployment/deployment_toml.h"
#include "deployment/enum_names.h"
#include "fixedpoint/arithmetic.h"
#include "suites/lint/gamut_use.h"
#include "suites/lint/op_comparison.h"

namespace swingproof {

// Mistakes in a deployment that show without a board, each with what it costs.
//   error    the deployment does not do what its author means, or cannot be deployed
//   warning  it may be meant, but it looks wrong or costs accuracy
//   note     nobody can do anything about it
enum class Severity { error, warning, note };

template <>
inline constexpr auto enum_names<Severity> = names_of<Severity>({{Severity::error, "error"},
                                                                 {Severity::warning, "warning"},
                                                                 {Severity::note, "note"}});

// What a finding costs, as the difference between the codes of the declared op and those of the op
// that is probably meant, over all 2^24 inputs, by the model of the BPU. One code is worth
// grey_levels_per_code grey levels to the model behind the op, which reads codes as the meant op's.
struct CodeConsequence {
  std::string meant;  // in words: "swing full"
  OpComparison codes;
  std::array<Rational, 3> grey_levels_per_code;  // output order
};

// What a finding costs, as the use that the exact op makes of the 256 codes for the inputs in
// gamut.
struct GamutConsequence {
  GamutUse use;
  std::array<Rational, 3> grey_levels_per_code;  // output order
  Rational least_q_scale;  // with which no input in gamut leaves -128..127 on any channel
};

// There are no codes to compare: in words, why.
struct NoCodes {
  std::string why;
};

using Consequence = std::variant<CodeConsequence, GamutConsequence, NoCodes>;

struct LintFinding {
  std::string_view rule = {};  // the id of one of lint_rules()
  Severity severity = Severity::error;
  std::string_view field;  // the deployment file's key that is wrong: "swing"
  std::string reason;      // what is wrong with it, one sentence without a full stop
  Consequence consequence;
  std::string remedy;           // what to do about it, likewise
  std::string_view fault = {};  // of that rule
};

struct LintRule {
  std::string_view id;  // stable: users filter by it
  std::string_view summary;
  // The fault of suites/faults/fault_catalogue.h that these settings show; empty if there is none.
  std::string_view fault = {};
};

// Every rule, in the order in which findings come.
std::span<const LintRule> lint_rules();

// The findings of a deployment, at most one per rule. Where its march lacks the op, figures are
// those of bayes.
std::vector<LintFinding> lint(const DeploymentSource& source, const Arithmetic& arithmetic);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_LINT_LINT_H_
