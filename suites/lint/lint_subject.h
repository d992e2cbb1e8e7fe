// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_LINT_LINT_SUBJECT_H_
#define SWINGPROOF_SUITES_LINT_LINT_SUBJECT_H_

#include <array>
#include <optional>
#include <string>

#include "suites/lint/lint.h"

namespace swingproof {

// The input of all rules.
struct LintSubject {
  Deployment deployment;
  const DeploymentSource* source = nullptr;  // where it comes from
  Arithmetic arithmetic;
  std::variant<LoweredOp, NoCodes> op;  // NoCodes: it cannot be lowered, or settings are unknown
  GamutUse gamut;

  // Whether the settings that codes follow from are all known.
  bool has_codes() const;
};

// How a rule says what it found; lint() adds the rule's id.
using RuleFinding = std::optional<LintFinding>;

std::variant<LoweredOp, NoCodes> lowered_or_why_not(const Deployment& deployment,
                                                    const Arithmetic& arithmetic);

// The declared op against that of another deployment, the meant one.
Consequence compared_with(const LintSubject& subject, const Deployment& meant, std::string words);

std::array<Rational, 3> grey_levels_per_code(const Deployment& deployment);

// One function per rule; what each is about is in lint.cc's table.
RuleFinding check_march(const LintSubject& subject);
RuleFinding check_lowering(const LintSubject& subject);
RuleFinding check_swing(const LintSubject& subject);
RuleFinding check_quant_stub_scale(const LintSubject& subject);
RuleFinding check_qat_q_scale(const LintSubject& subject);
RuleFinding check_clamped_weights(const LintSubject& subject);
RuleFinding check_unit_range(const LintSubject& subject);
RuleFinding check_std_is_a_scale(const LintSubject& subject);
RuleFinding check_channel_order(const LintSubject& subject);
RuleFinding check_saturation(const LintSubject& subject);
RuleFinding check_wasted_codes(const LintSubject& subject);
RuleFinding check_input_types(const LintSubject& subject);
RuleFinding check_range(const LintSubject& subject);
RuleFinding check_std_is_there(const LintSubject& subject);
RuleFinding check_q_scale_is_there(const LintSubject& subject);
RuleFinding check_norm_type(const LintSubject& subject);
RuleFinding check_calibration(const LintSubject& subject);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_LINT_LINT_SUBJECT_H_
