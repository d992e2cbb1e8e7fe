// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/lint/lint.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "deployment/input_error.h"
#include "suites/lint/lint_subject.h"

namespace swingproof {
namespace {

constexpr std::array<LintRule, 17> rules = {{
    {"march-without-op", "The march must have the op."},
    {"input-not-yuv", "The op is for inputs that are YUV at runtime and RGB or BGR in training."},
    {"range-not-legal", "bt601_video goes with nv12 at runtime."},
    {"std-missing", "std_value must have numbers, or not be there."},
    {"q-scale-missing", "A toolchain's file has no q_scale; it must be given."},
    {"norm-type-ignores", "norm_type should name every value that is given."},
    {"not-lowerable", "The op must be expressible in the integers of the BPU."},
    {"swing-studio", "The BPU delivers full swing."},
    {"quant-stub-not-reset", "The QuantStub of the deployed model must have the scale 1."},
    {"q-scale-differs-from-qat", "q_scale must be the scale that the QuantStub had in training.",
     "other_scale"},
    {"unit-range", "mean and std are in grey levels, 0..255, not in 0..1.", "unit_range"},
    {"std-is-a-scale", "std divides; a scale that multiplies is its reciprocal.",
     "scale_used_as_std"},
    {"channel-order", "mean and std are in the op's output order."},
    {"codes-saturate", "Colours in gamut should not leave the range of a code."},
    {"codes-wasted", "Colours in gamut should use the range of a code."},
    {"weight-clamped", "A published weight does not fit int8."},
    {"calibration-swing", "Calibration pictures must have the range that the file declares."},
}};

using Check = RuleFinding (*)(const LintSubject& subject);

constexpr std::array<Check, rules.size()> checks = {
    check_march,
    check_input_types,
    check_range,
    check_std_is_there,
    check_q_scale_is_there,
    check_norm_type,
    check_lowering,
    check_swing,
    check_quant_stub_scale,
    check_qat_q_scale,
    check_unit_range,
    check_std_is_a_scale,
    check_channel_order,
    check_saturation,
    check_wasted_codes,
    check_clamped_weights,
    check_calibration,
};

}  // namespace

std::span<const LintRule> lint_rules() { return rules; }

std::vector<LintFinding> lint(const DeploymentSource& source, const Arithmetic& arithmetic) {
  const Deployment& deployment = source.deployment;
  LintSubject subject{deployment, &source, arithmetic,
                      NoCodes{"no code can be computed without all settings"},
                      gamut_use(deployment)};
  if (subject.has_codes()) subject.op = lowered_or_why_not(deployment, arithmetic);
  std::vector<LintFinding> findings;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    RuleFinding finding = checks[i](subject);
    if (!finding) continue;
    finding->rule = rules[i].id;
    finding->fault = rules[i].fault;
    findings.push_back(std::move(*finding));
  }
  return findings;
}

bool LintSubject::has_codes() const {
  return !source->file_without_q_scale &&
         std::ranges::all_of(source->mistakes, [](const SourceMistake& mistake) {
           return mistake.kind == SourceMistake::Kind::studio_is_illegal;
         });
}

std::variant<LoweredOp, NoCodes> lowered_or_why_not(const Deployment& deployment,
                                                    const Arithmetic& arithmetic) {
  try {
    return lower(deployment, arithmetic);
  } catch (const InputError& error) {
    return NoCodes{error.what()};
  }
}

Consequence compared_with(const LintSubject& subject, const Deployment& meant, std::string words) {
  if (const auto* no_codes = std::get_if<NoCodes>(&subject.op)) return *no_codes;
  const auto meant_op = lowered_or_why_not(meant, for_matrix(subject.arithmetic, meant.matrix));
  if (const auto* no_codes = std::get_if<NoCodes>(&meant_op)) return *no_codes;
  const OpComparison codes = compare({std::get<LoweredOp>(subject.op), std::nullopt},
                                     {std::get<LoweredOp>(meant_op), std::nullopt});
  return CodeConsequence{std::move(words), codes, grey_levels_per_code(meant)};
}

std::array<Rational, 3> grey_levels_per_code(const Deployment& deployment) {
  return {grey_levels_per_code(deployment, 0), grey_levels_per_code(deployment, 1),
          grey_levels_per_code(deployment, 2)};
}

}  // namespace swingproof
