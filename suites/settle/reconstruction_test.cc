// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/settle/reconstruction.h"

#include <gtest/gtest.h>

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
