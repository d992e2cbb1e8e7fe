// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "fixedpoint/luma_rows.h"

#include <gtest/gtest.h>

#include "fixedpoint/bpu_model.h"
#include "fixedpoint/datapath.h"

namespace swingproof {
namespace {

// Every row of every channel, read where first_place says.
void require_rows_equal_the_model(const LoweredChannel& channel) {
  ASSERT_TRUE(LumaRows::exist_for(channel));
  const LumaRows rows(channel);
  for (int u = -128; u < 128; ++u) {
    for (int v = -128; v < 128; ++v) {
      const std::size_t first = rows.first_place(u, v);
      ASSERT_LE(first + 256 + 64, rows.codes().size());
      for (int y = -128; y < 128; ++y) {
        const CenteredYuv yuv{static_cast<std::int8_t>(y), static_cast<std::int8_t>(u),
                              static_cast<std::int8_t>(v)};
        ASSERT_EQ(rows.codes()[first + static_cast<std::size_t>(y + 128)], fixed_code(channel, yuv))
            << "Y, U, V = " << y << ", " << u << ", " << v;
      }
    }
  }
}

TEST(LumaRows, EqualTheModelAtBothSwings) {
  Deployment deployment;
  for (const Matrix matrix : {bt601_full, bt601_studio}) {
    deployment.matrix = matrix;
    for (const LoweredChannel& channel : lower(deployment, Datapath{})) {
      require_rows_equal_the_model(channel);
    }
  }
}

// Weights at their limits, and a luma weight that leaves one sequence only.
TEST(LumaRows, EqualTheModelAtTheLimitsOfWeights) {
  LoweredChannel channel;
  channel.multiplier = 20000;
  channel.post_shift = 22;
  channel.bias = 32767;
  for (const std::int32_t luma_weight : {1, 2, 127}) {
    channel.weights = {luma_weight, -128, 127};
    require_rows_equal_the_model(channel);
  }
}

TEST(LumaRows, DoNotExistWithoutLuma) {
  LoweredChannel channel;
  EXPECT_FALSE(LumaRows::exist_for(channel));
  channel.weights = {-1, 5, 5};
  EXPECT_FALSE(LumaRows::exist_for(channel));
}

}  // namespace
}  // namespace swingproof
