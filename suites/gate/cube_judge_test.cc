// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/cube_judge.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "deployment/deployment.h"
#include "fixedpoint/bpu_model.h"
#include "suites/gate/model_cube_fixture.h"

namespace swingproof {
namespace {

LoweredOp default_op() { return lower(Deployment(), Datapath()); }

CubeJudge judge(const LoweredOp& op, const CubeCodes& cube, std::size_t slabs_at_once) {
  CubeJudge judge(op);
  for (std::size_t slab = 0; slab < cube_slabs; slab += slabs_at_once) {
    const std::size_t at = slab * slab_pixels;
    judge.judge(slab, slabs_at_once,
                {cube[0].data() + at, cube[1].data() + at, cube[2].data() + at});
  }
  return judge;
}

TEST(CubeJudgeTest, SlabsAreThePlainModel) {
  const LoweredOp op = default_op();
  const CubeCodes cube = model_cube(op);
  for (std::uint32_t place = 0; place < cube_inputs; place += 17) {
    const CenteredYuv yuv = centered_yuv_at(place);
    for (std::size_t c = 0; c < 3; ++c) {
      ASSERT_EQ(cube[c][slab_index(yuv.y, yuv.u, yuv.v)], fixed_code(op[c], yuv));
    }
  }
}

TEST(CubeJudgeTest, FindsEverySingleWrongCode) {
  const LoweredOp op = default_op();
  CubeCodes cube = model_cube(op);
  EXPECT_EQ(judge(op, cube, 16).tally().mismatches(), 0U);
  for (const CenteredYuv yuv : {CenteredYuv{-128, -128, -128}, CenteredYuv{127, 127, 127},
                                CenteredYuv{0, -113, 5}, CenteredYuv{-1, -112, -128}}) {
    for (std::size_t c = 0; c < 3; ++c) {
      std::int8_t& code = cube[c][slab_index(yuv.y, yuv.u, yuv.v)];
      const std::int8_t right = code;
      code = static_cast<std::int8_t>(code ^ 1);
      const CubeJudge found = judge(op, cube, 16);
      EXPECT_TRUE(found.is_complete());
      EXPECT_FALSE(found.codes_changed());
      EXPECT_EQ(found.tally().mismatches(), 1U);
      EXPECT_EQ(found.tally().max_code_difference(), 1);
      for (const Counterexample& example : found.tally().counterexamples()) {
        EXPECT_EQ(example.mismatch.yuv, yuv);
        EXPECT_EQ(example.mismatch.expected, fixed_codes(op, yuv));
        EXPECT_EQ(example.mismatch.got[c], code);
      }
      EXPECT_EQ(found.kept_codes(), cube);
      code = right;
    }
  }
}

TEST(CubeJudgeTest, AddsUpWhatTheSlabsHave) {
  const LoweredOp op = default_op();
  CubeCodes cube = model_cube(op);
  const std::vector<CenteredYuv> wrong = {
      {0, -128, 0}, {1, -128, 0}, {0, -127, 9}, {-128, -50, 3}, {7, 127, 127}};
  for (const CenteredYuv yuv : wrong) {
    std::int8_t& code = cube[1][slab_index(yuv.y, yuv.u, yuv.v)];
    code = static_cast<std::int8_t>(code ^ 1);
  }
  for (const std::size_t slabs_at_once : {1U, 4U, 256U}) {
    const CubeJudge found = judge(op, cube, slabs_at_once);
    EXPECT_EQ(found.tally().mismatches(), wrong.size()) << slabs_at_once;
    const std::vector<Counterexample> examples = found.tally().counterexamples();
    ASSERT_EQ(examples.size(), 3U);
    EXPECT_EQ(examples[0].mismatch.yuv, (CenteredYuv{-128, -50, 3}));
    EXPECT_EQ(examples[2].mismatch.yuv, (CenteredYuv{0, -128, 0}));
  }
}

TEST(CubeJudgeTest, RefusesSlabsOutOfOrder) {
  const LoweredOp op = default_op();
  const std::vector<std::int8_t> slab(slab_pixels);
  CubeJudge judge(op);
  EXPECT_THROW(judge.judge(1, 1, {slab.data(), slab.data(), slab.data()}), std::logic_error);
}

TEST(MismatchTallyTest, DoesNotDependOnTheOrder) {
  std::vector<Mismatch> mismatches;
  for (int i = 0; i < 40; ++i) {
    const auto value = [&](int factor) { return static_cast<std::int8_t>(i * factor % 256 - 128); };
    mismatches.push_back({{value(37), value(91), value(5)}, {0, 0, 0}, {0, value(13), 1}});
  }
  MismatchTally forward;
  MismatchTally backward;
  for (const Mismatch& mismatch : mismatches) forward.add(mismatch);
  std::ranges::reverse(mismatches);
  for (const Mismatch& mismatch : mismatches) {
    MismatchTally one;
    one.add(mismatch);
    backward.add(one);
  }
  EXPECT_EQ(forward.mismatches(), 40U);
  ASSERT_EQ(backward.counterexamples().size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(forward.counterexamples()[i].mismatch, backward.counterexamples()[i].mismatch);
  }
  EXPECT_EQ(forward.max_code_difference(), backward.max_code_difference());
}

TEST(MismatchTallyTest, ChoosesTheFirstTheWorstAndTheMinimal) {
  MismatchTally tally;
  tally.add({{5, 0, 0}, {0, 0, 0}, {0, 1, 0}});
  tally.add({{0, 0, -50}, {0, 0, 0}, {0, 1, 0}});  // a negative V is as far out as a positive one
  tally.add({{-100, 0, 0}, {0, 0, 0}, {0, 0, -2}});
  tally.add({{0, -3, 1}, {127, 0, 0}, {126, 0, 0}});
  tally.add({{100, 100, 100}, {-128, 0, 0}, {127, 0, 0}});
  const std::vector<Counterexample> examples = tally.counterexamples();
  EXPECT_EQ(examples[0].mismatch.yuv, (CenteredYuv{-100, 0, 0}));
  EXPECT_EQ(examples[1].mismatch.yuv, (CenteredYuv{100, 100, 100}));
  EXPECT_EQ(examples[2].mismatch.yuv, (CenteredYuv{0, -3, 1}));
  EXPECT_EQ(tally.max_code_difference(), 255);
}

}  // namespace
}  // namespace swingproof
