// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "suites/certify/plane_function.h"
#include "suites/certify/plane_pairs_fixture.h"

namespace swingproof {
namespace {

TEST(FindDifference, FindsOneJustIfThereIsOneOfManyPairs) {
  const FunctionPairs pairs = expect_difference_just_if_there_is_one(5, 100);
  EXPECT_GT(pairs.different, 300);
  EXPECT_GE(pairs.equal, 10);
}

}  // namespace
}  // namespace swingproof
