// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "deployment/exact_number.h"

#include <gtest/gtest.h>

#include <string>

#include "deployment/input_error.h"

namespace swingproof {
namespace {

ExactNumber parse(const std::string& text) { return parse_exact_number(text, "test"); }

TEST(ExactNumber, EveryFormDenotesExactlyWhatIsWritten) {
  EXPECT_EQ(parse("58.395").exact, Rational(58395, 1000));
  EXPECT_EQ(parse("1/128").exact, Rational(1, 128));
  EXPECT_EQ(parse("7.8125e-3").exact, Rational(1, 128));
  EXPECT_EQ(parse("0x1p-7").exact, Rational(1, 128));
  EXPECT_EQ(parse("0x1.8p1").exact, 3);
  EXPECT_EQ(parse("-0x10").exact, -16);
  EXPECT_EQ(parse("+.5").exact, Rational(1, 2));
  EXPECT_EQ(parse("5.").exact, 5);
  EXPECT_EQ(parse("010").exact, 10);  // not octal
  EXPECT_EQ(parse("1E+2").exact, 100);
  EXPECT_EQ(parse("-1.5/0.25").exact, -6);
  EXPECT_EQ(parse("0").exact, 0);
}

TEST(ExactNumber, Float32IsRoundedFromTheDoubleNotFromTheText) {
  // Just above the middle of two floats, but nearest to the double in the middle, which goes to the
  // even float.
  const ExactNumber number = parse("1.000000059604644775390625000001");
  EXPECT_EQ(number.binary64, 1 + 0x1p-24);
  EXPECT_EQ(number.binary32, 1.0F);
  EXPECT_GT(number.exact, Rational(1) + Rational(1, 1 << 24));
}

TEST(ExactNumber, AFractionIsDividedInDouble) {
  EXPECT_EQ(parse("0.0207/3").binary64, 0.0207 / 3);
  EXPECT_EQ(parse("1/3").binary32, static_cast<float>(1.0 / 3.0));
}

TEST(ExactNumber, TheEndsOfTheRangeAreExact) {
  EXPECT_EQ(parse("3.4028234663852886e38").binary32, 3.4028234663852886e38F);
  EXPECT_EQ(parse("1e-45").binary32, 0x1p-149F);
  EXPECT_THROW(parse("3.4028235e38"), InputError);
  EXPECT_THROW(parse("1e-46"), InputError);
}

TEST(ExactNumber, ExactTextIsADecimalWhereOneEnds) {
  EXPECT_EQ(exact_text(Rational(123675, 1000)), "123.675");
  EXPECT_EQ(exact_text(Rational(-1, 128)), "-0.0078125");
  EXPECT_EQ(exact_text(Rational(1, 3)), "1/3");
  EXPECT_EQ(exact_text(Rational(-7, 30)), "-7/30");
  EXPECT_EQ(exact_text(0), "0");
  EXPECT_EQ(exact_text(-100), "-100");
  for (int n = -50; n <= 50; ++n) {
    for (int d = 1; d <= 130; ++d) {
      EXPECT_EQ(parse(exact_text(Rational(n, d))).exact, Rational(n, d));
    }
  }
}

}  // namespace
}  // namespace swingproof
