// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "suites/tune/scale_search_fixture.h"

namespace swingproof {
namespace {

TEST(ScaleSearch, EqualsBruteForceOnASmallProblemOfTwo) {
  Deployment other;
  other.mean = parse_mean({"127.5", "116.5", "103.25"}, "mean");
  other.std = parse_std({"64"}, "std");
  other.q_scale = parse_scale("1/48", "q_scale");
  expect_brute_force_scales({other, Deployment{}});
}

TEST(ScaleSearch, NoDeploymentOfASetHasMoreMismatches) {
  expect_none_worse_off(Objective::mismatch);
}

}  // namespace
}  // namespace swingproof
