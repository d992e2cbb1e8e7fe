// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "fixedpoint/published_constants.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>

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
  EXPECT_EQ(published_constants(bt601_full), full);
  EXPECT_EQ(published_constants(bt601_studio), studio);
}

// How weights are rounded at a tie cannot be seen: none is nearer to one than 0.0179
// (docs/numerics.md section 7), which is over 400 times what float32 can be off.
TEST(PublishedConstants, NoWeightIsNearATie) {
  double least = 1;
  for (const Matrix matrix : {bt601_full, bt601_studio}) {
    const OpConstants constants = published_constants(matrix);
    for (std::size_t row = 0; row < 3; ++row) {
      for (const double weight : constants.weight[row]) {
        const double quotient = weight / constants.weight_scale[row];
        least = std::min(least, std::abs(quotient - std::floor(quotient) - 0.5));
      }
    }
  }
  EXPECT_GE(least, 0.0179);
  EXPECT_LT(least, 0.0180);
  EXPECT_GT(least, 400 * 5 * 127.5 * std::ldexp(1.0, -24));
}

}  // namespace
}  // namespace swingproof
