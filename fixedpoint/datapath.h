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

// Where the accumulator becomes int16: at the result of the pre-shift, or before that shift.
enum class Saturation { after_pre_shift, before_pre_shift };

enum class LoweringPrecision { float32, float64 };

// Widths and limits that are not up for choice (docs/numerics.md sections 4.2 and 4.3), in bits.
inline constexpr int weight_bits = 8;
inline constexpr int accumulator_bits = 32;
inline constexpr int intermediate_bits = 16;  // between the two shifts
inline constexpr int multiplier_bits = 16;
inline constexpr int largest_pre_shift = 17;
inline constexpr int largest_post_shift = 31;
// The right shift up to which no pre-shift is needed: 30 - 1 - 7 for an int8 output.
inline constexpr int shift_without_pre_shift = 22;

// The choices that have alternatives. Each default is the contract's choice; fixedpoint/choices.h
// has their names, their alternatives and what each of them rests on.
struct Datapath {
  RoundingMode weight_rounding = RoundingMode::half_up;  // of w_j / ws to int8
  int bias_width = 32;  // bits: 32, where nothing that can be lowered needs a left shift; 16 or 8
  Saturation saturation = Saturation::after_pre_shift;
  RoundingMode bias_rounding = RoundingMode::half_up;  // of t / 2^s to bias_width bits
  PreRounding pre_rounding = PreRounding::floor;       // at pre_shift
  RoundingMode post_rounding = RoundingMode::half_up;  // at post_shift
  LoweringPrecision lowering = LoweringPrecision::float32;

  friend bool operator==(const Datapath&, const Datapath&) = default;
};

// The datapath of a march. bayes and bayes-e are published as computing this op alike.
Datapath datapath_of(March march);

}  // namespace swingproof

#endif  // SWINGPROOF_FIXEDPOINT_DATAPATH_H_
