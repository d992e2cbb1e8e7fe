// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/lint/op_comparison.h"

#include <gtest/gtest.h>

#include <cstddef>

#include "fixedpoint/bpu_model.h"

namespace swingproof {
namespace {

LoweredOp lowered(Matrix matrix) {
  Deployment deployment;
  deployment.matrix = matrix;
  return lower(deployment, Datapath{});
}

// The same by the plain model, one input at a time.
OpComparison compare_plainly(const BpuRun& first, const BpuRun& second) {
  const auto seen = [](const BpuRun& run, CenteredYuv yuv) {
    const auto map = [&](std::int8_t value) {
      return run.input ? (*run.input)[static_cast<std::size_t>(value + 128)] : value;
    };
    return CenteredYuv{map(yuv.y), map(yuv.u), map(yuv.v)};
  };
  OpComparison comparison;
  for (std::uint32_t index = 0; index < cube_inputs; ++index) {
    const CenteredYuv yuv = centered_yuv_at(index);
    const auto codes = fixed_codes(first.op, seen(first, yuv));
    const auto others = fixed_codes(second.op, seen(second, yuv));
    comparison.inputs_that_differ += codes != others ? 1 : 0;
    for (std::size_t c = 0; c < 3; ++c) comparison.code_difference[c].add(codes[c] - others[c], 1);
  }
  return comparison;
}

void expect_equal(const OpComparison& actual, const OpComparison& expected) {
  EXPECT_EQ(actual.inputs_that_differ, expected.inputs_that_differ);
  EXPECT_EQ(actual.code_difference, expected.code_difference);
}

TEST(OpComparison, CountsEveryInputOfTheCube) {
  const BpuRun studio{lowered(bt601_studio), std::nullopt};
  const BpuRun unreset{lowered(bt601_full), unreset_quant_stub(Rational(3, 128))};
  expect_equal(compare(studio, unreset), compare_plainly(studio, unreset));
}

TEST(OpComparison, AnOpDoesNotDifferFromItself) {
  const BpuRun run{lowered(bt601_full), std::nullopt};
  const BpuRun same{lowered(bt601_full), unreset_quant_stub(1)};
  const OpComparison comparison = compare(run, same);
  EXPECT_EQ(comparison.inputs_that_differ, 0U);
  for (const auto& difference : comparison.code_difference) {
    EXPECT_EQ(difference, (CodeDifferences{{0, cube_inputs}}));
  }
}

TEST(UnresetQuantStub, RoundsTiesToEvenAndSaturates) {
  const InputMap halves = unreset_quant_stub(2);
  EXPECT_EQ(halves[128 + 1], 0);   // 1/2
  EXPECT_EQ(halves[128 + 3], 2);   // 3/2
  EXPECT_EQ(halves[128 - 3], -2);  // -3/2
  EXPECT_EQ(halves[0], -64);
  const InputMap doubled = unreset_quant_stub(Rational(1, 2));
  EXPECT_EQ(doubled[128 + 63], 126);
  EXPECT_EQ(doubled[128 + 64], 127);
  EXPECT_EQ(doubled[0], -128);
}

}  // namespace
}  // namespace swingproof
