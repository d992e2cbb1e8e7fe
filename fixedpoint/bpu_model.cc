// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "fixedpoint/bpu_model.h"

#include <algorithm>

namespace swingproof {

std::int64_t rounding_shift(std::int64_t value, int shift, RoundingMode mode) {
  if (shift == 0) return value;
  const std::int64_t unit = std::int64_t{1} << shift;
  const std::int64_t half = unit / 2;
  const std::int64_t below = value >> shift;
  const std::int64_t remainder = value - below * unit;  // in [0, unit)
  bool up = false;
  switch (mode) {
    case RoundingMode::floor:
      up = false;
      break;
    case RoundingMode::half_up:
      up = remainder >= half;
      break;
    case RoundingMode::half_even:
      up = remainder > half || (remainder == half && below % 2 != 0);
      break;
    case RoundingMode::half_away:
      up = remainder > half || (remainder == half && value > 0);
      break;
    case RoundingMode::trunc:
      up = value < 0 && remainder != 0;
      break;
  }
  return up ? below + 1 : below;
}

namespace {

// What fits int32 stays below 2^31 where it is rounded.
std::int32_t rounded_32(std::int32_t value, int shift, RoundingMode mode) {
  return static_cast<std::int32_t>(rounding_shift(value, shift, mode));
}

}  // namespace

Stages fixed_stages(const LoweredChannel& channel, CenteredYuv yuv) {
  Stages stages;
  stages.accumulator = channel.weights[0] * yuv.y + channel.weights[1] * yuv.u +
                       channel.weights[2] * yuv.v + shifted_bias(channel);
  const RoundingMode pre_rounding =
      channel.pre_rounding == PreRounding::half_up ? RoundingMode::half_up : RoundingMode::floor;
  if (channel.saturation == Saturation::before_pre_shift) {
    stages.saturated = std::clamp(stages.accumulator, -32768, 32767);
    stages.shifted = rounded_32(stages.saturated, channel.pre_shift, pre_rounding);
    stages.product = stages.shifted * channel.multiplier;
  } else {
    stages.shifted = rounded_32(stages.accumulator, channel.pre_shift, pre_rounding);
    stages.saturated = std::clamp(stages.shifted, -32768, 32767);
    stages.product = stages.saturated * channel.multiplier;
  }
  stages.requantised = rounded_32(stages.product, channel.post_shift, channel.post_rounding);
  stages.code = static_cast<std::int8_t>(std::clamp(stages.requantised, -128, 127));
  return stages;
}

std::int8_t fixed_code(const LoweredChannel& channel, CenteredYuv yuv) {
  return fixed_stages(channel, yuv).code;
}

CodeTriple fixed_codes(const LoweredOp& op, CenteredYuv yuv) {
  return {fixed_code(op[0], yuv), fixed_code(op[1], yuv), fixed_code(op[2], yuv)};
}

}  // namespace swingproof
