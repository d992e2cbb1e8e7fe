// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "oracle/exact_map.h"

#include <gtest/gtest.h>

#include <array>
#include <utility>

namespace swingproof {
namespace {

constexpr std::array<Matrix, 2> matrices = {bt601_full, bt601_studio};

RationalTriple grey(const Rational& level) { return {level, level, level}; }

// Four points that lie in no plane: two affine maps that agree on them are one map.
const std::array<RationalTriple, 4> simplex = {
    {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
};

TEST(Bt601, EachMapIsTheInverseOfTheOther) {
  for (const Matrix matrix : matrices) {
    const AffineMap to_rgb = centered_yuv_to_rgb(matrix);
    const AffineMap to_yuv = rgb_to_centered_yuv(matrix);
    for (const RationalTriple& point : simplex) {
      EXPECT_EQ(evaluate(to_yuv, evaluate(to_rgb, point)), point);
      EXPECT_EQ(evaluate(to_rgb, evaluate(to_yuv, point)), point);
    }
  }
}

// ITU-R BT.601, quantised: luma spans 0..255 or 16..235, before 128 is subtracted.
TEST(Bt601, BlackAndWhiteAreTheEndsOfLuma) {
  const AffineMap full = centered_yuv_to_rgb(bt601_full);
  EXPECT_EQ(evaluate(full, {-128, 0, 0}), grey(0));
  EXPECT_EQ(evaluate(full, {127, 0, 0}), grey(255));
  const AffineMap studio = centered_yuv_to_rgb(bt601_studio);
  EXPECT_EQ(evaluate(studio, {16 - 128, 0, 0}), grey(0));
  EXPECT_EQ(evaluate(studio, {235 - 128, 0, 0}), grey(255));
}

// Luma of a primary is its share of the grey axis. Blue is one end of U, red one end of V: half of
// the chroma's span, which is 255 or 240 - 16.
TEST(Bt601, PrimariesAreTheEndsOfChroma) {
  const Rational kr(299, 1000);
  const Rational kg(587, 1000);
  const Rational kb(114, 1000);
  const AffineMap full = rgb_to_centered_yuv(bt601_full);
  EXPECT_EQ(evaluate(full, {255, 0, 0})[0], kr * 255 - 128);
  EXPECT_EQ(evaluate(full, {0, 255, 0})[0], kg * 255 - 128);
  EXPECT_EQ(evaluate(full, {0, 0, 255})[0], kb * 255 - 128);
  EXPECT_EQ(evaluate(full, {0, 0, 255})[1], Rational(255, 2));
  EXPECT_EQ(evaluate(full, {255, 0, 0})[2], Rational(255, 2));
  const AffineMap studio = rgb_to_centered_yuv(bt601_studio);
  EXPECT_EQ(evaluate(studio, {0, 255, 0})[0], kg * 219 - 112);
  EXPECT_EQ(evaluate(studio, {0, 0, 255})[1], 112);
  EXPECT_EQ(evaluate(studio, {255, 0, 0})[2], 112);
}

// 2 Kb (1 - Kb) / Kg = 0.202008 / 0.587 and 2 Kr (1 - Kr) / Kg = 0.419198 / 0.587.
TEST(Bt601, GreenTakesBothChromasAway) {
  const AffineMap full = centered_yuv_to_rgb(bt601_full);
  EXPECT_EQ(full.matrix[1],
            (RationalTriple{1, Rational(-202008, 587000), Rational(-419198, 587000)}));
  EXPECT_EQ(full.matrix[0], (RationalTriple{1, 0, Rational(1402, 1000)}));
  EXPECT_EQ(full.matrix[2], (RationalTriple{1, Rational(1772, 1000), 0}));
}

// ITU-R BT.709 has another luma; chroma spans the same range, and each primary is its share of
// grey.
TEST(Bt601, OtherLumaCoefficientsKeepTheForm) {
  const auto luma = [](ColourStandard standard) {
    const LumaCoefficients coefficients = luma_coefficients(standard);
    return std::pair(coefficients.kr, coefficients.kb);
  };
  EXPECT_EQ(luma(ColourStandard::bt601), std::pair(Rational(299, 1000), Rational(114, 1000)));
  EXPECT_EQ(luma(ColourStandard::bt709), std::pair(Rational(2126, 10000), Rational(722, 10000)));
  EXPECT_EQ(luma(ColourStandard::bt2020), std::pair(Rational(2627, 10000), Rational(593, 10000)));
  for (const Matrix matrix : matrices) {
    const AffineMap map = rgb_to_centered_yuv({ColourStandard::bt709, matrix.swing});
    const AffineMap bt601 = rgb_to_centered_yuv(matrix);
    const Rational span = matrix.swing == Swing::full ? 255 : 219;
    const RationalTriple black = evaluate(bt601, grey(0));
    EXPECT_EQ(evaluate(map, grey(0)), black);
    EXPECT_EQ(evaluate(map, grey(255)), evaluate(bt601, grey(255)));
    EXPECT_EQ(evaluate(map, {255, 0, 0})[0], black[0] + Rational(2126, 10000) * span);
    EXPECT_EQ(evaluate(map, {0, 255, 0})[0], black[0] + Rational(7152, 10000) * span);
    EXPECT_EQ(evaluate(map, {0, 0, 255})[1], evaluate(bt601, {0, 0, 255})[1]);
    EXPECT_EQ(evaluate(map, {255, 0, 0})[2], evaluate(bt601, {255, 0, 0})[2]);
  }
}

}  // namespace
}  // namespace swingproof
