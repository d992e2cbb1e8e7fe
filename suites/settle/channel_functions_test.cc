// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/settle/channel_functions.h"

#include <gtest/gtest.h>

#include <cmath>

#include "fixedpoint/choices.h"
#include "fixedpoint/published_constants.h"
#include "suites/settle/settle_kit_fixture.h"

namespace swingproof {
namespace {

TEST(ChannelFunctions, TheStoredDeploymentTellsAllVisibleDatapathsApart) {
  EXPECT_EQ(visible_datapaths().size(), 480U);
  EXPECT_EQ(all_datapaths().size(), 960U);
  const Deployment deployment = stored_results().front().deployment;
  EXPECT_EQ(deployment_partition(deployment, visible_datapaths()).parts, 480U);
}

TEST(ChannelFunctions, OfDefaultSettingsTellsFewApart) {
  EXPECT_EQ(deployment_partition(Deployment{}, visible_datapaths()).parts, 3U);
}

TEST(ChannelFunctions, RefinementIsByOneOrTheOther) {
  const DatapathPartition halves = refined(undivided(4), {0, 0, 1, 1});
  EXPECT_EQ(halves.parts, 2U);
  EXPECT_EQ(refined(halves, {0, 1, 0, 0}).of, (std::vector<std::uint16_t>{0, 1, 2, 2}));
}

// Choice::invisible: the proof's number.
TEST(ChannelFunctions, NoPublishedWeightIsNearATie) {
  for (const Matrix matrix : {bt601_full, bt601_studio}) {
    const OpConstants constants = published_constants(matrix);
    for (std::size_t row = 0; row < 3; ++row) {
      for (const double weight : constants.weight[row]) {
        const double quotient = weight / constants.weight_scale[row];
        EXPECT_GT(std::abs(quotient - std::floor(quotient) - 0.5), 0.0178);
      }
    }
  }
}

}  // namespace
}  // namespace swingproof
