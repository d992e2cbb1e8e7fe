// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/budget.h"

#include <fmt/format.h>

#include <array>
#include <cstddef>

namespace swingproof {
namespace {

const ErrorMeasures* measures_of(const ChannelErrors& errors, SetName set) {
  if (set == SetName::all_inputs) return &errors.all_inputs;
  if (set == SetName::in_gamut) return &errors.in_gamut;
  return errors.legal ? &*errors.legal : nullptr;
}

const ModelDifference* difference_of(const ChannelModelDifference& difference, SetName set) {
  if (set == SetName::all_inputs) return &difference.all_inputs;
  if (set == SetName::in_gamut) return &difference.in_gamut;
  return difference.legal ? &*difference.legal : nullptr;
}

GateFinding over(const Limits& limits, Channel channel, std::string_view measure,
                 const std::string& figure, const ExactNumber& limit) {
  return {FindingKind::budget,
          fmt::format("{} {}: {} is {}, over the budget of {}", name(limits.set), name(channel),
                      measure, figure, limit.text)};
}

void check_channel(const Limits& limits, const ErrorMeasures& errors, int code_difference,
                   Channel channel, std::vector<GateFinding>& findings) {
  if (limits.max_code_difference && code_difference > limits.max_code_difference->exact) {
    findings.push_back(over(limits, channel, "max_code_difference", std::to_string(code_difference),
                            *limits.max_code_difference));
  }
  if (limits.max_abs_error && errors.max_abs_error > limits.max_abs_error->exact) {
    findings.push_back(over(limits, channel, "max_abs_error", errors.max_abs_error.str() + " LSB",
                            *limits.max_abs_error));
  }
  if (!limits.max_rms_error) return;
  const Rational squared = mean_squared_error(errors);
  const Rational limit_squared = limits.max_rms_error->exact * limits.max_rms_error->exact;
  if (squared > limit_squared) {
    findings.push_back(over(limits, channel, "max_rms_error",
                            "the root of " + squared.str() + " LSB", *limits.max_rms_error));
  }
}

}  // namespace

std::string_view name(SetName set) {
  constexpr std::array<std::string_view, 3> names = {"all_inputs", "in_gamut", "legal"};
  return names.at(static_cast<std::size_t>(set));
}

std::vector<GateFinding> check_budget(const Budget& budget, const KernelFigures& figures) {
  std::vector<GateFinding> findings;
  for (const Limits& limits : budget.limits) {
    for (std::size_t c = 0; c < 3; ++c) {
      const Channel channel = figures.errors[c].channel;
      if (limits.channel && *limits.channel != channel) continue;
      const ErrorMeasures* errors = measures_of(figures.errors[c], limits.set);
      const ModelDifference* difference = difference_of(figures.from_model[c], limits.set);
      if (errors == nullptr || difference == nullptr) continue;
      check_channel(limits, *errors, difference->max_code_difference, channel, findings);
    }
  }
  return findings;
}

}  // namespace swingproof
