// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "oracle/ideal_op.h"

#include <gtest/gtest.h>

#include <array>
#include <stdexcept>

namespace swingproof {
namespace {

TEST(IdealOp, QuotientsAreTheNearestIntegersOnTheirSide) {
  for (int n = -40; n <= 40; ++n) {
    for (int d = 1; d <= 9; ++d) {
      const Integer below = floor_quotient(n, d);
      EXPECT_TRUE(below * d <= n && n < (below + 1) * d) << n << "/" << d;
      const Integer above = ceiling_quotient(n, d);
      EXPECT_TRUE((above - 1) * d < n && n <= above * d) << n << "/" << d;
    }
  }
  const Integer large = Integer(1) << 200;
  EXPECT_EQ(floor_quotient(-large - 1, large), -2);
  EXPECT_EQ(ceiling_quotient(large + 1, large), 2);
}

// At, just below and just above every tie and every integer in and around the range of a code.
TEST(IdealOp, CodeIsTheNearestIntegerWithTiesAsSaidSaturated) {
  const Rational small(1, Integer(1) << 100);
  const auto saturated = [](int code) { return code < -128 ? -128 : code > 127 ? 127 : code; };
  for (int n = -135; n <= 135; ++n) {
    for (const Rounding rounding : {Rounding::half_even, Rounding::half_up}) {
      for (const Rational& x : {Rational(n), Rational(n - small), Rational(n + small)}) {
        EXPECT_EQ(ideal_code(x, rounding), saturated(n)) << x;
      }
      const Rational tie = n + Rational(1, 2);
      EXPECT_EQ(ideal_code(tie - small, rounding), saturated(n)) << tie;
      EXPECT_EQ(ideal_code(tie + small, rounding), saturated(n + 1)) << tie;
      const int from_tie = rounding == Rounding::half_up || n % 2 != 0 ? n + 1 : n;
      EXPECT_EQ(ideal_code(tie, rounding), saturated(from_tie)) << tie;
    }
  }
  const Rational huge = Integer(1) << 300;
  EXPECT_EQ(ideal_code(huge, Rounding::half_even), 127);
  EXPECT_EQ(ideal_code(-huge, Rounding::half_even), -128);
}

TEST(IdealOp, ClampKeepsWhatIsInTheRangeOfACode) {
  EXPECT_EQ(clamp_to_code_range(Rational(-25601, 200)), -128);
  EXPECT_EQ(clamp_to_code_range(-128), -128);
  EXPECT_EQ(clamp_to_code_range(Rational(1, 3)), Rational(1, 3));
  EXPECT_EQ(clamp_to_code_range(127), 127);
  EXPECT_EQ(clamp_to_code_range(Rational(25401, 200)), 127);
}

// R = Y + 1.402 V + 128, G less 0.419198 / 0.587 V, B = Y + 128 at U = 0; with mean 128 and
// std * q_scale = 1, x is R - 128.
TEST(IdealOp, DefaultDeploymentKeepsGreyLevels) {
  const RationalTriple x = ideal_values(Deployment{}, CenteredYuv{-20, 0, 100});
  EXPECT_EQ(x[0], Rational(1202, 10));
  EXPECT_EQ(x[1], -20 - Rational(41919800, 587000));
  EXPECT_EQ(x[2], -20);
  EXPECT_EQ(ideal_codes(Deployment{}, CenteredYuv{-20, 0, 100}),
            (std::array<std::int8_t, 3>{120, -91, -20}));
}

Deployment three_settings(Op op) {
  Deployment deployment;
  deployment.op = op;
  deployment.mean = parse_mean({"10", "20.5", "30"}, "mean");
  deployment.std = parse_std({"2", "4", "8"}, "std");
  deployment.q_scale = parse_scale("1/2", "q_scale");
  return deployment;
}

// mean and std are in output order, RGB in its own.
TEST(IdealOp, SettingsBelongToOutputChannels) {
  const RationalTriple rgb = {100, 110, 120};
  const Deployment to_rgb = three_settings(Op::centered_yuv2rgb);
  EXPECT_EQ(ideal_value(to_rgb, rgb, 0), 90);
  EXPECT_EQ(ideal_value(to_rgb, rgb, 1), Rational(895, 20));
  EXPECT_EQ(ideal_value(to_rgb, rgb, 2), Rational(90, 4));
  const Deployment to_bgr = three_settings(Op::centered_yuv2bgr);
  EXPECT_EQ(ideal_value(to_bgr, rgb, 0), 110);
  EXPECT_EQ(ideal_value(to_bgr, rgb, 1), Rational(895, 20));
  EXPECT_EQ(ideal_value(to_bgr, rgb, 2), Rational(70, 4));
  EXPECT_THROW(ideal_value(to_bgr, rgb, 3), std::out_of_range);
}

// (byte - 20) / 2 is a tie at every odd byte.
TEST(IdealOp, TrainingCodeIsTheRoundedByte) {
  Deployment deployment = three_settings(Op::centered_yuv2rgb);
  deployment.mean = parse_mean({"20"}, "mean");
  EXPECT_EQ(training_code(deployment, 20, 1), 0);
  EXPECT_EQ(training_code(deployment, 21, 1), 0);
  EXPECT_EQ(training_code(deployment, 23, 1), 2);
  EXPECT_EQ(training_code(deployment, 0, 1), -10);
  EXPECT_EQ(training_code(deployment, 255, 0), 127);
  deployment.rounding = Rounding::half_up;
  EXPECT_EQ(training_code(deployment, 21, 1), 1);
  EXPECT_EQ(training_code(deployment, 19, 1), 0);
}

}  // namespace
}  // namespace swingproof
