// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/bound/error_bound.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "fixedpoint/bpu_model.h"
#include "fixedpoint/datapath.h"
#include "oracle/ideal_op.h"
#include "suites/lint/known_normalisations.h"
#include "suites/sweep/sweep.h"

namespace swingproof {
namespace {

// A channel whose code is Y / 2, rounded down, held against x = Y / 2: what can be computed by
// hand.
ExactChannel half_of_luma() {
  ExactChannel exact;
  exact.lattice = {.y = 1, .u = 0, .v = 0, .constant = 0, .steps_per_grey_level = 1};
  exact.point_factor = 1;
  exact.origin = 0;
  exact.denominator = 2;
  return exact;
}

LoweredChannel halving(RoundingMode rounding) {
  LoweredChannel channel;
  channel.weights = {1, 0, 0};
  channel.multiplier = 1;
  channel.post_shift = 1;
  channel.post_rounding = rounding;
  return channel;
}

TEST(ErrorBound, OfARoundingAloneIsThatRounding) {
  const ErrorBound floor = error_bound(half_of_luma(), halving(RoundingMode::floor));
  EXPECT_EQ(floor.least, Rational(-1, 2));
  EXPECT_EQ(floor.greatest, 0);
  const ErrorBound half_up = error_bound(half_of_luma(), halving(RoundingMode::half_up));
  EXPECT_EQ(half_up.least, 0);
  EXPECT_EQ(half_up.greatest, Rational(1, 2));
  const ErrorBound trunc = error_bound(half_of_luma(), halving(RoundingMode::trunc));
  EXPECT_EQ(trunc.least, Rational(-1, 2));
  EXPECT_EQ(trunc.greatest, Rational(1, 2));
}

TEST(ErrorBound, OfARoundingToNearestIsHalfACodeEitherWay) {
  for (const RoundingMode rounding : {RoundingMode::half_even, RoundingMode::half_away}) {
    const ErrorBound bound = error_bound(half_of_luma(), halving(rounding));
    EXPECT_EQ(bound.least, Rational(-1, 2));
    EXPECT_EQ(bound.greatest, Rational(1, 2));
    EXPECT_EQ(bound.value, Rational(1, 2));
  }
}

// z = x = 3 Y / 32, so that the roundings of both shifts are all there is: r_pre * 3/8 + r_post.
TEST(ErrorBound, AddsUpTheRoundingsOfBothShifts) {
  ExactChannel exact = half_of_luma();
  exact.point_factor = 3;
  exact.denominator = 32;
  LoweredChannel channel = halving(RoundingMode::half_up);
  channel.pre_shift = 2;
  channel.multiplier = 3;
  channel.post_shift = 3;
  const ErrorBound floor = error_bound(exact, channel);
  EXPECT_EQ(floor.least, Rational(-3, 4) * Rational(3, 8) - Rational(3, 8));
  EXPECT_EQ(floor.greatest, Rational(1, 2));
  EXPECT_EQ(floor.value, Rational(21, 32));
  channel.pre_rounding = PreRounding::half_up;
  const ErrorBound half_up = error_bound(exact, channel);
  EXPECT_EQ(half_up.least, Rational(-1, 4) * Rational(3, 8) - Rational(3, 8));
  EXPECT_EQ(half_up.greatest, Rational(1, 2) * Rational(3, 8) + Rational(1, 2));
  EXPECT_EQ(half_up.value, Rational(11, 16));
}

TEST(ErrorBound, GrowsWithWhatWeightsAreOff) {
  LoweredChannel channel = halving(RoundingMode::floor);
  channel.weights[1] = 1;  // U, which x does not depend on
  const ErrorBound bound = error_bound(half_of_luma(), channel);
  EXPECT_EQ(bound.greatest, Rational(127, 2));
  EXPECT_EQ(bound.least, Rational(-128, 2) - Rational(1, 2));
}

// x = 4 Y leaves the range of codes; z = 2 Y is wrong by 2 Y, but only as far as codes go.
TEST(ErrorBound, EndsWhereBothAreClamped) {
  ExactChannel exact = half_of_luma();
  exact.point_factor = 8;
  LoweredChannel channel = halving(RoundingMode::floor);
  channel.multiplier = 4;
  const ErrorBound bound = error_bound(exact, channel);
  // At x = 127, Y = 31.75: z = 63.5.
  EXPECT_EQ(bound.least, Rational(-127, 2) - Rational(1, 2));
  EXPECT_EQ(bound.greatest, 64);
}

// x = 4 Y is clamped from |Y| = 32 on, and z = -Y / 2 moves away from it up to the end of the box.
TEST(ErrorBound, LooksBeyondTheClampToTheEndOfTheBox) {
  ExactChannel exact = half_of_luma();
  exact.point_factor = 8;
  LoweredChannel channel = halving(RoundingMode::floor);
  channel.weights = {-1, 0, 0};
  const ErrorBound bound = error_bound(exact, channel);
  EXPECT_EQ(bound.least, Rational(-127, 2) - 127 - Rational(1, 2));
  EXPECT_EQ(bound.greatest, 64 + 128);
  EXPECT_EQ(bound.value, 192);
}

// z = x = (127 Y / 2 + 32000) / 512, whose accumulator is cut at 32767; and the same mirrored.
TEST(ErrorBound, CountsTheCutExactly) {
  ExactChannel exact = half_of_luma();
  exact.point_factor = 127;
  exact.origin = -64000;
  exact.denominator = 1024;
  LoweredChannel channel;
  channel.weights = {127, 0, 0};
  channel.bias = 32000;
  channel.bias_shift = 1;
  channel.multiplier = 1;
  channel.pre_shift = 1;
  channel.pre_rounding = PreRounding::half_up;
  channel.post_shift = 9;
  // r_pre is in [0, 1/2], r_post in [1/512 - 1/2, 1/2]; at Y = 127 it is 40,064.5 + 1/2 that is
  // cut.
  const ErrorBound above = error_bound(exact, channel);
  EXPECT_EQ(above.least, Rational(32767 - 40065 + 1, 512) - Rational(1, 2));
  EXPECT_EQ(above.greatest, Rational(1, 1024) + Rational(1, 2));
  EXPECT_EQ(above.value, -above.least);

  exact.origin = 64000;
  channel.bias = -32000;
  channel.pre_rounding = PreRounding::floor;
  // r_pre is in [-1/2, 0]; at Y = -128 it is -40,128 - 1/2 that is cut.
  const ErrorBound below = error_bound(exact, channel);
  EXPECT_EQ(below.greatest, Rational(2 * (40128 - 32768) + 1, 1024) + Rational(1, 2));
  EXPECT_EQ(below.least, Rational(-1, 1024) + Rational(1, 512) - Rational(1, 2));
  EXPECT_EQ(below.value, below.greatest);
}

// The accumulators 127 Y + 32,000 are cut at 32767 before they are shifted by 3; 4095 * 10 / 2^9 is
// 80.0, far from 127.
TEST(ErrorBound, CountsWhatASaturationBeforeThePreShiftCutsOff) {
  ExactChannel exact = half_of_luma();
  exact.point_factor = 1270;
  exact.origin = -320000;
  exact.denominator = 4096;
  LoweredChannel channel;
  channel.weights = {127, 0, 0};
  channel.bias = 32000;
  channel.multiplier = 10;
  channel.pre_shift = 3;
  channel.post_shift = 9;
  channel.saturation = Saturation::before_pre_shift;
  const Rational pre = Rational(-7, 8) * Rational(10, 512);
  // x reaches 118 at Y = 127, z is x, and what is cut is 127 * 127 + 32,000 - 32,767.
  const ErrorBound bound = error_bound(exact, channel);
  EXPECT_EQ(bound.least,
            pre + Rational(1, 512) - Rational(1, 2) + Rational((32767 - 48129) * 10, 4096));
  EXPECT_EQ(bound.greatest, Rational(1, 2));
  channel.saturation = Saturation::after_pre_shift;
  EXPECT_EQ(error_bound(exact, channel).least, pre + Rational(1, 512) - Rational(1, 2));
  // 4095 * 16 / 2^9 is 127.97: whatever is above has the code 127 as well.
  channel.saturation = Saturation::before_pre_shift;
  channel.multiplier = 16;
  exact.point_factor = 127 * 16;
  exact.origin = -32000 * 16;
  EXPECT_EQ(error_bound(exact, channel).least,
            Rational(-7, 8) * Rational(16, 512) + Rational(1, 512) - Rational(1, 2));
}

// The saturation to int16 cuts: 32767 / 2^9 = 63.998 is far from 127.
TEST(ErrorBound, CountsWhatTheIntermediateSaturationCutsOff) {
  LoweredChannel channel;
  channel.weights = {127, 0, 0};
  channel.bias = 32000;
  channel.multiplier = 1;
  channel.post_shift = 9;
  ExactChannel exact = half_of_luma();
  exact.point_factor = 127;
  exact.origin = -32000;
  exact.denominator = 512;
  const ErrorBound bound = error_bound(exact, channel);
  EXPECT_LE(bound.least, Rational(32767 - 127 * 127 - 32000, 512));
  // Y = 127 is the worst input: the code is 63 or 64, x is 94.0.
  const Rational error =
      clamp_to_code_range(exact_value(exact, 127)) - fixed_code(channel, CenteredYuv{127, 0, 0});
  EXPECT_GT(error, 29);
  EXPECT_GE(bound.value, error);
}

// Over settings that models use: the bound holds, and says about as much as the sweep.
TEST(ErrorBound, IsCloseForCommonNormalisations) {
  std::vector<Rational> slacks;
  for (const Matrix matrix : {bt601_full, bt601_studio}) {
    const SweepSets sets = sweep_sets(matrix);
    for (const KnownNormalisation& known : known_normalisations()) {
      if (known.std[0].empty()) continue;
      for (const std::string q_scale : {"1/48", "1/64"}) {
        Deployment deployment;
        deployment.matrix = matrix;
        const auto text = [&](const std::array<std::string_view, 3>& texts) {
          std::vector<std::string> settings;
          for (const Rational& level : grey_levels(known, texts)) settings.push_back(level.str());
          return settings;
        };
        deployment.mean = parse_mean(text(known.mean), "mean");
        deployment.std = parse_std(text(known.std), "std");
        deployment.q_scale = parse_scale(q_scale, "q_scale");
        const LoweredOp op = lower(deployment, Datapath());
        const auto bounds = error_bounds(deployment, op);
        const auto errors = sweep(deployment, op, sets);
        for (std::size_t c = 0; c < 3; ++c) {
          const Rational& measured = errors[c].all_inputs.max_abs_error;
          EXPECT_LE(measured, bounds[c].value) << known.name << " " << c;
          slacks.emplace_back(bounds[c].value / measured);
        }
      }
    }
  }
  std::ranges::sort(slacks);
  fmt::print("slack of {} bounds: least {:.3f}, median {:.3f}, greatest {:.3f}\n", slacks.size(),
             slacks.front().convert_to<double>(), slacks[slacks.size() / 2].convert_to<double>(),
             slacks.back().convert_to<double>());
  EXPECT_LE(slacks[slacks.size() / 2], Rational(115, 100));
}

}  // namespace
}  // namespace swingproof
