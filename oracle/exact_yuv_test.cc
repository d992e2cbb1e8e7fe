// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "oracle/exact_yuv.h"

#include <gtest/gtest.h>

#include "oracle/ideal_op.h"

namespace swingproof {
namespace {

using Bytes = std::array<std::uint8_t, 3>;

// Against the map in rationals, on a lattice of colours with both ends, for both ops and swings.
TEST(ExactYuv, IsTheExactMapRoundedToNearestTiesUp) {
  for (const Matrix matrix : {bt601_full, bt601_studio}) {
    const AffineMap map = rgb_to_centered_yuv(matrix);
    const auto rgb_rows = exact_yuv_rows(matrix, Op::centered_yuv2rgb);
    const auto bgr_rows = exact_yuv_rows(matrix, Op::centered_yuv2bgr);
    for (int i = 0; i < 16 * 16 * 16; ++i) {
      const Bytes rgb = {static_cast<std::uint8_t>(i % 16 * 17),
                         static_cast<std::uint8_t>(i / 16 % 16 * 17),
                         static_cast<std::uint8_t>(i / 256 * 17)};
      const RationalTriple exact = evaluate(map, {rgb[0], rgb[1], rgb[2]});
      for (std::size_t c = 0; c < 3; ++c) {
        ASSERT_EQ(exact_yuv_value(rgb_rows[c], rgb), exact[c]);
        ASSERT_EQ(exact_yuv_value(bgr_rows[c], {rgb[2], rgb[1], rgb[0]}), exact[c]);
        ASSERT_EQ(nearest_yuv(rgb_rows[c], rgb), ideal_code(exact[c], Rounding::half_up));
      }
    }
  }
}

TEST(ExactYuv, TiesGoUp) {
  const auto rows = exact_yuv_rows(bt601_full, Op::centered_yuv2rgb);
  // 0.299 * 50 + 0.587 * 50 + 0.114 * 50 is 50; 0.299 * 5 + 0.587 * 0 + 0.114 * 0 is 1.495.
  EXPECT_EQ(nearest_yuv(rows[0], {50, 50, 50}), -78);
  EXPECT_EQ(nearest_yuv(rows[0], {5, 0, 0}), -127);
  // Pure blue and red are at 127.5 of U and V, and saturate.
  EXPECT_EQ(exact_yuv_value(rows[1], {0, 0, 255}), Rational(255, 2));
  EXPECT_EQ(nearest_yuv(rows[1], {0, 0, 255}), 127);
  // Yellow is at -127.5 of U.
  EXPECT_EQ(nearest_yuv(rows[1], {255, 255, 0}), -127);
}

}  // namespace
}  // namespace swingproof
