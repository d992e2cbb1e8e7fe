// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_TUNE_RESCALE_SEARCH_H_
#define SWINGPROOF_SUITES_TUNE_RESCALE_SEARCH_H_

#include <cstdint>
#include <functional>

#include "fixedpoint/lowered_op.h"
#include "suites/tune/accumulator_profile.h"

namespace swingproof {

// How large the integers of a channel may be; smaller in tests, which try them all. Multipliers
// stay in 0..32767, as the lowering makes them.
struct IntegerWidths {
  int weights = weight_bits;
  int bias = Datapath{}.bias_width;
  int largest_bias_shift = 30;  // what an arithmetic file can say
  int multiplier = multiplier_bits;
  int pre_shift = largest_pre_shift;
  int post_shift = largest_post_shift;
};

// What comes after the weighted sum: bias, shifts and multiplier; and the thresholds of the
// weighted sum that they make.
struct Rescale {
  LoweredChannel channel;  // its weights are 0
  AccumulatorProfile::Thresholds thresholds = {};
};

// Visits every choice of thresholds in these ranges that some bias, shifts and multiplier make, on
// the datapath that like is on, at least once. As only multiplier / 2^post_shift matters, each
// ratio is tried with its greatest multiplier. Ends early, with false, after so many combinations
// of ratio, pre_shift and bias.
bool for_each_rescale(const AccumulatorProfile::Ranges& ranges, const IntegerWidths& widths,
                      const LoweredChannel& like, std::uint64_t most,
                      const std::function<void(const Rescale&)>& visit);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_TUNE_RESCALE_SEARCH_H_
