// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/json/exact_decimal.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace swingproof {
namespace {

TEST(ExactDecimal, IsTheNearestDecimalWithTiesToEven) {
  EXPECT_EQ(decimal(Rational(1, 8), 2), "0.12");
  EXPECT_EQ(decimal(Rational(3, 8), 2), "0.38");
  EXPECT_EQ(decimal(Rational(-1, 8), 2), "-0.12");
  EXPECT_EQ(decimal(Rational(125000001, 1000000000), 2), "0.13");
  EXPECT_EQ(decimal(Rational(2, 3)), "0.666666666667");
  EXPECT_EQ(decimal(Rational(5, 4)), "1.250000000000");
  EXPECT_EQ(decimal(Rational(1201, 128000000)), "0.000009382812");
  EXPECT_EQ(decimal(12345, 0), "12345");
}

// Checked by 2,000th powers: r is within half a hundredth of n / 100 dB.
TEST(ExactDecimal, DecibelsAreTheNearestHundredths) {
  EXPECT_EQ(decibels(1), "0.00");
  EXPECT_EQ(decibels(2), "3.01");
  EXPECT_EQ(decibels(1000), "30.00");
  EXPECT_EQ(decibels(Rational(1, 2)), "-3.01");
  EXPECT_EQ(decibels(Rational(65025)), "48.13");
  for (int d = 1; d < 60; ++d) {
    const Rational ratio(65025, 7 * d);
    std::string text = decibels(ratio);
    text.erase(text.find('.'), 1);
    const auto units = static_cast<unsigned>(std::stoi(text));
    const auto power = [](const Integer& base, unsigned exponent) {
      return boost::multiprecision::pow(base, exponent);
    };
    const Integer n = power(numerator(ratio), 2000);
    const Integer unit = power(denominator(ratio), 2000);
    EXPECT_LT(power(10, 2 * units - 1) * unit, n) << d;
    EXPECT_GT(power(10, 2 * units + 1) * unit, n) << d;
  }
}

// The ratio just above and just below a tie, nearer than any floating-point number could tell.
TEST(ExactDecimal, DecibelsAreDecidedByIntegersNearATie) {
  const Integer scale = boost::multiprecision::pow(Integer(10), 200);
  // 10^(1/2000) * 10^200: the tie between 0.00 and 0.01 dB, by Newton's method, from above.
  const Integer limit = 10 * boost::multiprecision::pow(scale, 2000);
  Integer high = scale * 1'001'152 / 1'000'000;
  for (;;) {
    const Integer next = (1999 * high + limit / boost::multiprecision::pow(high, 1999)) / 2000;
    if (next >= high) break;
    high = next;
  }
  Integer low = high;
  while (boost::multiprecision::pow(high, 2000) < limit) ++high;
  while (boost::multiprecision::pow(low, 2000) >= limit) --low;
  ASSERT_EQ(high - low, 1);
  EXPECT_EQ(decibels(Rational(low, scale)), "0.00");
  EXPECT_EQ(decibels(Rational(high, scale)), "0.01");
}

// Every fraction of small numbers: digits / 10^n is within half a unit, and at half of one the last
// digit is even. The root of the square is the number again.
TEST(ExactDecimal, IsTheNearestDecimalOfEveryFraction) {
  for (int digits = 0; digits <= 3; ++digits) {
    const Integer unit = boost::multiprecision::pow(Integer(10), static_cast<unsigned>(digits));
    for (int n = -90; n <= 90; ++n) {
      for (int d = 1; d <= 40; ++d) {
        const Rational number(n, d);
        std::string text = decimal(number, digits);
        if (n >= 0) {
          EXPECT_EQ(decimal_of_root(number * number, digits), text);
        }
        if (digits > 0) text.erase(text.find('.'), 1);
        const bool negative = text.front() == '-';
        const std::string magnitude = text.substr(negative ? 1 : 0);
        const std::size_t first = std::min(magnitude.find_first_not_of('0'), magnitude.size() - 1);
        const Integer units(magnitude.substr(first));
        const Rational distance = 2 * abs(abs(number) * unit - units);
        EXPECT_TRUE(distance < 1 || (distance == 1 && units % 2 == 0)) << number << " " << text;
        EXPECT_EQ(negative, n < 0 && units != 0) << number << " " << text;
      }
    }
  }
}

TEST(ExactDecimal, ABoundIsRoundedToItsOwnSide) {
  EXPECT_EQ(decimal_at_least(Rational(13000001, 10000000), 4), "1.3001");
  EXPECT_EQ(decimal_at_most(Rational(12999999, 10000000), 4), "1.2999");
  EXPECT_EQ(decimal_at_least(Rational(5, 4), 2), "1.25");
  EXPECT_EQ(decimal_at_most(Rational(5, 4), 2), "1.25");
  EXPECT_EQ(decimal_at_least(Rational(-1, 1000), 2), "0.00");
  EXPECT_EQ(decimal_at_most(Rational(-1, 1000), 2), "-0.01");
  EXPECT_EQ(decimal_at_least(0, 3), "0.000");
  EXPECT_EQ(decimal_at_most(0, 3), "0.000");
  EXPECT_EQ(decimal_of_root_at_most(3, 4), "1.7320");  // nearest: 1.7321
  EXPECT_EQ(decimal_of_root_at_most(Rational(9, 4), 1), "1.5");
  EXPECT_EQ(decimal_of_root_at_most(0, 3), "0.000");
}

// Every fraction of small numbers: on the right side, and less than a unit away.
TEST(ExactDecimal, ABoundHoldsForEveryFraction) {
  for (int digits = 0; digits <= 3; ++digits) {
    const Rational unit(1, boost::multiprecision::pow(Integer(10), static_cast<unsigned>(digits)));
    const auto value = [](const std::string& text) {
      return parse_exact_number(text, "printed").exact;
    };
    for (int n = -90; n <= 90; ++n) {
      for (int d = 1; d <= 40; ++d) {
        const Rational number(n, d);
        const Rational above = value(decimal_at_least(number, digits));
        const Rational below = value(decimal_at_most(number, digits));
        EXPECT_TRUE(number <= above && above < number + unit) << number << " " << above;
        EXPECT_TRUE(number - unit < below && below <= number) << number << " " << below;
        if (n < 0) continue;
        const Rational root = value(decimal_of_root_at_most(number, digits));
        EXPECT_TRUE(root * root <= number && number < (root + unit) * (root + unit)) << number;
      }
    }
  }
}

TEST(ExactDecimal, ANumberThatRoundsToZeroHasNoSign) {
  EXPECT_EQ(decimal(Rational(-1, 1000), 2), "0.00");
  EXPECT_EQ(signed_decimal(Rational(1, 1000), 2), "0.00");
  EXPECT_EQ(signed_decimal(Rational(1, 2), 2), "+0.50");
  EXPECT_EQ(signed_decimal(Rational(-1, 2), 2), "-0.50");
}

TEST(ExactDecimal, TheRootIsTheNearestDecimalOfTheExactRoot) {
  EXPECT_EQ(decimal_of_root(2), "1.414213562373");
  EXPECT_EQ(decimal_of_root(3, 4), "1.7321");
  EXPECT_EQ(decimal_of_root(Rational(9, 4), 0), "2");  // 1.5 is a tie: to even
  EXPECT_EQ(decimal_of_root(Rational(25, 4), 0), "2");
  EXPECT_EQ(decimal_of_root(Rational(2501, 400), 0), "3");
  EXPECT_EQ(decimal_of_root(0, 3), "0.000");
}

TEST(ExactDecimal, FractionsPercentagesAndThousands) {
  EXPECT_EQ(fraction(Rational(10, 8)), "5/4");
  EXPECT_EQ(fraction(Rational(-3)), "-3/1");
  EXPECT_EQ(fraction(0), "0/1");
  EXPECT_EQ(percentage(1, 3, 2), "33.33");
  EXPECT_EQ(percentage(0, 0, 2), "-");
  EXPECT_EQ(with_thousands(16777216), "16,777,216");
  EXPECT_EQ(with_thousands(999), "999");
}

}  // namespace
}  // namespace swingproof
