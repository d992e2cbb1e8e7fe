// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "suites/campaign/presets.h"
#include "suites/tune/deployment_set.h"
#include "suites/tune/tune.h"

namespace swingproof {
namespace {

// Constants that serve all common deployments, on both swings: none of them is worse off than with
// the published ones, by the sweep.
TEST(CommonDeployments, NoneIsWorseOffThanWithThePublishedConstants) {
  const Plan plan = parse_plan_toml(common_preset(), "preset:common");
  for (const Matrix matrix : {bt601_full, bt601_studio}) {
    TuneTask task;
    task.deployments = planned_deployments(plan, matrix.swing, "preset:common").deployments;
    EXPECT_GT(task.deployments.size(), 200U);
    const Tuning tuning = tune(task);
    for (const TunedDeployment& each : tuning.deployments) {
      for (std::size_t c = 0; c < 3; ++c) {
        EXPECT_LE(each.after.errors[c].all_inputs.max_abs_error,
                  each.before.errors[c].all_inputs.max_abs_error);
      }
    }
    for (const TunedChannel& channel : tuning.channels) {
      EXPECT_TRUE(channel.is_changed);
      EXPECT_LT(channel.after.joint.max, Rational(6, 10));
    }
  }
}

}  // namespace
}  // namespace swingproof
