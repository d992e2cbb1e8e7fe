// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "suites/tune/rescale_fixture.h"

namespace swingproof {
namespace {

TEST(RescaleSearch, FindsAllThatIsInTheRangesOnEveryRounding) {
  using enum RoundingMode;
  for (const PreRounding pre : {PreRounding::floor, PreRounding::half_up}) {
    for (const RoundingMode post : {half_up, floor, half_even, half_away, trunc}) {
      expect_all_rescales_found(pre, post);
    }
  }
}

}  // namespace
}  // namespace swingproof
