// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "oracle/bt601.h"

#include <gtest/gtest.h>

#include <array>

namespace swingproof {
namespace {

constexpr std::array<Swing, 2> swings = {Swing::full, Swing::studio};

RationalTriple grey(const Rational& level) { return {level, level, level}; }

// Four points that lie in no plane: two affine maps that agree on them are one map.
const std::array<RationalTriple, 4> simplex = {
    {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
};

TEST(Bt601, EachMapIsTheInverseOfTheOther) {
  for (const Swing swing : swings) {
    const AffineMap to_rgb = centered_yuv_to_rgb(swing);
    const AffineMap to_yuv = rgb_to_centered_yuv(swing);
    for (const RationalTriple& point : simplex) {
      EXPECT_EQ(evaluate(to_yuv, evaluate(to_rgb, point)), point);
      EXPECT_EQ(evaluate(to_rgb, evaluate(to_yuv, point)), point);
    }
  }
}

// ITU-R BT.601, quantised: luma spans 0..255 or 16..235, before 128 is subtracted.
TEST(Bt601, BlackAndWhiteAreTheEndsOfLuma) {
  const AffineMap full = centered_yuv_to_rgb(Swing::full);
  EXPECT_EQ(evaluate(full, {-128, 0, 0}), grey(0));
  EXPECT_EQ(evaluate(full, {127, 0, 0}), grey(255));
  const AffineMap studio = centered_yuv_to_rgb(Swing::studio);
  EXPECT_EQ(evaluate(studio, {16 - 128, 0, 0}), grey(0));
  EXPECT_EQ(evaluate(studio, {235 - 128, 0, 0}), grey(255));
}

// Luma of a primary is its share of the grey axis. Blue is one end of U, red one end of V: half of
// the chroma's span, which is 255 or 240 - 16.
TEST(Bt601, PrimariesAreTheEndsOfChroma) {
  const Rational kr(299, 1000);
  const Rational kg(587, 1000);
  const Rational kb(114, 1000);
  const AffineMap full = rgb_to_centered_yuv(Swing::full);
  EXPECT_EQ(evaluate(full, {255, 0, 0})[0], kr * 255 - 128);
  EXPECT_EQ(evaluate(full, {0, 255, 0})[0], kg * 255 - 128);
  EXPECT_EQ(evaluate(full, {0, 0, 255})[0], kb * 255 - 128);
  EXPECT_EQ(evaluate(full, {0, 0, 255})[1], Rational(255, 2));
  EXPECT_EQ(evaluate(full, {255, 0, 0})[2], Rational(255, 2));
  const AffineMap studio = rgb_to_centered_yuv(Swing::studio);
  EXPECT_EQ(evaluate(studio, {0, 255, 0})[0], kg * 219 - 112);
  EXPECT_EQ(evaluate(studio, {0, 0, 255})[1], 112);
  EXPECT_EQ(evaluate(studio, {255, 0, 0})[2], 112);
}

// 2 Kb (1 - Kb) / Kg = 0.202008 / 0.587 and 2 Kr (1 - Kr) / Kg = 0.419198 / 0.587.
TEST(Bt601, GreenTakesBothChromasAway) {
  const AffineMap full = centered_yuv_to_rgb(Swing::full);
  EXPECT_EQ(full.matrix[1],
            (RationalTriple{1, Rational(-202008, 587000), Rational(-419198, 587000)}));
  EXPECT_EQ(full.matrix[0], (RationalTriple{1, 0, Rational(1402, 1000)}));
  EXPECT_EQ(full.matrix[2], (RationalTriple{1, Rational(1772, 1000), 0}));
}

}  // namespace
}  // namespace swingproof
