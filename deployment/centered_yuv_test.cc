// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "deployment/centered_yuv.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace swingproof {
namespace {

// Counted up in three loops, Y outermost: the order of docs/numerics.md section 1.
TEST(CenteredYuv, PlacesAreThoseOfThreeNestedLoops) {
  std::uint32_t place = 0;
  for (int y = -128; y < 128; ++y) {
    for (int u = -128; u < 128; ++u) {
      for (int v = -128; v < 128; ++v) {
        const CenteredYuv yuv{static_cast<std::int8_t>(y), static_cast<std::int8_t>(u),
                              static_cast<std::int8_t>(v)};
        ASSERT_EQ(cube_index(yuv), place);
        ASSERT_EQ(centered_yuv_at(place), yuv);
        ++place;
      }
    }
  }
  EXPECT_EQ(place, cube_inputs);
}

}  // namespace
}  // namespace swingproof
