// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/settle/reconstruction.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>

#include "suites/settle/judged_datapath_fixture.h"

namespace swingproof {
namespace {

YuvPlanes sweep_along_y() {
  YuvPlanes pixels;
  for (int y = -128; y < 128; ++y) pixels.push_back({static_cast<std::int8_t>(y), 0, 0});
  return pixels;
}

TEST(Reconstruction, ContainsTheModelsIntegersAndNotMuchElse) {
  const Deployment everyday;
  const LoweredOp op = lower(everyday, Datapath{});
  const YuvPlanes pixels = stored_results().back().pixels;
  const CaptureCodes capture = simulated_capture(op, pixels);
  for (std::size_t c = 0; c < 3; ++c) {
    const auto found = reconstruct(pixels, capture.planes[c], op[c].weights);
    expect_contains(found, op[c]);
    ASSERT_TRUE(found.with_expected_weights);
    const RationalInterval& ratio = found.with_expected_weights->ratio;
    EXPECT_LT(ratio.greatest / ratio.least, Rational(104, 100));
  }
}

TEST(Reconstruction, OfASweepAlongYAloneBoundsThatWeight) {
  const LoweredOp op = lower(Deployment{}, Datapath{});
  const YuvPlanes pixels = sweep_along_y();
  const CaptureCodes capture = simulated_capture(op, pixels);
  const auto found = reconstruct(pixels, capture.planes[0], op[0].weights);
  expect_contains(found, op[0]);
  EXPECT_TRUE(found.per_step[0]);
  EXPECT_FALSE(found.per_step[1]);
  EXPECT_TRUE(found.linear);
}

TEST(Reconstruction, SaysNothingOfCodesThatAreAllTheSame) {
  const YuvPlanes pixels = sweep_along_y();
  const std::vector<std::int8_t> codes(pixels.size(), 127);
  const auto found = reconstruct(pixels, codes, {91, 0, 127});
  EXPECT_FALSE(found.per_step[0]);
  EXPECT_FALSE(found.at_zero);
  EXPECT_FALSE(found.linear);
}

TEST(Reconstruction, SaysNothingOfCodesOfAnotherForm) {
  const YuvPlanes pixels = sweep_along_y();
  std::vector<std::int8_t> codes;
  for (std::size_t i = 0; i < pixels.size(); ++i) {
    codes.push_back(static_cast<std::int8_t>(i * 37 % 256));
  }
  EXPECT_FALSE(reconstruct(pixels, codes, {91, 0, 127}).per_step[0]);
}

// From Y = -100, 0 and 100, with codes on either side that count as saturated.
ChannelReconstruction of_three_codes(const std::array<std::int8_t, 3>& codes) {
  YuvPlanes pixels;
  for (const int y : {-128, -100, 0, 100, 127}) {
    pixels.push_back({static_cast<std::int8_t>(y), 0, 0});
  }
  const bool is_rising = codes[0] < codes[2];
  const auto least = static_cast<std::int8_t>(is_rising ? -128 : 127);
  const auto greatest = static_cast<std::int8_t>(is_rising ? 127 : -128);
  const std::array<std::int8_t, 5> all = {least, codes[0], codes[1], codes[2], greatest};
  return reconstruct(pixels, all, {is_rising ? 100 : -100, 0, 0});
}

// Two roundings, each less than 1 off.
TEST(Reconstruction, ContainsWhatIsAlmostTwoCodesOff) {
  // Y + 9/10, rounded down twice.
  EXPECT_GE(of_three_codes({-101, -1, 99}).at_zero->greatest, Rational(9, 10));
  // Y, rounded towards 0 twice.
  EXPECT_TRUE(contains(*of_three_codes({-98, 0, 98}).per_step[0], Rational(1)));
}

TEST(Reconstruction, GivesWholeNumbersWithinItsIntervals) {
  const auto found = of_three_codes({-98, 0, 98});
  // 98/100 is 2/100 off at most, 0 is 2 off at most.
  EXPECT_EQ(found.with_expected_weights->ratio.least, Rational(96, 10000));
  EXPECT_EQ(found.with_expected_weights->bias.least, -208);
  EXPECT_EQ(found.with_expected_weights->bias.greatest, 208);
}

TEST(Reconstruction, OfFallingCodesHasANegativeWeight) {
  const auto found = of_three_codes({98, 0, -98});
  ASSERT_TRUE(found.weights[0]);
  EXPECT_EQ(found.weights[0]->least, -128);
  EXPECT_EQ(found.weights[0]->greatest, -1);
}

TEST(Reconstruction, OtherWeightsThanTheModelsDoNotFit) {
  const YuvPlanes pixels = stored_results().back().pixels;
  LoweredOp op = lower(Deployment{}, Datapath{});
  const auto expected = op[0].weights;
  op[0].weights[2] -= 20;
  const CaptureCodes capture = simulated_capture(op, pixels);
  const auto found = reconstruct(pixels, capture.planes[0], expected);
  expect_contains(found, op[0]);
  EXPECT_FALSE(found.with_expected_weights);
}

}  // namespace
}  // namespace swingproof
