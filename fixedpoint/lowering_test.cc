// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "fixedpoint/lowering.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "deployment/input_error.h"

namespace swingproof {
namespace {

// Constants with which std = 1 and mean = 0 make w / ws = weight and t = offset, on every channel.
OpConstants plain_constants(const std::array<double, 3>& weight, double offset) {
  return {.weight = {{weight, weight, weight}}, .weight_scale = {1, 1, 1}, .offset = offset};
}

Deployment plain_deployment(const std::string& q_scale = "1") {
  Deployment deployment;
  deployment.mean = parse_mean({"0"}, "mean");
  deployment.std = parse_std({"1"}, "std");
  deployment.q_scale = parse_scale(q_scale, "q_scale");
  return deployment;
}

LoweredChannel lowered(const Datapath& datapath, const std::array<double, 3>& weight,
                       double offset) {
  return lower(plain_deployment(), datapath, plain_constants(weight, offset))[0];
}

// By hand from docs/numerics.md section 4: 1 / 0.011 = 90.9, 1.402 / 0.011 = 127.5 (just below the
// tie), 1 / 0.0078 = 128.2, -0.3441 / 0.0078 = -44.1, -0.7141 / 0.0078 = -91.6, 1.772 / 0.0139 =
// 127.5. The scale ratio is the weight scale: 0.011 = 0.704 * 2^-6, 0.0078 = 0.9984 * 2^-7 and
// 0.0139 = 0.8896 * 2^-6; times 2^15 the mantissas are 23068.7, 32715.6 and 29150.4.
TEST(Lowering, DefaultDeploymentIsAsByHand) {
  const LoweredOp op = lower(Deployment{}, Datapath{});
  const std::array<std::array<std::int32_t, 3>, 3> weights = {
      {{91, 0, 127}, {127, -44, -92}, {72, 127, 0}}};
  const std::array<std::int32_t, 3> multipliers = {23069, 32716, 29150};
  const std::array<int, 3> post_shifts = {21, 22, 21};
  for (std::size_t c = 0; c < 3; ++c) {
    EXPECT_EQ(op[c].weights, weights[c]);
    EXPECT_EQ(op[c].bias, 0);
    EXPECT_EQ(op[c].bias_shift, 0);
    EXPECT_EQ(op[c].multiplier, multipliers[c]);
    EXPECT_EQ(op[c].pre_shift, 0);
    EXPECT_EQ(op[c].post_shift, post_shifts[c]);
  }
}

TEST(Lowering, WeightsAreRoundedThenSaturated) {
  using Weights = std::array<std::int32_t, 3>;
  const Datapath half_up;
  const Datapath half_even{.weight_rounding = RoundingMode::half_even};
  EXPECT_EQ(lowered(half_up, {2.5, 3.5, -2.5}, 0).weights, (Weights{3, 4, -2}));
  EXPECT_EQ(lowered(half_even, {2.5, 3.5, -2.5}, 0).weights, (Weights{2, 4, -2}));
  EXPECT_EQ(lowered(half_even, {2.25, 2.75, -3.5}, 0).weights, (Weights{2, 3, -4}));
  EXPECT_EQ(lowered(half_up, {127.49, 127.5, 1e9}, 0).weights, (Weights{127, 127, 127}));
  EXPECT_EQ(lowered(half_up, {-128.5, -128.6, -1e9}, 0).weights, (Weights{-128, -128, -128}));
}

Arithmetic own_constants(const std::array<double, 3>& weight, double offset) {
  Arithmetic arithmetic;
  arithmetic.constants = OwnConstants{bt601_full, plain_constants(weight, offset)};
  return arithmetic;
}

TEST(Lowering, UnclampedWeightsAreAsLargeAsTheyAre) {
  using Weights = std::array<std::int32_t, 3>;
  const Arithmetic arithmetic = own_constants({333.3, -114.7, -524286}, 0);
  EXPECT_EQ(lower(plain_deployment(), arithmetic)[2].weights, (Weights{127, -115, -128}));
  EXPECT_EQ(lower_unclamped(plain_deployment(), arithmetic)[2].weights,
            (Weights{333, -115, -524286}));
}

TEST(Lowering, UnclampedWeightsThatFitNothingAreRefused) {
  for (std::size_t c = 0; c < 3; ++c) {
    const auto unclamped = [c](double weight, double offset) {
      Arithmetic arithmetic = own_constants({0, 0, 0}, offset);
      arithmetic.constants->constants.weight[c][0] = weight;
      return lower_unclamped(plain_deployment(), arithmetic);
    };
    EXPECT_THROW(unclamped(524287, 0), InputError);  // of 20 bits, or beyond
    EXPECT_THROW(unclamped(-524287, 0), InputError);
    // 128 * 500,000 is 64,000,000, and the accumulator ends at 2,147,483,647.
    EXPECT_NO_THROW(unclamped(500000, 2080000000));
    EXPECT_THROW(unclamped(500000, 2090000000), InputError);
    EXPECT_NO_THROW(unclamped(0, 2090000000));
  }
}

TEST(Lowering, BiasTakesTheSmallestShiftThatFits) {
  const auto expect_bias = [](int width, double t, std::int32_t bias, int shift) {
    const LoweredChannel channel = lowered({.bias_width = width}, {1, 0, 0}, t);
    EXPECT_EQ(channel.bias, bias) << width << " bits, " << t;
    EXPECT_EQ(channel.bias_shift, shift) << width << " bits, " << t;
  };
  expect_bias(16, 32767, 32767, 0);
  expect_bias(16, -32768, -32768, 0);
  expect_bias(16, 32767.5, 16384, 1);  // 32768 does not fit
  expect_bias(16, -32768.5, -32768, 0);
  expect_bias(16, -32769, -16384, 1);  // -16384.5, half up
  expect_bias(16, 100000, 25000, 2);
  expect_bias(8, 127, 127, 0);
  expect_bias(8, -129, -64, 1);
  expect_bias(8, 100000, 98, 10);  // 97.7
  expect_bias(32, 100000, 100000, 0);
  expect_bias(32, -32769, -32769, 0);
  EXPECT_EQ(lowered({}, {1, 0, 0}, -100001), lowered({.bias_width = 32}, {1, 0, 0}, -100001));
  EXPECT_EQ(shifted_bias(lowered({.bias_width = 8}, {1, 0, 0}, -100000)), -100352);
}

TEST(Lowering, BiasIsRoundedAsItsChoiceSays) {
  const auto biases = [](RoundingMode mode) {
    std::vector<std::int32_t> result;
    for (const double t : {-3.5, -2.75, -2.5, -2.25, 2.25, 2.5, 2.75, 3.5}) {
      result.push_back(lowered({.bias_rounding = mode}, {1, 0, 0}, t).bias);
    }
    return result;
  };
  using Biases = std::vector<std::int32_t>;
  EXPECT_EQ(biases(RoundingMode::half_up), (Biases{-3, -3, -2, -2, 2, 3, 3, 4}));
  EXPECT_EQ(biases(RoundingMode::half_even), (Biases{-4, -3, -2, -2, 2, 2, 3, 4}));
  EXPECT_EQ(biases(RoundingMode::half_away), (Biases{-4, -3, -3, -2, 2, 3, 3, 4}));
  EXPECT_EQ(biases(RoundingMode::floor), (Biases{-4, -3, -3, -3, 2, 2, 2, 3}));
  EXPECT_EQ(biases(RoundingMode::trunc), (Biases{-3, -2, -2, -2, 2, 2, 2, 3}));
}

// r = 2^-k = 1/2 * 2^(1 - k): the multiplier is 2^14 and the right shift 14 + k, split at 22, with
// at most 17 before the multiplier and 31 behind it.
TEST(Lowering, TheRightShiftIsSplitAtItsLimits) {
  for (int k = -15; k <= 60; ++k) {
    const std::string q_scale = "0x1p" + std::to_string(k);
    const LoweredChannel channel =
        lower(plain_deployment(q_scale), Datapath{}, plain_constants({1, 0, 0}, 0))[0];
    if (k == -15) {  // 2^15 is clamped to 32767 = 0.99997 * 2^15
      EXPECT_EQ(channel.multiplier, 32767);
      EXPECT_EQ(channel.post_shift, 0);
      continue;
    }
    EXPECT_EQ(channel.multiplier, 16384) << k;
    EXPECT_EQ(channel.pre_shift, std::clamp(k - 8, 0, 17)) << k;
    EXPECT_EQ(channel.post_shift, std::min(14 + k - channel.pre_shift, 31)) << k;
  }
}

// Multipliers by numpy's float32, one operation after the other. Both lie so near to a tie that a
// product with the reciprocal of q_scale, which rounds twice, makes them one less.
TEST(Lowering, TheScaleRatioIsOneDivision) {
  Deployment deployment;
  deployment.std = parse_std({"20.8"}, "std");
  deployment.q_scale = parse_scale("1/127", "q_scale");
  EXPECT_EQ(lower(deployment, Datapath{})[0].multiplier, 17607);
  deployment.std = parse_std({"20.4"}, "std");
  deployment.q_scale = parse_scale("1/361", "q_scale");
  EXPECT_EQ(lower(deployment, Datapath{})[2].multiplier, 32241);
}

// Biases by numpy's float32 as well: (128 - mean) / 0.011 is a tie as decimals are, 211.5 and 62.5,
// and a product with the reciprocal of the weight scale comes out on its other side.
TEST(Lowering, TheBiasIsOneDivision) {
  Deployment deployment;
  deployment.mean = parse_mean({"125.6735"}, "mean");
  deployment.std = parse_std({"1"}, "std");
  EXPECT_EQ(lower(deployment, Datapath{})[0].bias, 212);
  deployment.mean = parse_mean({"127.3125"}, "mean");
  deployment.std = parse_std({"57.375"}, "std");
  EXPECT_EQ(lower(deployment, Datapath{})[0].bias, 62);
}

// Just below 1 the mantissa rounds to 2^15, which int16 does not hold.
TEST(Lowering, TheMultiplierSaturates) {
  OpConstants constants = plain_constants({1, 0, 0}, 0);
  constants.weight_scale = {0x1.fffffep-1, 0x1.fffffep-1, 0x1.fffffep-1};
  const LoweredChannel channel = lower(plain_deployment(), Datapath{}, constants)[0];
  EXPECT_EQ(channel.multiplier, 32767);
  EXPECT_EQ(channel.post_shift, 15);
}

// 16777217 = 2^24 + 1 is no float32: the difference to the mean is 0 there, and 1 in float64.
TEST(Lowering, EveryOperationHasThePrecisionOfItsChoice) {
  Deployment deployment = plain_deployment();
  deployment.mean = parse_mean({"16777216"}, "mean");
  const OpConstants constants = plain_constants({1, 0, 0}, 16777217);
  EXPECT_EQ(lower(deployment, {}, constants)[0].bias, 0);
  EXPECT_EQ(lower(deployment, {.lowering = LoweringPrecision::float64}, constants)[0].bias, 1);
  deployment.mean = parse_mean({"16777217"}, "mean");
  EXPECT_EQ(lower(deployment, {.lowering = LoweringPrecision::float64}, constants)[0].bias, 0);
}

// mean and std are in output order; the constants are in R, G, B order.
TEST(Lowering, SettingsBelongToOutputChannelsConstantsToRgb) {
  Deployment deployment;
  deployment.op = Op::centered_yuv2bgr;
  deployment.mean = parse_mean({"1", "2", "3"}, "mean");
  deployment.std = parse_std({"1", "2", "4"}, "std");
  const OpConstants constants = {
      .weight = {{{10, 0, 0}, {20, 0, 0}, {30, 0, 0}}}, .weight_scale = {1, 1, 1}, .offset = 100};
  const LoweredOp op = lower(deployment, Datapath{}, constants);
  EXPECT_EQ(op[0].weights[0], 30);
  EXPECT_EQ(op[2].weights[0], 10);
  EXPECT_EQ(op[0].bias, 99);
  EXPECT_EQ(op[2].bias, 97);
  // 1 / std over a q_scale of 1/128 is 2^14 * 2^-7, * 2^-8 and * 2^-9.
  EXPECT_EQ(op[0].post_shift, 7);
  EXPECT_EQ(op[1].post_shift, 8);
  EXPECT_EQ(op[2].post_shift, 9);
}

// 32 and 16 bits of bias give the same integers while |offset - mean| < 32767.5 weight scales
// (docs/numerics.md section 7), and other ones from there on.
TEST(Lowering, SixteenBitsOfBiasAreEnoughUpToAMean) {
  for (const Matrix matrix : {bt601_full, bt601_studio}) {
    const OpConstants constants = published_constants(matrix);
    const auto is_same_at = [&](std::size_t c, double weight_scales) {
      Deployment deployment;
      deployment.matrix = matrix;
      const double mean = constants.offset - weight_scales * constants.weight_scale[c];
      deployment.mean = parse_mean({std::to_string(mean)}, "mean");
      return lower(deployment, {.bias_width = 16})[c] == lower(deployment, Datapath{})[c];
    };
    for (std::size_t c = 0; c < 3; ++c) {
      for (const double sign : {-1.0, 1.0}) {
        for (const double inside : {0.0, 1234.5, 20000.3, 32767.4}) {
          EXPECT_TRUE(is_same_at(c, sign * inside)) << c << " " << sign * inside;
        }
        for (const double beyond : {32768.6, 40000.0, 1e6}) {
          EXPECT_FALSE(is_same_at(c, sign * beyond)) << c << " " << sign * beyond;
        }
      }
    }
  }
}

TEST(Lowering, CarriesTheDatapathBehindTheSum) {
  const LoweredChannel channel = lowered({.saturation = Saturation::before_pre_shift,
                                          .pre_rounding = PreRounding::half_up,
                                          .post_rounding = RoundingMode::trunc},
                                         {1, 0, 0}, 0);
  EXPECT_EQ(channel.saturation, Saturation::before_pre_shift);
  EXPECT_EQ(channel.pre_rounding, PreRounding::half_up);
  EXPECT_EQ(channel.post_rounding, RoundingMode::trunc);
}

void expect_refused(const Deployment& deployment, const OpConstants& constants,
                    const std::string& problem) {
  try {
    lower(deployment, Datapath{}, constants);
    ADD_FAILURE() << "was lowered; expected: " << problem;
  } catch (const InputError& error) {
    const std::string message = error.what();
    EXPECT_NE(message.find("output channel 0"), std::string::npos) << message;
    EXPECT_NE(message.find(problem), std::string::npos) << message;
  }
}

TEST(Lowering, RefusesWhatHardwareCouldNotCompute) {
  Deployment tiny_scale = plain_deployment();
  tiny_scale.std = parse_std({"1e30"}, "std");
  OpConstants constants = plain_constants({1, 0, 0}, 0);
  constants.weight_scale = {1e-20, 1, 1};
  expect_refused(tiny_scale, constants, "weight scale that is zero or infinite");

  Deployment huge_scale = plain_deployment();
  huge_scale.std = parse_std({"1e-30"}, "std");
  constants.weight_scale = {1e20, 1, 1};
  expect_refused(huge_scale, constants, "weight scale that is zero or infinite");

  constants.weight_scale = {1e-20, 1, 1};
  constants.offset = 1e30;
  expect_refused(plain_deployment(), constants, "bias that is infinite");
}

// Room is left for the weighted sum and the rounding term of the pre-shift: 2^17.
TEST(Lowering, RefusesABiasThatTheAccumulatorCannotHold) {
  const double largest = 32766 << 16;  // 2^31 - 2^17, which 16 bits and a shift hold as well
  const double too_large = largest + (1 << 16);
  for (const double sign : {-1, 1}) {
    for (const int width : {8, 16, 32}) {
      EXPECT_NO_THROW(lowered({.bias_width = width}, {1, 0, 0}, sign * (1 << 30))) << width;
    }
    EXPECT_NO_THROW(lowered({.bias_width = 16}, {1, 0, 0}, sign * largest));
    EXPECT_NO_THROW(lowered({}, {1, 0, 0}, sign * largest));
    expect_refused(plain_deployment(), plain_constants({1, 0, 0}, sign * too_large), "accumulator");
    expect_refused(plain_deployment(), plain_constants({1, 0, 0}, sign * 1e30), "accumulator");
  }
}

}  // namespace
}  // namespace swingproof
