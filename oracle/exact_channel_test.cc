// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "oracle/exact_channel.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "oracle/exact_map.h"

namespace swingproof {
namespace {

void expect_lattice(Matrix matrix, Channel channel, const GreyLattice& expected) {
  const GreyLattice lattice = grey_lattice(matrix, channel);
  EXPECT_EQ(lattice.y, expected.y);
  EXPECT_EQ(lattice.u, expected.u);
  EXPECT_EQ(lattice.v, expected.v);
  EXPECT_EQ(lattice.constant, expected.constant);
  EXPECT_EQ(lattice.steps_per_grey_level, expected.steps_per_grey_level);
}

// Full swing by hand: R = Y + 701/500 V + 128, B = Y + 443/250 U + 128, and for G the fractions
// 202008/587000 = 25251/73375 and 419198/587000 = 209599/293500. Studio: the same times 255/219 and
// 255/224, over the least common denominators.
TEST(ExactChannel, LatticesAreThoseOfBt601) {
  expect_lattice(bt601_full, Channel::red, {500, 0, 701, 64000, 500});
  expect_lattice(bt601_full, Channel::green, {293500, -101004, -209599, 37568000, 293500});
  expect_lattice(bt601_full, Channel::blue, {250, 443, 0, 32000, 250});
  expect_lattice(bt601_studio, Channel::red, {1904000, 0, 2609823, 213248000, 1635200});
  expect_lattice(bt601_studio, Channel::green,
                 {1117648000, -376037892, -780337077, 125176576000, 959862400});
  expect_lattice(bt601_studio, Channel::blue, {952000, 1649289, 0, 106624000, 817600});
}

// M is the exact grey level in units of 1/K, at the corners of the cube and so, both being affine,
// everywhere; and it stays in the range that exact_channel.h states.
TEST(ExactChannel, LatticePointsAreGreyLevels) {
  for (const Matrix matrix : {bt601_full, bt601_studio}) {
    const AffineMap map = centered_yuv_to_rgb(matrix);
    for (const Channel channel : {Channel::red, Channel::green, Channel::blue}) {
      const GreyLattice lattice = grey_lattice(matrix, channel);
      for (const int y : {-128, 127}) {
        for (const int u : {-128, 127}) {
          for (const int v : {-128, 127}) {
            const std::int64_t point = lattice_point(lattice, y, u, v);
            EXPECT_EQ(Rational(point, lattice.steps_per_grey_level),
                      evaluate(map, {y, u, v}).at(static_cast<std::size_t>(channel)));
            EXPECT_LT(std::abs(point), std::int64_t{1} << 45);
          }
        }
      }
    }
  }
}

// Red at full swing with mean 127.5 and one grey level a code: x = M / 500 - 127.5, so the tie
// between n - 1 and n is at M = 500 (n + 127).
Deployment tie_at_every_grey_level(Rounding rounding) {
  Deployment deployment;
  deployment.mean = parse_mean({"127.5"}, "mean");
  deployment.std = parse_std({"1"}, "std");
  deployment.q_scale = parse_scale("1", "q_scale");
  deployment.rounding = rounding;
  return deployment;
}

TEST(ExactChannel, ThresholdsAreAtTiesOrJustAbove) {
  const ExactChannel half_up = exact_channel(tie_at_every_grey_level(Rounding::half_up), 0);
  const ExactChannel half_even = exact_channel(tie_at_every_grey_level(Rounding::half_even), 0);
  for (int code = -127; code <= 127; ++code) {
    const auto i = static_cast<std::size_t>(code + 127);
    const std::int64_t tie = std::int64_t{500} * (code + 127);
    EXPECT_EQ(half_up.code_thresholds[i], tie);
    EXPECT_EQ(half_even.code_thresholds[i], code % 2 == 0 ? tie : tie + 1);
    EXPECT_EQ(exact_code(half_up, tie), code);
    EXPECT_EQ(exact_code(half_up, tie - 1), code - 1);
    EXPECT_EQ(exact_code(half_even, tie), code % 2 == 0 ? code : code - 1);
    EXPECT_EQ(exact_code(half_even, tie + 1), code);
  }
}

// x = -128 is M = -250, and x = 127 is M = 127,250: neither is clamped.
TEST(ExactChannel, TheClampBeginsBeyondTheRangeOfACode) {
  const ExactChannel channel = exact_channel(tie_at_every_grey_level(Rounding::half_even), 0);
  EXPECT_EQ(channel.first_unclamped, -250);
  EXPECT_EQ(channel.end_unclamped, 127251);
  EXPECT_EQ(exact_value(channel, -250), -128);
  EXPECT_EQ(exact_value(channel, 127250), 127);
}

// Of 2^62 and more, what no input reaches.
TEST(ExactChannel, ThresholdsThatNoInputReachesSaturate) {
  Deployment deployment;
  deployment.std = parse_std({"1e30"}, "std");
  deployment.q_scale = parse_scale("1", "q_scale");
  const ExactChannel channel = exact_channel(deployment, 0);
  EXPECT_EQ(channel.code_thresholds.front(), -(std::int64_t{1} << 62));
  EXPECT_EQ(channel.code_thresholds.back(), std::int64_t{1} << 62);
  EXPECT_TRUE(std::is_sorted(channel.code_thresholds.begin(), channel.code_thresholds.end()));
  EXPECT_EQ(channel.first_unclamped, -(std::int64_t{1} << 62));
  EXPECT_EQ(channel.end_unclamped, std::int64_t{1} << 62);
  EXPECT_EQ(exact_code(channel, 64000), 0);
}

// M = 500 Y + 64,000 where V is 0: Y = -128 is 0, Y = -127 is 500.
TEST(ExactChannel, LumaValuesBelowExcludesThePointItself) {
  const GreyLattice red = grey_lattice(bt601_full, Channel::red);
  constexpr std::int64_t far = std::int64_t{1} << 62;
  EXPECT_EQ(luma_values_below(red, 5, 0, -far), 0);
  EXPECT_EQ(luma_values_below(red, 5, 0, 0), 0);
  EXPECT_EQ(luma_values_below(red, 5, 0, 1), 1);
  EXPECT_EQ(luma_values_below(red, 5, 0, 500), 1);
  EXPECT_EQ(luma_values_below(red, 5, 0, 501), 2);
  EXPECT_EQ(luma_values_below(red, 5, 0, 127500), 255);
  EXPECT_EQ(luma_values_below(red, 5, 0, 127501), 256);
  EXPECT_EQ(luma_values_below(red, 5, 0, far), 256);
}

}  // namespace
}  // namespace swingproof
