// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/bound/range_claim.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <random>
#include <string>

#include "fixedpoint/lowering.h"
#include "suites/bound/error_bound.h"
#include "suites/bound/gappa.h"
#include "suites/bound/proved_claim_fixture.h"

namespace swingproof {
namespace {

// proved_claim_slow_test.cc has every arithmetic at either swing, over each range and channel.
TEST(RangeClaim, IsProvedForEveryArithmetic) {
  const auto& arithmetics = arithmetic_alternatives();
  for (std::size_t i = 0; i < arithmetics.size(); ++i) {
    const Matrix matrix = i % 2 == 0 ? bt601_full : bt601_studio;
    expect_proved_over_range(matrix, i / 2 % 3, arithmetics[i], setting_ranges[i % 3]);
  }
}

// Means near the offset, whose accumulators are int16 for red, and need not be for green.
TEST(RangeClaim, OfASaturationBeforeThePreShiftIsThereWhereNothingIsCut) {
  const SettingRange near = range_of(120, 136, Rational(5, 2), 40);
  const Arithmetic before = parse_arithmetic("bayes:saturation=before_pre_shift", "test");
  const auto claim = range_claim(Op::centered_yuv2rgb, bt601_full, 0, before, near);
  ASSERT_TRUE(claim);
  EXPECT_EQ(claim->bound,
            range_claim(Op::centered_yuv2rgb, bt601_full, 0, Arithmetic(), near)->bound);
  EXPECT_FALSE(range_claim(Op::centered_yuv2rgb, bt601_full, 1, before, near));
}

TEST(RangeClaim, NoSettingOfTheRangeHasAGreaterBound) {
  std::mt19937_64 random(20261125);
  expect_greatest_bounds(random, 4);
}

// The greatest magnitude that a script gives d or e: the end of " d in [-N e-12, N e-12]".
Rational stated(const std::string& script, const std::string& term) {
  const std::size_t at = script.find(" " + term + " in [") + term.size() + 5;
  const std::size_t comma = script.find(", ", at) + 2;
  const std::string number = script.substr(comma, script.find("e-12", comma) - comma);
  return Rational(Integer(number), Integer("1000000000000"));
}

// What the scripts suppose of bias and multiplier, of the integers of many settings.
TEST(RangeClaim, TheIntegersOfEverySettingAreAsNearAsTheScriptsSuppose) {
  std::mt19937_64 random(1125);
  const auto magnitude = [](const Rational& x) { return x < 0 ? Rational(-x) : x; };
  std::array<Rational, 2> greatest_share;  // of d, e
  for (const SettingRange& range : setting_ranges) {
    const auto claim = range_claim(Op::centered_yuv2rgb, bt601_full, 1, Arithmetic(), range);
    const Rational d = stated(claim->scripts[0], "d");
    const Rational e = stated(claim->scripts[0], "e");
    const Rational weight_scale(published_constants(bt601_full).weight_scale[1]);
    for (int round = 0; round < 5000; ++round) {
      const Deployment setting = setting_of(Op::centered_yuv2rgb, bt601_full, range, random);
      const LoweredChannel lowered = lower(setting, Arithmetic())[1];
      const Rational bias = (128 - setting.mean[1].exact) / weight_scale;
      const Rational scale =
          Rational(lowered.multiplier) / (Integer(1) << (lowered.pre_shift + lowered.post_shift));
      const Rational d_is = magnitude(shifted_bias(lowered) - bias);
      const Rational e_is = magnitude(scale * grey_levels_per_code(setting, 1) / weight_scale - 1);
      ASSERT_LE(d_is, d);
      ASSERT_LE(e_is, e);
      greatest_share = {std::max<Rational>(greatest_share[0], d_is / d),
                        std::max<Rational>(greatest_share[1], e_is / e)};
    }
  }
  // They nearly reach it, or the test above would notice no mistake.
  EXPECT_GT(greatest_share[0], Rational(9, 10));
  EXPECT_GT(greatest_share[1], Rational(9, 10));
}

TEST(RangeClaim, ThereIsNoneWhereSettingsDiffer) {
  Arithmetic at_a_boundary;
  at_a_boundary.constants = OwnConstants{bt601_full, published_constants(bt601_full)};
  at_a_boundary.constants->constants.weight_scale[0] = 1.0 / 90.5;
  EXPECT_FALSE(range_claim(Op::centered_yuv2rgb, bt601_full, 0, at_a_boundary, setting_ranges[0]));
  EXPECT_TRUE(range_claim(Op::centered_yuv2rgb, bt601_full, 1, at_a_boundary, setting_ranges[0]));
  const SettingRange coarse = {0, 255, 1, Integer(1) << 20};
  EXPECT_FALSE(range_claim(Op::centered_yuv2rgb, bt601_full, 0, Arithmetic(), coarse));
  const SettingRange fine = {0, 255, Rational(1, 1 << 30), 1};
  EXPECT_FALSE(range_claim(Op::centered_yuv2rgb, bt601_full, 0, Arithmetic(), fine));
  Arithmetic own;
  own.integers = OwnIntegers{};
  EXPECT_FALSE(range_claim(Op::centered_yuv2rgb, bt601_full, 0, own, setting_ranges[0]));
}

TEST(RangeClaim, IsNotProvedForASmallerBound) {
  const auto claim =
      range_claim(Op::centered_yuv2rgb, bt601_full, 1, Arithmetic(), setting_ranges[0]);
  const std::string bound = numerator(Rational(claim->bound * 1000000000)).str();
  const Rational smaller = claim->bound - Rational(1, 10);
  std::string script = claim->scripts[0];
  for (std::size_t at = script.find(bound); at != std::string::npos; at = script.find(bound)) {
    script.replace(at, bound.size(), numerator(Rational(smaller * 1000000000)).str());
  }
  EXPECT_FALSE(gappa_proves(script));
}

}  // namespace
}  // namespace swingproof
