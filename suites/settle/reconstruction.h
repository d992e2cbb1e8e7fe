// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_SETTLE_RECONSTRUCTION_H_
#define SWINGPROOF_SUITES_SETTLE_RECONSTRUCTION_H_

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "deployment/exact_number.h"
#include "fixedpoint/lowered_op.h"
#include "suites/certify/plane_function.h"

namespace swingproof {

// Both ends included.
struct IntegerInterval {
  Integer least;
  Integer greatest;
};

// Bias and scale ratio that go with some weights.
struct LinearPart {
  IntegerInterval bias;    // bias << bias_shift
  RationalInterval ratio;  // multiplier / 2^(pre_shift + post_shift)
};

// What one channel's captured codes say about its integers, whatever rounds in which way: intervals
// that contain the truth for every op of the form
//
//   code = sat8(round(sat16(round((W Y + W U + W V + B) / 2^pre)) * multiplier / 2^post))
//
// where round() gives an integer less than 1 away, W is int8, and a unit between the shifts is
// worth one code at most (multiplier <= 2^post). Each code that no saturation can have made is then
// less than 2 away from ratio * (W Y + W U + W V + B). Absent: the captures do not bound it.
struct ChannelReconstruction {
  std::array<std::optional<RationalInterval>, 3> per_step;  // codes per step of Y, U, V: W * ratio
  std::optional<RationalInterval> at_zero;                  // at Y = U = V = 0: B * ratio
  // All int8 weights that some ratio makes fit, with their biases and ratios. Twice the weights at
  // half the ratio compute the same: these are wide.
  std::array<std::optional<IntegerInterval>, 3> weights;
  std::optional<LinearPart> linear;
  std::optional<LinearPart> with_expected_weights;  // absent, too, if those weights do not fit
};

// From the pixels on the axes: Y at U = V = 0, and so on. Codes are those of the same pixels.
ChannelReconstruction reconstruct(const YuvPlanes& pixels, std::span<const std::int8_t> codes,
                                  const std::array<std::int32_t, 3>& expected_weights);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_SETTLE_RECONSTRUCTION_H_
