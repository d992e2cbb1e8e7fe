// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <random>

#include "suites/bound/proved_claim_fixture.h"

namespace swingproof {
namespace {

TEST(GappaClaim, IsProvedForEveryArithmeticAtEitherSwing) {
  for (const Matrix matrix : {bt601_full, bt601_studio}) {
    for (const Arithmetic& arithmetic : arithmetic_alternatives()) {
      expect_proved(imagenet_at(matrix), arithmetic);
    }
  }
}

TEST(RangeClaim, IsProvedForEveryArithmeticOverEveryRange) {
  for (const Matrix matrix : {bt601_full, bt601_studio}) {
    for (const Arithmetic& arithmetic : arithmetic_alternatives()) {
      for (const SettingRange& range : setting_ranges) {
        for (std::size_t c = 0; c < 3; ++c) expect_proved_over_range(matrix, c, arithmetic, range);
      }
    }
  }
}

TEST(RangeClaim, NoneOfManySettingsHasAGreaterBound) {
  std::mt19937_64 random(1);
  expect_greatest_bounds(random, 20);
}

}  // namespace
}  // namespace swingproof
