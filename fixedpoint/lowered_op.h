// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_FIXEDPOINT_LOWERED_OP_H_
#define SWINGPROOF_FIXEDPOINT_LOWERED_OP_H_

#include <array>
#include <cstdint>

#include "fixedpoint/datapath.h"

namespace swingproof {

// One output channel of the op as the BPU's convolution holds it: integers only.
struct LoweredChannel {
  std::array<std::int32_t, 3> weights = {};  // of Y, U, V; each in [-128, 127]
  std::int32_t bias = 0;                     // in the datapath's bias_width bits
  int bias_shift = 0;                        // left shift of bias, >= 0; 0 where it has 32 bits
  std::int32_t multiplier = 0;               // in [0, 32767]
  int pre_shift = 0;                         // right shift before the multiplier, 0..17
  int post_shift = 0;                        // right shift after the multiplier, 0..31
  PreRounding pre_rounding = PreRounding::floor;
  RoundingMode post_rounding = RoundingMode::half_up;
  Saturation saturation = Saturation::after_pre_shift;

  friend bool operator==(const LoweredChannel&, const LoweredChannel&) = default;
};

// bias << bias_shift: the accumulator at Y = U = V = 0. lower() has checked that it fits.
constexpr std::int32_t shifted_bias(const LoweredChannel& channel) {
  return channel.bias * (std::int32_t{1} << channel.bias_shift);
}

// The channel's integers with what a datapath does to the weighted sum.
constexpr LoweredChannel on_datapath(LoweredChannel channel, const Datapath& datapath) {
  channel.pre_rounding = datapath.pre_rounding;
  channel.post_rounding = datapath.post_rounding;
  channel.saturation = datapath.saturation;
  return channel;
}

// What to add to an accumulator so that its arithmetic shift right by pre_shift rounds as it
// should.
constexpr std::int32_t pre_rounding_term(const LoweredChannel& channel) {
  const bool rounds = channel.pre_rounding == PreRounding::half_up && channel.pre_shift > 0;
  return rounds ? std::int32_t{1} << (channel.pre_shift - 1) : 0;
}

// The least and the greatest number that can reach the multiplier: what the saturation leaves, and
// the pre-shift where it comes after that.
struct IntermediateRange {
  std::int32_t least = -(1 << (intermediate_bits - 1));
  std::int32_t greatest = (1 << (intermediate_bits - 1)) - 1;
};

constexpr IntermediateRange intermediate_range(const LoweredChannel& channel) {
  const IntermediateRange int16;
  if (channel.saturation == Saturation::after_pre_shift) return int16;
  const std::int32_t term = pre_rounding_term(channel);
  return {(int16.least + term) >> channel.pre_shift, (int16.greatest + term) >> channel.pre_shift};
}

// The greatest magnitude of bias << bias_shift: beside it the int32 accumulator has room for the
// weighted sum (3 * 128 * 128) and the rounding term of the pre-shift (2^16).
inline constexpr std::int64_t largest_shifted_bias =
    (std::int64_t{1} << 31) - 1 - (std::int64_t{1} << 17);

// The op's three output channels in output order.
using LoweredOp = std::array<LoweredChannel, 3>;

}  // namespace swingproof

#endif  // SWINGPROOF_FIXEDPOINT_LOWERED_OP_H_
