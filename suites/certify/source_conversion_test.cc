// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/source_conversion.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "oracle/exact_map.h"

namespace swingproof {
namespace {

Rgb colour_at(std::uint32_t index) {
  return {static_cast<std::uint8_t>(index >> 16U), static_cast<std::uint8_t>(index >> 8U),
          static_cast<std::uint8_t>(index)};
}

// The nearest integer, of two the greater one, by rationals.
int nearest(const Rational& value) {
  const Rational moved = value + Rational(1, 2);
  Integer whole = numerator(moved) / denominator(moved);
  if (moved < 0 && whole != moved) --whole;
  return std::clamp(static_cast<int>(whole), -128, 127);
}

TEST(SourceConversion, ExactConversionsAreThoseOfTheOracle) {
  for (const Matrix matrix : {bt601_full, bt601_studio}) {
    for (const bool is_601 : {true, false}) {
      const AffineMap map = rgb_to_centered_yuv({is_601 ? ColourStandard::bt601 : ColourStandard::bt709, matrix.swing});
      const SourceFunction function =
          conversion_function(is_601 ? Conversion::bt601 : Conversion::bt709, matrix);
      for (std::uint32_t index = 0; index < 1U << 24U; index += 4099) {
        const Rgb rgb = colour_at(index);
        const RationalTriple exact = evaluate(map, {rgb[0], rgb[1], rgb[2]});
        const CenteredYuv yuv = function(rgb);
        ASSERT_EQ(yuv.y, nearest(exact[0])) << index;
        ASSERT_EQ(yuv.u, nearest(exact[1])) << index;
        ASSERT_EQ(yuv.v, nearest(exact[2])) << index;
      }
    }
  }
}

// 127.5 and -127.5: a tie is rounded up, and what is above 127 is saturated.
TEST(SourceConversion, TiesAndSaturationOfFullSwing) {
  const SourceFunction function = conversion_function(Conversion::bt601, bt601_full);
  EXPECT_EQ(function({0, 0, 255}).u, 127);
  EXPECT_EQ(function({255, 255, 0}).u, -127);
  EXPECT_EQ(function({255, 0, 0}).v, 127);
  EXPECT_TRUE(is_tie({0, 0, 255}));
  EXPECT_TRUE(is_tie({255, 255, 0}));
  EXPECT_FALSE(is_tie({255, 255, 255}));
  EXPECT_FALSE(is_tie({0, 0, 254}));
}

// Against the formula of the contract: U = 0.492 (B - Y), V = 0.877 (R - Y), with Y as rounded. The
// weights in 1/16384 move U by less than 255 / 32768 / 2, so that only near-ties may differ.
TEST(SourceConversion, OpenCvIsItsFormula) {
  const SourceFunction function = conversion_function(Conversion::opencv, bt601_full);
  const Rational near(1, 64);
  for (std::uint32_t index = 0; index < 1U << 24U; index += 1021) {
    const Rgb rgb = colour_at(index);
    const CenteredYuv yuv = function(rgb);
    const Rational luma =
        Rational(299, 1000) * rgb[0] + Rational(587, 1000) * rgb[1] + Rational(114, 1000) * rgb[2];
    const int y = yuv.y + 128;
    ASSERT_LE(abs(Rational(luma - y)), Rational(1, 2) + near) << index;
    ASSERT_LE(abs(Rational(Rational(492, 1000) * (rgb[2] - y) - yuv.u)), Rational(1, 2) + near);
    const Rational v = Rational(877, 1000) * (rgb[0] - y);
    const Rational in_range = v > 127 ? Rational(127) : v < -128 ? Rational(-128) : v;
    ASSERT_LE(abs(Rational(in_range - yuv.v)), Rational(1, 2) + near) << index;
  }
  // By hand: Y = (4899 * 255 + 8192) >> 14 = 76; V = 0.877 * 179 = 156.98, saturated.
  EXPECT_EQ(function({255, 0, 0}), (CenteredYuv{76 - 128, -37, 127}));
}

TEST(SourceConversion, DeliveryExchangesChromaAndFlipsSigns) {
  SourceHypothesis source;
  const Rgb colour = {200, 30, 90};
  const CenteredYuv plain = source_function(source)(colour);
  source.chroma_order = ChromaOrder::swapped;
  EXPECT_EQ(source_function(source)(colour), (CenteredYuv{plain.y, plain.v, plain.u}));
  source.input_centering = InputCentering::uncentered;
  const auto stored = [](int value) { return static_cast<std::int8_t>(value + 128); };
  EXPECT_EQ(source_function(source)(colour),
            (CenteredYuv{stored(plain.y), stored(plain.v), stored(plain.u)}));
  EXPECT_EQ(undo_delivery(source, source_function(source)(colour)), plain);
  SourceHypothesis reversed;
  reversed.output_order = OutputOrder::reversed;
  EXPECT_EQ(source_function(reversed)({90, 30, 200}), plain);
}

}  // namespace
}  // namespace swingproof
