// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_STEP_TABLE_H_
#define SWINGPROOF_SUITES_CERTIFY_STEP_TABLE_H_

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "suites/certify/step_function.h"

namespace swingproof {

// The codes of one step function for many pixels, without a search for each. The sums between its
// first and its last step are divided into intervals of equal length, each with one step at most.
class StepTable {
 public:
  // The steps must be equidistant to within one unit of the sum, as those of exact_channel() are;
  // throws std::logic_error if an interval would have two of them.
  explicit StepTable(const StepFunction& function);

  // step_code() of each pixel, as it reaches the op. The planes are equally long.
  void codes(std::span<const std::int8_t> y, std::span<const std::int8_t> u,
             std::span<const std::int8_t> v, std::int8_t* codes) const;

 private:
  // Small, so that the tables of many functions stay in the cache together.
  std::array<std::int64_t, 3> weights_ = {};
  std::int64_t first_ = 0;  // the sums that the intervals cover, both included
  std::int64_t last_ = 0;
  int shift_ = 0;                           // an interval has 2^shift_ sums
  std::vector<std::uint8_t> steps_before_;  // the number of steps before each interval
  std::vector<std::int64_t> steps_;         // the sums at which the code rises, and one beyond all
  std::vector<std::int8_t> codes_;          // below each of steps_, and above the last one
};

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_STEP_TABLE_H_
