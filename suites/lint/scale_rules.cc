// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Rules about how well q_scale fits the colours in gamut. They are about the exact op, with or
// without a board.

#include <algorithm>

#include "suites/lint/lint_subject.h"

namespace swingproof {
namespace {

GamutConsequence gamut_consequence(const LintSubject& subject) {
  return GamutConsequence{subject.gamut, grey_levels_per_code(subject.deployment),
                          subject.deployment.q_scale.exact * least_scale_factor(subject.gamut)};
}

}  // namespace

// A scale that was calibrated to a percentile cuts a few colours off on purpose, so only a quarter
// of the gamut on one channel is an error.
RuleFinding check_saturation(const LintSubject& subject) {
  if (!subject.has_codes() || !cuts_codes_off(subject.gamut)) return std::nullopt;
  const auto& channels = subject.gamut.channels;
  const bool a_quarter =
      std::any_of(channels.begin(), channels.end(), [&](const ChannelGamutUse& use) {
        return 4 * (use.below + use.above) >= subject.gamut.inputs;
      });
  return LintFinding{.severity = a_quarter ? Severity::error : Severity::warning,
                     .field = "q_scale",
                     .reason = "q_scale is so small that colours in gamut saturate",
                     .consequence = gamut_consequence(subject),
                     .remedy =
                         "check q_scale, mean and std against the trained model; if they are "
                         "its own, calibrate its QuantStub with a larger scale"};
}

// Wasted: with half the q_scale, and so twice the codes, no colour in gamut would saturate.
RuleFinding check_wasted_codes(const LintSubject& subject) {
  if (!subject.has_codes() || 2 * least_scale_factor(subject.gamut) > 1) return std::nullopt;
  return LintFinding{.severity = Severity::warning,
                     .field = "q_scale",
                     .reason =
                         "q_scale is so large that colours in gamut use at most half of the "
                         "codes on every channel",
                     .consequence = gamut_consequence(subject),
                     .remedy =
                         "check q_scale, mean and std against the trained model; if they are "
                         "its own, calibrate its QuantStub with a smaller scale"};
}

}  // namespace swingproof
