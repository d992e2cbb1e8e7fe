// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/sweep/code_comparison.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "fixedpoint/bpu_model.h"

namespace swingproof {
namespace {

LoweredOp op_with(const std::string& q_scale, Matrix matrix) {
  Deployment deployment;
  deployment.q_scale = parse_scale(q_scale, "q_scale");
  deployment.matrix = matrix;
  return lower(deployment, Arithmetic());
}

// The set that is small enough to go through pixel by pixel, in cube order.
TEST(CodeComparison, IsWhatTheScalarModelSaysOfEveryPixel) {
  const LoweredMatrix before{op_with("1/128", bt601_studio), bt601_studio};
  const LoweredMatrix after{op_with("1/100", bt601_studio), bt601_studio};
  const auto sets = compare_codes(before, after);
  ASSERT_EQ(sets.size(), 3U);
  const SetComparison& in_set = sets[2];
  EXPECT_EQ(in_set.set, "in_gamut");
  const InputSet inputs = in_gamut(bt601_studio);
  std::uint64_t count = 0;
  std::uint64_t differing = 0;
  std::array<std::map<int, std::uint64_t>, 3> differences;
  std::array<std::uint32_t, 3> greatest_at = {};
  std::array<int, 3> greatest = {};
  for (std::uint32_t index = 0; index < cube_inputs; ++index) {
    const CenteredYuv yuv = centered_yuv_at(index);
    const LumaRun run = inputs[chroma_index(yuv.u, yuv.v)];
    if (yuv.y + 128 < run.begin || yuv.y + 128 >= run.end) continue;
    const auto old = fixed_codes(before.op, yuv);
    const auto now = fixed_codes(after.op, yuv);
    ++count;
    if (old != now && differing++ == 0) {
      ASSERT_TRUE(in_set.first);
      EXPECT_EQ(in_set.first->yuv, yuv);
    }
    for (std::size_t c = 0; c < 3; ++c) {
      ++differences[c][now[c] - old[c]];
      if (std::abs(now[c] - old[c]) <= greatest[c]) continue;
      greatest[c] = std::abs(now[c] - old[c]);
      greatest_at[c] = index;
    }
  }
  EXPECT_EQ(in_set.inputs, count);
  EXPECT_EQ(in_set.inputs_that_differ, differing);
  for (std::size_t c = 0; c < 3; ++c) {
    EXPECT_EQ(in_set.code_difference[c].counts(), differences[c]);
    ASSERT_TRUE(in_set.greatest[c]);
    EXPECT_EQ(in_set.greatest[c]->yuv, centered_yuv_at(greatest_at[c]));
    EXPECT_EQ(in_set.greatest[c]->after, fixed_codes(after.op, in_set.greatest[c]->yuv));
  }
}

TEST(CodeComparison, SetsAreThoseOfBothSwings) {
  const LoweredMatrix full{op_with("1/128", bt601_full), bt601_full};
  const LoweredMatrix studio{op_with("1/128", bt601_studio), bt601_studio};
  const auto sets = compare_codes(full, studio);
  ASSERT_EQ(sets.size(), 4U);
  EXPECT_EQ(sets[0].inputs, cube_inputs);
  EXPECT_EQ(sets[1].inputs, 11137500U);
  EXPECT_EQ(sets[2].set, "in_gamut_full");
  EXPECT_EQ(sets[2].inputs, 3917576U);
  EXPECT_EQ(sets[3].inputs, 2596344U);
}

}  // namespace
}  // namespace swingproof
