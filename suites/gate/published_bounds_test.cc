// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/published_bounds.h"

#include <gtest/gtest.h>

#include <array>

#include "deployment/input_error.h"
#include "fixedpoint/lowering.h"
#include "suites/budget/budget.h"
#include "suites/gate/model_cube_fixture.h"

namespace swingproof {
namespace {

using Outside = std::array<OutsideCount, 3>;

// The model's own cube for the default deployment, whose codes are grey levels.
struct DefaultCube {
  Deployment deployment;
  CubeJudge judge{lower(deployment, Datapath())};
  SweepSets sets = sweep_sets(bt601_full);

  DefaultCube() {
    const CubeCodes codes = model_cube(judge.model().op());
    judge.judge(0, cube_slabs, {codes[0].data(), codes[1].data(), codes[2].data()});
  }
};

const DefaultCube& default_cube() {
  static const DefaultCube cube;
  return cube;
}

Outside model_outside(PublishedBound bound) {
  const DefaultCube& cube = default_cube();
  const PublishedBoundCheck check =
      check_published_bound(bound, cube.deployment, cube.judge, cube.sets);
  EXPECT_TRUE(check.is_judged);
  EXPECT_EQ(check.kernel, check.model);
  return check.model;
}

TEST(PublishedBounds, GreenBreaksOpenVx) {
  EXPECT_EQ(model_outside(PublishedBound::openvx), (Outside{{{0, 0}, {676680, 3959}, {0, 0}}}));
}

TEST(PublishedBounds, AllInGamutLiesInVulkansInterval) {
  const Outside outside = model_outside(PublishedBound::vulkan_cts);
  for (const OutsideCount& count : outside) EXPECT_EQ(count.in_gamut, 0U);
}

TEST(PublishedBounds, AndroidsIsMet) {
  EXPECT_TRUE(is_met(model_outside(PublishedBound::android)));
}

TEST(PublishedBounds, OthersThanGreyLevelsAreNotJudgedAndMustBeBitExact) {
  Deployment deployment;
  deployment.q_scale = parse_scale("0.02", "q_scale");
  EXPECT_FALSE(applies(PublishedBound::openvx, deployment));
  EXPECT_FALSE(applies(PublishedBound::android, deployment));
  EXPECT_TRUE(applies(PublishedBound::vulkan_cts, deployment));
  EXPECT_TRUE(needs_bit_exact(read_budget({"preset:openvx"}), deployment));
  EXPECT_FALSE(needs_bit_exact(read_budget({"preset:openvx"}), Deployment()));
  EXPECT_FALSE(needs_bit_exact(read_budget({"preset:openvx", "preset:vulkan-cts"}), deployment));
  EXPECT_TRUE(needs_bit_exact(read_budget({}), Deployment()));
}

TEST(PublishedBounds, NamesAreTold) {
  EXPECT_THROW(read_budget({"preset:opencv"}), InputError);
  EXPECT_THROW(read_budget({"a.toml", "b.toml"}), InputError);
}

}  // namespace
}  // namespace swingproof
