// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// The oracle's rationals against the certified evaluator, over the whole cube of one deployment:
// nothing in between but Boost's cpp_rational.

#include <gtest/gtest.h>

#include <array>
#include <atomic>

#include "oracle/exact_map.h"
#include "oracle/ideal_op.h"
#include "oracle/ideal_row.h"
#include "suites/parallel_blocks.h"

namespace swingproof {
namespace {

TEST(SlowPureRationals, AgreeWithTheCertifiedEvaluatorOnEveryInput) {
  Deployment deployment;
  deployment.mean = parse_mean({"127.5", "116.28", "0"}, "mean");
  deployment.std = parse_std({"1", "57.12", "2"}, "std");
  deployment.q_scale = parse_scale("1", "q_scale");
  const AffineMap map = centered_yuv_to_rgb(deployment.matrix);
  std::array<Rational, 3> grey_per_code;
  for (std::size_t c = 0; c < 3; ++c) grey_per_code[c] = grey_levels_per_code(deployment, c);
  std::atomic<int> disagreements = 0;
  for (std::size_t c = 0; c < 3; ++c) {
    const IdealRows rows(exact_channel(deployment, c));
    for_each_block(256, [&](std::size_t block) {
      const int u = static_cast<int>(block) - 128;
      IdealRow row;
      for (int v = -128; v < 128; ++v) {
        rows.evaluate(u, v, row);
        const Rational chroma = map.matrix[c][1] * u + map.matrix[c][2] * v + map.offset[c];
        for (int y = -128; y < 128; ++y) {
          const Rational x =
              (map.matrix[c][0] * y + chroma - deployment.mean[c].exact) / grey_per_code[c];
          const std::int8_t code = row.code[static_cast<std::size_t>(y + 128)];
          if (code != ideal_code(x, deployment.rounding)) ++disagreements;
        }
      }
    });
  }
  EXPECT_EQ(disagreements, 0);
}

}  // namespace
}  // namespace swingproof
