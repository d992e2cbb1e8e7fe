// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Rules about single settings: each has one right value.

#include "deployment/input_error.h"
#include "suites/lint/lint_subject.h"

namespace swingproof {
namespace {

// Whether the finding changes any code at all.
bool changes_codes(const Consequence& consequence) {
  const auto* codes = std::get_if<CodeConsequence>(&consequence);
  return codes == nullptr || codes->codes.inputs_that_differ > 0;
}

// Against the op with weights of any size; nothing if none is clamped.
std::optional<Consequence> cost_of_clamp(const LintSubject& subject, const LoweredOp& op) {
  try {
    const LoweredOp unclamped = lower_unclamped(subject.deployment, subject.arithmetic);
    if (op == unclamped) return std::nullopt;
    return CodeConsequence{"weights that are not clamped",
                           compare({op, std::nullopt}, {unclamped, std::nullopt}),
                           grey_levels_per_code(subject.deployment)};
  } catch (const InputError& error) {
    return NoCodes{error.what()};
  }
}

}  // namespace

RuleFinding check_march(const LintSubject& subject) {
  const auto& march = subject.source->march_without_op;
  if (!march) return std::nullopt;
  const auto meant = nearest_march(march->name);
  return LintFinding{
      .severity = Severity::error,
      .field = "march",
      .reason = quoted(march->name) + " is not a march that has the op",
      .consequence = NoCodes{"the op cannot be inserted for this march"},
      .remedy = meant ? "did you mean " + std::string(*meant) + "?"
                      : "deploy on bayes or bayes-e, or convert the training images to YUV"};
}

RuleFinding check_lowering(const LintSubject& subject) {
  const auto* no_codes = std::get_if<NoCodes>(&subject.op);
  if (no_codes == nullptr || !subject.has_codes()) return std::nullopt;
  return LintFinding{.severity = Severity::error,
                     .field = "std",
                     .reason = "the op cannot be lowered to the integers of the BPU",
                     .consequence = *no_codes,
                     .remedy = "use mean, std and q_scale in the range of usual images"};
}

RuleFinding check_swing(const LintSubject& subject) {
  if (subject.deployment.matrix.swing == Swing::full) return std::nullopt;
  Deployment meant = subject.deployment;
  meant.matrix.swing = Swing::full;
  return LintFinding{.severity = Severity::error,
                     .field = "swing",
                     .reason = "swing is studio, but the BPU delivers full swing",
                     .consequence = compared_with(subject, meant, "swing full"),
                     .remedy = subject.source->toolchain ? "write input_space_and_range: 'regular'"
                                                         : "set swing = \"full\""};
}

RuleFinding check_quant_stub_scale(const LintSubject& subject) {
  const auto& scale = subject.deployment.quant_stub_scale;
  if (!scale || scale->binary32 == 1.0F) return std::nullopt;
  Consequence consequence = std::visit(
      [&](const auto& op) -> Consequence {
        if constexpr (std::is_same_v<std::decay_t<decltype(op)>, NoCodes>) {
          return op;
        } else {
          return CodeConsequence{
              "quant_stub_scale 1",
              compare({op, unreset_quant_stub(scale->exact)}, {op, std::nullopt}),
              grey_levels_per_code(subject.deployment)};
        }
      },
      subject.op);
  return LintFinding{.severity = changes_codes(consequence) ? Severity::error : Severity::warning,
                     .field = "quant_stub_scale",
                     .reason = "quant_stub_scale is " + scale->text +
                               ", so the QuantStub scales the YUV before the op sees it",
                     .consequence = std::move(consequence),
                     .remedy = "reset the QuantStub's scale to 1 after inserting the op"};
}

RuleFinding check_qat_q_scale(const LintSubject& subject) {
  const Deployment& declared = subject.deployment;
  if (!declared.qat_q_scale || declared.qat_q_scale->binary32 == declared.q_scale.binary32) {
    return std::nullopt;
  }
  Deployment meant = declared;
  meant.q_scale = *declared.qat_q_scale;
  Consequence consequence = compared_with(subject, meant, "q_scale " + meant.q_scale.text);
  return LintFinding{.severity = changes_codes(consequence) ? Severity::error : Severity::warning,
                     .field = "q_scale",
                     .reason = "q_scale is " + declared.q_scale.text + ", but the QuantStub had " +
                               declared.qat_q_scale->text + " in training (qat_q_scale)",
                     .consequence = std::move(consequence),
                     .remedy = "set q_scale = \"" + declared.qat_q_scale->text + "\""};
}

RuleFinding check_clamped_weights(const LintSubject& subject) {
  const auto* op = std::get_if<LoweredOp>(&subject.op);
  if (op == nullptr) return std::nullopt;
  std::optional<Consequence> consequence = cost_of_clamp(subject, *op);
  if (!consequence) return std::nullopt;
  return LintFinding{
      .severity = Severity::note,
      .field = "op",
      .reason = std::string(subject.arithmetic.constants ? "a" : "a published") +
                " weight of the op does not fit int8, -128..127, and is clamped",
      .consequence = std::move(*consequence),
      .remedy = subject.arithmetic.constants
                    ? "raise weight_scale of that channel in " + subject.arithmetic.file
                    : "nothing to do: the constants are the plugin's"};
}

}  // namespace swingproof
