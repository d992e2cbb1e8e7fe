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

namespace swingproof {
namespace {

SettingRange range_of(const Rational& least_mean, const Rational& greatest_mean,
                      const Rational& least_step, const Rational& greatest_step) {
  return {least_mean, greatest_mean, least_step, greatest_step};
}

// Around ImageNet's settings; all grey means and the steps of codes from a quarter to two; steps
// that need the pre-shift.
const std::array<SettingRange, 3> ranges = {range_of(100, 130, 1, Rational(13, 10)),
                                            range_of(0, 255, Rational(1, 4), Rational(199, 100)),
                                            range_of(-300, 500, Rational(5, 2), 40)};

// Whether the saturation of the accumulator before a pre-shift, as this arithmetic has it, may
// matter in a range: where there is a pre-shift, and the bias alone leaves int16.
bool may_be_cut(const Arithmetic& arithmetic, const SettingRange& range) {
  return arithmetic.datapath.saturation == Saturation::before_pre_shift && &range == &ranges[2];
}

TEST(RangeClaim, IsProvedForEveryArithmetic) {
  for (const Swing swing : {Swing::full, Swing::studio}) {
    for (const Arithmetic& arithmetic : arithmetic_alternatives()) {
      for (const SettingRange& range : ranges) {
        for (std::size_t c = 0; c < 3; ++c) {
          const auto claim = range_claim(Op::centered_yuv2rgb, swing, c, arithmetic, range);
          ASSERT_EQ(claim.has_value(), !may_be_cut(arithmetic, range)) << arithmetic.name;
          if (!claim) continue;
          for (const std::string& script : claim->scripts) {
            ASSERT_TRUE(gappa_proves(script)) << arithmetic.name << "\n" << script;
          }
        }
      }
    }
  }
}

// Means near the offset, whose accumulators are int16 for red, and need not be for green.
TEST(RangeClaim, OfASaturationBeforeThePreShiftIsThereWhereNothingIsCut) {
  const SettingRange near = range_of(120, 136, Rational(5, 2), 40);
  const Arithmetic before = parse_arithmetic("bayes:saturation=before_pre_shift", "test");
  const auto claim = range_claim(Op::centered_yuv2rgb, Swing::full, 0, before, near);
  ASSERT_TRUE(claim);
  EXPECT_EQ(claim->bound,
            range_claim(Op::centered_yuv2rgb, Swing::full, 0, Arithmetic(), near)->bound);
  EXPECT_FALSE(range_claim(Op::centered_yuv2rgb, Swing::full, 1, before, near));
}

Deployment setting_of(Op op, Swing swing, const SettingRange& range, std::mt19937_64& random) {
  const auto between = [&](const Rational& least, const Rational& greatest) {
    return Rational(least + (greatest - least) * Rational(random() % 1001, 1000));
  };
  Deployment deployment;
  deployment.op = op;
  deployment.swing = swing;
  // The step is std * q_scale, and is divided between the two in many ways.
  const Rational q_scale(1 + random() % 97, 1 + random() % 3001);
  const Rational step = between(range.least_step, range.greatest_step);
  deployment.mean =
      parse_mean({exact_text(between(range.least_mean, range.greatest_mean))}, "mean");
  deployment.std = parse_std({exact_text(step / q_scale)}, "std");
  deployment.q_scale = parse_scale(exact_text(q_scale), "q_scale");
  return deployment;
}

// The bound of each setting is reached by its roundings taken at their worst, so that a range whose
// d or e were too small would be passed by one of these.
TEST(RangeClaim, NoSettingOfTheRangeHasAGreaterBound) {
  std::mt19937_64 random(20261125);
  for (const Op op : {Op::centered_yuv2rgb, Op::centered_yuv2bgr}) {
    for (const Swing swing : {Swing::full, Swing::studio}) {
      for (const Arithmetic& arithmetic : arithmetic_alternatives()) {
        for (const SettingRange& range : ranges) {
          if (may_be_cut(arithmetic, range)) continue;
          std::array<Rational, 3> bounds;
          for (std::size_t c = 0; c < 3; ++c) {
            bounds.at(c) = range_claim(op, swing, c, arithmetic, range)->bound;
          }
          for (int round = 0; round < 20; ++round) {
            const Deployment deployment = setting_of(op, swing, range, random);
            const auto single = error_bounds(deployment, lower(deployment, arithmetic));
            for (std::size_t c = 0; c < 3; ++c) {
              ASSERT_LE(single.at(c).value, bounds.at(c)) << arithmetic.name << " " << round;
            }
          }
        }
      }
    }
  }
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
  for (const SettingRange& range : ranges) {
    const auto claim = range_claim(Op::centered_yuv2rgb, Swing::full, 1, Arithmetic(), range);
    const Rational d = stated(claim->scripts[0], "d");
    const Rational e = stated(claim->scripts[0], "e");
    const Rational weight_scale(published_constants(Swing::full).weight_scale[1]);
    for (int round = 0; round < 5000; ++round) {
      const Deployment setting = setting_of(Op::centered_yuv2rgb, Swing::full, range, random);
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
  at_a_boundary.constants = OwnConstants{Swing::full, published_constants(Swing::full)};
  at_a_boundary.constants->constants.weight_scale[0] = 1.0 / 90.5;
  EXPECT_FALSE(range_claim(Op::centered_yuv2rgb, Swing::full, 0, at_a_boundary, ranges[0]));
  EXPECT_TRUE(range_claim(Op::centered_yuv2rgb, Swing::full, 1, at_a_boundary, ranges[0]));
  const SettingRange coarse = {0, 255, 1, Integer(1) << 20};
  EXPECT_FALSE(range_claim(Op::centered_yuv2rgb, Swing::full, 0, Arithmetic(), coarse));
  const SettingRange fine = {0, 255, Rational(1, 1 << 30), 1};
  EXPECT_FALSE(range_claim(Op::centered_yuv2rgb, Swing::full, 0, Arithmetic(), fine));
  Arithmetic own;
  own.integers = OwnIntegers{};
  EXPECT_FALSE(range_claim(Op::centered_yuv2rgb, Swing::full, 0, own, ranges[0]));
}

TEST(RangeClaim, IsNotProvedForASmallerBound) {
  const auto claim = range_claim(Op::centered_yuv2rgb, Swing::full, 1, Arithmetic(), ranges[0]);
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
