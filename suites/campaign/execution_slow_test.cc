// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "suites/campaign/disaster_fixture.h"
#include "suites/campaign/execution.h"

namespace swingproof {
namespace {

TEST_F(CampaignExecution, KilledAtEveryWriteItEndsWithTheSameRows) {
  EXPECT_GE(kills_with_the_same_rows(1), 200);
}

}  // namespace
}  // namespace swingproof
