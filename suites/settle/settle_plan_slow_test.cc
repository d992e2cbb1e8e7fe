// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "suites/settle/channel_functions.h"
#include "suites/settle/settle_kit_fixture.h"
#include "suites/settle/settle_plan.h"

namespace swingproof {
namespace {

TEST(SettlePlan, IsTheStoredKit) {
  const SettlePlan plan = settle_plan(Op::centered_yuv2rgb, March::bayes);
  const std::vector<ExperimentResult> stored = stored_results();
  ASSERT_EQ(plan.experiments.size(), stored.size());
  for (std::size_t i = 0; i < stored.size(); ++i) {
    EXPECT_EQ(plan.experiments[i].deployment, stored[i].deployment);
    const YuvPlanes& pixels = plan.experiments[i].cover.pixels;
    EXPECT_EQ(pixels.y, stored[i].pixels.y);
    EXPECT_EQ(pixels.u, stored[i].pixels.u);
    EXPECT_EQ(pixels.v, stored[i].pixels.v);
  }
}

TEST(SettlePlan, OfTheOtherOpAndMarchTellsAllApartAsWell) {
  const SettlePlan plan = settle_plan(Op::centered_yuv2bgr, March::bayes_e);
  EXPECT_EQ(plan.choice.separated, visible_datapaths().size());
  EXPECT_LE(plan.experiments.size(), 8U);
  std::size_t pixels = 0;
  for (const Experiment& each : plan.experiments) {
    pixels += each.cover.pixels.size();
    EXPECT_GE(each.cover.least, robust_separation);
    EXPECT_EQ(each.deployment.march, March::bayes_e);
  }
  EXPECT_LE(pixels, 300U);
}

}  // namespace
}  // namespace swingproof
