// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/step_table.h"

#include <algorithm>
#include <cstddef>
#include <stdexcept>

namespace swingproof {
namespace {

constexpr std::int64_t most_intervals = 1024;

}  // namespace

StepTable::StepTable(const StepFunction& function) : weights_(function.weights) {
  const auto [least, greatest] = sum_range(function.weights, {-128, 127});
  for (const std::int64_t threshold : function.thresholds) {
    const bool is_new = steps_.empty() || steps_.back() != threshold;
    if (threshold > least && threshold <= greatest && is_new) steps_.push_back(threshold);
  }
  codes_.push_back(code_at_sum(function.thresholds, least));
  for (const std::int64_t step : steps_) codes_.push_back(code_at_sum(function.thresholds, step));
  steps_.push_back(greatest + 1);

  // From one sum below the first step to the last one.
  first_ = steps_.size() == 1 ? least : steps_.front() - 1;
  last_ = steps_.size() == 1 ? least : steps_[steps_.size() - 2];
  while ((last_ - first_) >> shift_ >= most_intervals) ++shift_;
  const auto steps_up_to = [&](std::int64_t sum) {
    return std::upper_bound(steps_.begin(), steps_.end(), sum) - steps_.begin();
  };
  const std::int64_t length = std::int64_t{1} << shift_;
  for (std::int64_t from = first_; from <= last_; from += length) {
    const auto before = steps_up_to(from - 1);
    if (steps_up_to(std::min(from + length - 1, last_)) > before + 1) {
      throw std::logic_error("StepTable: two steps in one interval");
    }
    steps_before_.push_back(static_cast<std::uint8_t>(before));
  }
}

void StepTable::codes(std::span<const std::int8_t> y, std::span<const std::int8_t> u,
                      std::span<const std::int8_t> v, std::int8_t* codes) const {
  // Copies: codes might point to any of the members, for all that the compiler knows.
  const auto [weight_y, weight_u, weight_v] = weights_;
  const std::int64_t first = first_;
  const std::int64_t last = last_;
  const int shift = shift_;
  const std::uint8_t* const steps_before = steps_before_.data();
  const std::int64_t* const steps = steps_.data();
  const std::int8_t* const code_after = codes_.data();
  for (std::size_t i = 0; i < y.size(); ++i) {
    const std::int64_t sum =
        std::clamp(weight_y * y[i] + weight_u * u[i] + weight_v * v[i], first, last);
    const std::size_t before = steps_before[(sum - first) >> shift];
    codes[i] = code_after[before + (sum >= steps[before] ? 1U : 0U)];
  }
}

}  // namespace swingproof
