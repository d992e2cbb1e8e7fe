// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "fixedpoint/bpu_model.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>

namespace swingproof {
namespace {

// The worst input of the default deployment's green channel, by hand: 127 * -128 - 44 * 126 - 92 *
// -122 = -10,576; times 32,716 is -346,004,416; over 2^22 is -82.49.
TEST(BpuModel, StagesAreAsByHand) {
  const LoweredChannel green{
      .weights = {127, -44, -92}, .multiplier = 32716, .pre_shift = 0, .post_shift = 22};
  const Stages stages = fixed_stages(green, CenteredYuv{-128, 126, -122});
  EXPECT_EQ(stages, (Stages{-10576, -10576, -10576, -346004416, -82, -82}));
}

TEST(BpuModel, TheBiasIsShiftedIntoTheAccumulator) {
  const LoweredChannel channel{
      .weights = {1, 10, 100}, .bias = -3, .bias_shift = 4, .multiplier = 1, .post_shift = 0};
  EXPECT_EQ(fixed_stages(channel, CenteredYuv{1, 2, 3}).accumulator, 1 + 20 + 300 - 48);
}

// int16 between the shifts, int8 at the end.
TEST(BpuModel, SaturatesBetweenTheShiftsAndAtTheEnd) {
  const auto stages_at = [](std::int32_t bias, int y) {
    const LoweredChannel channel{.weights = {1, 0, 0},
                                 .bias = bias,
                                 .bias_shift = 1,
                                 .multiplier = 32767,
                                 .pre_shift = 1,
                                 .post_shift = 23};
    return fixed_stages(channel, CenteredYuv{static_cast<std::int8_t>(y), 0, 0});
  };
  EXPECT_EQ(stages_at(32767, 1).saturated, 32767);
  EXPECT_EQ(stages_at(32767, 2).shifted, 32768);
  EXPECT_EQ(stages_at(32767, 2).saturated, 32767);
  EXPECT_EQ(stages_at(-32768, 0).saturated, -32768);
  EXPECT_EQ(stages_at(-32768, -1).shifted, -32769);
  EXPECT_EQ(stages_at(-32768, -1).saturated, -32768);
  EXPECT_EQ(stages_at(32767, 127).product, 32767 * 32767);
  EXPECT_EQ(stages_at(32767, 127).requantised, 128);
  EXPECT_EQ(stages_at(32767, 127).code, 127);
  EXPECT_EQ(stages_at(-32768, -1).requantised, -128);
  EXPECT_EQ(stages_at(-32768, -1).code, -128);
}

// The accumulators 3 Y + 32,700, whose int16 is shifted by 2.
TEST(BpuModel, SaturatesBeforeThePreShiftIfTheChoiceSaysSo) {
  LoweredChannel channel{.weights = {3, 0, 0},
                         .bias = 32700,
                         .multiplier = 3,
                         .pre_shift = 2,
                         .post_shift = 8,
                         .saturation = Saturation::before_pre_shift};
  EXPECT_EQ(fixed_stages(channel, CenteredYuv{22, 0, 0}),
            (Stages{32766, 8191, 32766, 24573, 96, 96}));
  EXPECT_EQ(fixed_stages(channel, CenteredYuv{100, 0, 0}),
            (Stages{33000, 8191, 32767, 24573, 96, 96}));
  channel.pre_rounding = PreRounding::half_up;  // 32767 / 4 is 8191.75
  EXPECT_EQ(fixed_stages(channel, CenteredYuv{100, 0, 0}),
            (Stages{33000, 8192, 32767, 24576, 96, 96}));
  channel.bias = -32700;
  EXPECT_EQ(fixed_stages(channel, CenteredYuv{-100, 0, 0}),
            (Stages{-33000, -8192, -32768, -24576, -96, -96}));
  channel.saturation = Saturation::after_pre_shift;
  EXPECT_EQ(fixed_stages(channel, CenteredYuv{-100, 0, 0}),
            (Stages{-33000, -8250, -8250, -24750, -97, -97}));
}

TEST(BpuModel, TheIntermediateRangeIsWhatLargeAccumulatorsGive) {
  for (const Saturation saturation : {Saturation::after_pre_shift, Saturation::before_pre_shift}) {
    for (const PreRounding pre_rounding : {PreRounding::floor, PreRounding::half_up}) {
      for (int pre_shift = 0; pre_shift < 15; ++pre_shift) {
        LoweredChannel channel{.bias = -(1 << 30),
                               .multiplier = 1,
                               .pre_shift = pre_shift,
                               .pre_rounding = pre_rounding,
                               .saturation = saturation};
        EXPECT_EQ(intermediate_range(channel).least, fixed_stages(channel, CenteredYuv{}).product);
        channel.bias = 1 << 30;
        EXPECT_EQ(intermediate_range(channel).greatest,
                  fixed_stages(channel, CenteredYuv{}).product);
      }
    }
  }
}

TEST(BpuModel, SaturatesACodeBelowItsRange) {
  const LoweredChannel channel{.weights = {127, 0, 0}, .multiplier = 2, .post_shift = 0};
  EXPECT_EQ(fixed_code(channel, CenteredYuv{-1, 0, 0}), -128);
  EXPECT_EQ(fixed_code(channel, CenteredYuv{1, 0, 0}), 127);
}

// value / 2^shift as docs/numerics.md section 7 names the roundings, by comparing twice the
// remainder with the divisor.
int rounded_quotient(int value, int shift, RoundingMode mode) {
  const int divisor = 1 << shift;
  const int toward_zero = value / divisor;
  const int remainder = value % divisor;  // has the sign of value
  const int away = toward_zero + (value < 0 ? -1 : 1);
  const int twice = 2 * (remainder < 0 ? -remainder : remainder);
  if (remainder == 0) return toward_zero;
  switch (mode) {
    case RoundingMode::trunc:
      return toward_zero;
    case RoundingMode::floor:
      return value < 0 ? away : toward_zero;
    case RoundingMode::half_up:
      if (twice == divisor) return value < 0 ? toward_zero : away;
      break;
    case RoundingMode::half_even:
      if (twice == divisor) return toward_zero % 2 == 0 ? toward_zero : away;
      break;
    case RoundingMode::half_away:
      if (twice == divisor) return away;
      break;
  }
  return twice < divisor ? toward_zero : away;
}

TEST(BpuModel, PostShiftRoundsAsItsChoiceSays) {
  using enum RoundingMode;
  for (const RoundingMode mode : {half_up, half_even, half_away, floor, trunc}) {
    for (int shift = 0; shift <= 9; ++shift) {
      const LoweredChannel channel{
          .weights = {1, 0, 0}, .multiplier = 3, .post_shift = shift, .post_rounding = mode};
      for (int y = -128; y < 128; ++y) {
        const Stages stages = fixed_stages(channel, CenteredYuv{static_cast<std::int8_t>(y), 0, 0});
        EXPECT_EQ(stages.product, 3 * y);
        EXPECT_EQ(stages.requantised, rounded_quotient(3 * y, shift, mode)) << y << " " << shift;
      }
    }
  }
}

TEST(BpuModel, PreShiftRoundsAsItsChoiceSays) {
  for (int shift = 0; shift <= 9; ++shift) {
    LoweredChannel channel{.weights = {1, 0, 0}, .multiplier = 1, .pre_shift = shift};
    for (int y = -128; y < 128; ++y) {
      const CenteredYuv yuv{static_cast<std::int8_t>(y), 0, 0};
      channel.pre_rounding = PreRounding::floor;
      EXPECT_EQ(fixed_stages(channel, yuv).shifted,
                rounded_quotient(y, shift, RoundingMode::floor));
      channel.pre_rounding = PreRounding::half_up;
      EXPECT_EQ(fixed_stages(channel, yuv).shifted,
                rounded_quotient(y, shift, RoundingMode::half_up));
    }
  }
}

// The largest product and rounding term together: 2^30 - 2^15 and 2^30.
TEST(BpuModel, TheLargestPostShiftDoesNotOverflow) {
  const LoweredChannel channel{
      .weights = {127, 0, 0}, .bias = 32767, .multiplier = 32767, .post_shift = 31};
  EXPECT_EQ(fixed_stages(channel, CenteredYuv{127, 0, 0}).requantised, 0);
  EXPECT_EQ(fixed_stages(channel, CenteredYuv{127, 0, 0}).product, 1073676289);
}

TEST(BpuModel, CodesAreInOutputOrder) {
  LoweredOp op;
  for (std::size_t c = 0; c < 3; ++c) op[c].multiplier = 1;
  op[0].weights = {1, 0, 0};
  op[1].weights = {0, 1, 0};
  op[2].weights = {0, 0, 1};
  EXPECT_EQ(fixed_codes(op, CenteredYuv{1, 2, 3}), (std::array<std::int8_t, 3>{1, 2, 3}));
}

}  // namespace
}  // namespace swingproof
