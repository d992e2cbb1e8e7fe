// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "fixedpoint/published_constants.h"

#include <gtest/gtest.h>

namespace swingproof {
namespace {

// docs/numerics.md section 4.1 once more. A last digit that is wrong often gives the same int8
// weight, so that no figure of the op shows it; tune begins from these decimals and prints them.
TEST(PublishedConstants, AreThoseOfTheContract) {
  const OpConstants full = {
      .weight = {{{1.0, 0, 1.4020}, {1.0, -0.3441, -0.7141}, {1.0, 1.7720, 0}}},
      .weight_scale = {0.0110, 0.0078, 0.0139},
      .offset = 128};
  const OpConstants studio = {
      .weight = {{{1.164, 0, 1.596}, {1.164, -0.392, -0.812}, {1.164, 2.016, 0}}},
      .weight_scale = {0.0125, 0.0091, 0.0158},
      .offset = 112 * 1.164};
  EXPECT_EQ(published_constants(Swing::full), full);
  EXPECT_EQ(published_constants(Swing::studio), studio);
}

}  // namespace
}  // namespace swingproof
