// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_ORACLE_STEP_FUNCTION_H_
#define SWINGPROOF_ORACLE_STEP_FUNCTION_H_

#include <algorithm>
#include <array>
#include <compare>
#include <cstdint>

namespace swingproof {

// A code that rises with a sum in at most 255 steps: [i] is the least sum whose code is at least
// i - 127. Ascending.
template <typename Integer>
using CodeThresholds = std::array<Integer, 255>;

template <typename Integer>
std::int8_t code_at_sum(const CodeThresholds<Integer>& thresholds, Integer sum) {
  const auto above = std::upper_bound(thresholds.begin(), thresholds.end(), sum);
  return static_cast<std::int8_t>(above - thresholds.begin() - 128);
}

// One output channel of the op in the form that the BPU's, the exact one and mixtures of both
// share: the code rises with a weighted sum of Y, U and V.
template <typename Integer>
struct WeightedSteps {
  std::array<Integer, 3> weights = {};  // of Y, U, V
  CodeThresholds<Integer> thresholds = {};

  // clang-tidy 14 takes the comparison with 0 for a pointer's.
  // NOLINTNEXTLINE(modernize-use-nullptr)
  friend auto operator<=>(const WeightedSteps&, const WeightedSteps&) = default;
};

template <typename Integer>
constexpr Integer weighted_sum(const WeightedSteps<Integer>& function, int y, int u, int v) {
  return function.weights[0] * y + function.weights[1] * u + function.weights[2] * v;
}

using StepFunction = WeightedSteps<std::int64_t>;

}  // namespace swingproof

#endif  // SWINGPROOF_ORACLE_STEP_FUNCTION_H_
