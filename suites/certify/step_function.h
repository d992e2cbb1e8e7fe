// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_STEP_FUNCTION_H_
#define SWINGPROOF_SUITES_CERTIFY_STEP_FUNCTION_H_

#include <array>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "deployment/centered_yuv.h"
#include "fixedpoint/lowering.h"
#include "oracle/exact_channel.h"
#include "oracle/step_function.h"
#include "suites/certify/hypothesis_op.h"

namespace swingproof {

// Step functions of channels: in this form two channels can be proved equal over all inputs without
// visiting them.

// The code of a pixel as it reaches the op.
std::int8_t step_code(const StepFunction& function, CenteredYuv op_input);

// Equal to fixed_code() for every input. Each threshold is found by bisection of fixed_code(),
// which rises with the accumulator: every stage of the datapath does.
StepFunction step_function(const LoweredChannel& channel);

// Equal to exact_code() for every input.
StepFunction step_function(const ExactChannel& channel);

// The values in [-128, 127] that Y, U and V can have: those of an input table, ascending.
using ValueSet = std::vector<std::int8_t>;
ValueSet image(const InputTable& table);

// The least and the greatest weighted sum of Y, U and V in a set of values that is not empty.
std::pair<std::int64_t, std::int64_t> sum_range(const std::array<std::int64_t, 3>& weights,
                                                const ValueSet& values);

// The weighted sums that Y, U and V in one set of values can make.
class ReachableSums {
 public:
  // Weights as lower() makes them: each in [-128, 127].
  ReachableSums(const std::array<std::int64_t, 3>& weights, const ValueSet& values);

  // The least reachable sum >= sum; the greatest one plus 1 if no sum is.
  std::int64_t at_or_above(std::int64_t sum) const;

 private:
  std::int64_t least_ = 0;
  std::vector<std::int32_t> next_;  // of the sums from least_ up
};

// The function with every threshold moved up to the least reachable sum at or above it: the same
// codes. Two functions of equal weights are equal over all inputs if and only if these are equal.
StepFunction with_reachable_thresholds(const StepFunction& function, const ReachableSums& sums);

// The function with the thresholds outside the range of its sums moved to the ends of that range.
StepFunction with_thresholds_in_range(const StepFunction& function, const ValueSet& values);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_STEP_FUNCTION_H_
