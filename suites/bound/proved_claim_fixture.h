// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_BOUND_PROVED_CLAIM_FIXTURE_H_
#define SWINGPROOF_SUITES_BOUND_PROVED_CLAIM_FIXTURE_H_

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <random>
#include <string>

#include "fixedpoint/arithmetic.h"
#include "fixedpoint/lowering.h"
#include "suites/bound/error_bound.h"
#include "suites/bound/gappa.h"
#include "suites/bound/gappa_claim.h"
#include "suites/bound/range_claim.h"

namespace swingproof {

// For tests: settings, ranges of them, and what must be true of the claims about them.
inline Deployment imagenet_at(Matrix matrix) {
  Deployment deployment;
  deployment.matrix = matrix;
  deployment.mean = parse_mean({"123.675", "116.28", "103.53"}, "mean");
  deployment.std = parse_std({"58.395", "57.12", "57.375"}, "std");
  deployment.q_scale = parse_scale("0.0207", "q_scale");
  return deployment;
}

inline void expect_proved(const Deployment& deployment, const Arithmetic& arithmetic) {
  const LoweredOp op = lower(deployment, arithmetic);
  for (std::size_t c = 0; c < 3; ++c) {
    const auto claim = gappa_claim(exact_channel(deployment, c), op[c]);
    ASSERT_TRUE(claim) << arithmetic.name;
    for (const std::string& script : claim->scripts) {
      EXPECT_TRUE(gappa_proves(script)) << arithmetic.name << "\n" << script;
    }
  }
}

inline SettingRange range_of(const Rational& least_mean, const Rational& greatest_mean,
                             const Rational& least_step, const Rational& greatest_step) {
  return {least_mean, greatest_mean, least_step, greatest_step};
}

// Around ImageNet's settings; all grey means and the steps of codes from a quarter to two; steps
// that need the pre-shift.
inline const std::array<SettingRange, 3> setting_ranges = {
    range_of(100, 130, 1, Rational(13, 10)), range_of(0, 255, Rational(1, 4), Rational(199, 100)),
    range_of(-300, 500, Rational(5, 2), 40)};

// Whether the saturation of the accumulator before a pre-shift, as this arithmetic has it, may
// matter in one of these ranges: where there is a pre-shift, and the bias alone leaves int16.
inline bool may_be_cut(const Arithmetic& arithmetic, const SettingRange& range) {
  return arithmetic.datapath.saturation == Saturation::before_pre_shift &&
         &range == &setting_ranges[2];
}

inline void expect_proved_over_range(Matrix matrix, std::size_t c, const Arithmetic& arithmetic,
                                     const SettingRange& range) {
  const auto claim = range_claim(Op::centered_yuv2rgb, matrix, c, arithmetic, range);
  ASSERT_EQ(claim.has_value(), !may_be_cut(arithmetic, range)) << arithmetic.name;
  if (!claim) return;
  for (const std::string& script : claim->scripts) {
    ASSERT_TRUE(gappa_proves(script)) << arithmetic.name << "\n" << script;
  }
}

inline Deployment setting_of(Op op, Matrix matrix, const SettingRange& range,
                             std::mt19937_64& random) {
  const auto between = [&](const Rational& least, const Rational& greatest) {
    return Rational(least + (greatest - least) * Rational(random() % 1001, 1000));
  };
  Deployment deployment;
  deployment.op = op;
  deployment.matrix = matrix;
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
inline void expect_greatest_bounds(std::mt19937_64& random, int rounds) {
  for (const Op op : {Op::centered_yuv2rgb, Op::centered_yuv2bgr}) {
    for (const Matrix matrix : {bt601_full, bt601_studio}) {
      for (const Arithmetic& arithmetic : arithmetic_alternatives()) {
        for (const SettingRange& range : setting_ranges) {
          if (may_be_cut(arithmetic, range)) continue;
          std::array<Rational, 3> bounds;
          for (std::size_t c = 0; c < 3; ++c) {
            bounds.at(c) = range_claim(op, matrix, c, arithmetic, range)->bound;
          }
          for (int round = 0; round < rounds; ++round) {
            const Deployment deployment = setting_of(op, matrix, range, random);
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

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_BOUND_PROVED_CLAIM_FIXTURE_H_
