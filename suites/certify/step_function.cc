// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/step_function.h"

#include <algorithm>
#include <cstddef>
#include <tuple>

#include "fixedpoint/bpu_model.h"

namespace swingproof {
namespace {

// |weighted sum| of int8 weights and values.
constexpr std::int64_t largest_lowered_sum = std::int64_t{3} * 128 * 128;

}  // namespace

std::int8_t step_code(const StepFunction& function, CenteredYuv op_input) {
  return code_at_sum(function.thresholds,
                     weighted_sum(function, op_input.y, op_input.u, op_input.v));
}

StepFunction step_function(const LoweredChannel& channel) {
  // The channel with the weighted sum in its bias; lower() leaves room for it in the accumulator.
  LoweredChannel at_sum = channel;
  at_sum.weights = {0, 0, 0};
  at_sum.bias_shift = 0;
  const auto code_at = [&](std::int64_t sum) {
    at_sum.bias = static_cast<std::int32_t>(shifted_bias(channel) + sum);
    return int{fixed_code(at_sum, CenteredYuv{})};
  };
  StepFunction function;
  std::copy(channel.weights.begin(), channel.weights.end(), function.weights.begin());
  std::int64_t threshold = -largest_lowered_sum;
  for (std::size_t i = 0; i < function.thresholds.size(); ++i) {
    const int code = static_cast<int>(i) - 127;
    std::int64_t beyond = largest_lowered_sum + 1;
    while (threshold < beyond) {
      const std::int64_t middle = threshold + (beyond - threshold) / 2;
      if (code_at(middle) >= code) {
        beyond = middle;
      } else {
        threshold = middle + 1;
      }
    }
    function.thresholds[i] = threshold;
  }
  return function;
}

StepFunction step_function(const ExactChannel& channel) {
  const GreyLattice& lattice = channel.lattice;
  StepFunction function{{lattice.y, lattice.u, lattice.v}, channel.code_thresholds};
  for (std::int64_t& threshold : function.thresholds) threshold -= lattice.constant;
  return function;
}

ValueSet image(const InputTable& table) {
  ValueSet values(table.begin(), table.end());
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

std::pair<std::int64_t, std::int64_t> sum_range(const std::array<std::int64_t, 3>& weights,
                                                const ValueSet& values) {
  std::pair<std::int64_t, std::int64_t> range = {0, 0};
  for (const std::int64_t weight : weights) {
    const auto [least, greatest] = std::minmax({weight * values.front(), weight * values.back()});
    range.first += least;
    range.second += greatest;
  }
  return range;
}

ReachableSums::ReachableSums(const std::array<std::int64_t, 3>& weights, const ValueSet& values) {
  std::int64_t greatest = 0;
  std::tie(least_, greatest) = sum_range(weights, values);
  // Sums less the least one, one weight after the other.
  const auto size = static_cast<std::size_t>(greatest - least_ + 1);
  std::vector<std::uint8_t> reached(size, 0);
  reached[0] = 1;
  std::size_t reached_end = 1;
  for (const std::int64_t weight : weights) {
    const std::int64_t least_term = std::min(weight * values.front(), weight * values.back());
    std::vector<std::uint8_t> next(size, 0);
    std::size_t next_end = 0;
    for (const std::int8_t value : values) {
      const auto term = static_cast<std::size_t>(weight * value - least_term);
      for (std::size_t i = 0; i < reached_end; ++i) next[i + term] |= reached[i];
      next_end = std::max(next_end, reached_end + term);
    }
    reached.swap(next);
    reached_end = next_end;
  }
  next_.resize(size + 1);
  next_[size] = static_cast<std::int32_t>(size);
  for (std::size_t i = size; i-- > 0;) {
    next_[i] = reached[i] != 0 ? static_cast<std::int32_t>(i) : next_[i + 1];
  }
}

std::int64_t ReachableSums::at_or_above(std::int64_t sum) const {
  const std::int64_t place =
      std::clamp<std::int64_t>(sum - least_, 0, static_cast<std::int64_t>(next_.size()) - 1);
  return least_ + next_[static_cast<std::size_t>(place)];
}

StepFunction with_reachable_thresholds(const StepFunction& function, const ReachableSums& sums) {
  StepFunction moved = function;
  for (std::int64_t& threshold : moved.thresholds) threshold = sums.at_or_above(threshold);
  return moved;
}

StepFunction with_thresholds_in_range(const StepFunction& function, const ValueSet& values) {
  const auto [least, greatest] = sum_range(function.weights, values);
  StepFunction moved = function;
  for (std::int64_t& threshold : moved.thresholds) {
    threshold = std::clamp(threshold, least, greatest + 1);
  }
  return moved;
}

}  // namespace swingproof
