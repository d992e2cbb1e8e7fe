// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_FIXEDPOINT_DATAPATH_H_
#define SWINGPROOF_FIXEDPOINT_DATAPATH_H_

#include "deployment/deployment.h"

namespace swingproof {

// How a real number becomes an integer, wherever the datapath does that.
//   half_up    floor(x + 1/2)
//   half_even  nearest, ties to even
//   half_away  nearest, ties away from zero
//   floor      toward minus infinity (an arithmetic shift)
//   trunc      toward zero
enum class RoundingMode { half_up, half_even, half_away, floor, trunc };

// The pre-shift has one alternative only.
enum class PreRounding { floor, half_up };

enum class LoweringPrecision { float32, float64 };

// Widths that are published (docs/numerics.md section 4.4) and so are not up for choice, in bits.
inline constexpr int weight_bits = 8;
inline constexpr int accumulator_bits = 32;
inline constexpr int intermediate_bits = 16;  // between the two shifts
inline constexpr int multiplier_bits = 16;
inline constexpr int largest_pre_shift = 17;
inline constexpr int largest_post_shift = 31;
// The right shift up to which no pre-shift is needed: 30 - 1 - 7 for an int8 output.
inline constexpr int shift_without_pre_shift = 22;

// The choices that are assumed, not published: convert_conv_params is not public. Each default is
// the contract's choice; the alternatives of a field are those that arithmetic_alternatives()
// lists.
struct Datapath {
  RoundingMode weight_rounding = RoundingMode::half_up;  // of w_j / ws to int8
  int bias_width = 16;                                   // bits: 8, 16 or 32
  RoundingMode bias_rounding = RoundingMode::half_up;    // of t / 2^s to bias_width bits
  PreRounding pre_rounding = PreRounding::floor;         // at pre_shift
  RoundingMode post_rounding = RoundingMode::half_up;    // at post_shift
  LoweringPrecision lowering = LoweringPrecision::float32;

  friend bool operator==(const Datapath&, const Datapath&) = default;
};

// The datapath of a march. bayes and bayes-e are published as computing this op alike.
Datapath datapath_of(March march);

}  // namespace swingproof

#endif  // SWINGPROOF_FIXEDPOINT_DATAPATH_H_
