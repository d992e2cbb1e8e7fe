// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/json/exact_decimal.h"

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <cstddef>

#include "oracle/ideal_op.h"

namespace swingproof {
namespace {

Integer power_of_ten(int digits) {
  return boost::multiprecision::pow(Integer(10), static_cast<unsigned>(digits));
}

// Puts the point into a number of units of 10^-digits.
std::string placed_point(const Integer& units, int digits) {
  const bool negative = units < 0;
  std::string text = Integer(abs(units)).str();
  const auto after_point = static_cast<std::size_t>(digits);
  if (text.size() <= after_point) text.insert(0, after_point + 1 - text.size(), '0');
  if (digits > 0) text.insert(text.size() - after_point, ".");
  return negative ? "-" + text : text;
}

// n / d to the nearest integer, ties to even; n >= 0, d > 0.
Integer nearest_quotient(const Integer& n, const Integer& d) {
  const Integer quotient = n / d;
  const Integer twice_remainder = 2 * (n % d);
  const bool up = twice_remainder > d || (twice_remainder == d && quotient % 2 != 0);
  return up ? Integer(quotient + 1) : quotient;
}

using WideFloat = boost::multiprecision::cpp_bin_float_100;

// Whether 10 log10(ratio) is at least (2 units - 1) / 200 dB: in integers, by 2,000th powers.
bool reaches_tie_below(const Rational& ratio, int units) {
  constexpr unsigned power = 2000;
  const Integer n = boost::multiprecision::pow(Integer(numerator(ratio)), power);
  const Integer d = boost::multiprecision::pow(Integer(denominator(ratio)), power);
  const int exponent = 2 * units - 1;
  return exponent >= 0 ? n >= d * power_of_ten(exponent) : n * power_of_ten(-exponent) >= d;
}

}  // namespace

std::string decimal(const Rational& number, int digits) {
  const Integer magnitude =
      nearest_quotient(abs(numerator(number)) * power_of_ten(digits), denominator(number));
  return placed_point(number < 0 ? Integer(-magnitude) : magnitude, digits);
}

std::string signed_decimal(const Rational& number, int digits) {
  const std::string text = decimal(number, digits);
  const bool is_zero = text.find_first_not_of("0.") == std::string::npos;
  return is_zero || text.front() == '-' ? text : "+" + text;
}

std::string decimal_of_root(const Rational& square, int digits) {
  // r = floor(sqrt(s)) for s = square * 10^(2 digits); the root rounds up if s > (r + 1/2)^2.
  // It cannot be equal unless the root is a tie itself, which then goes to the even digit.
  const Integer scale = power_of_ten(2 * digits);
  const Integer n = numerator(square) * scale;
  const Integer& d = denominator(square);
  const Integer root = sqrt(Integer(n / d));
  const Integer tie = (2 * root + 1) * (2 * root + 1) * d;
  const bool up = 4 * n > tie || (4 * n == tie && root % 2 != 0);
  return placed_point(up ? Integer(root + 1) : root, digits);
}

std::string decimal_at_least(const Rational& number, int digits) {
  return placed_point(
      ceiling_quotient(numerator(number) * power_of_ten(digits), denominator(number)), digits);
}

std::string decimal_at_most(const Rational& number, int digits) {
  return placed_point(floor_quotient(numerator(number) * power_of_ten(digits), denominator(number)),
                      digits);
}

std::string decimal_of_root_at_most(const Rational& square, int digits) {
  const Integer scaled = numerator(square) * power_of_ten(2 * digits) / denominator(square);
  return placed_point(sqrt(scaled), digits);
}

std::string percentage(const Integer& part, const Integer& whole, int digits) {
  return whole == 0 ? "-" : decimal(Rational(100 * part, whole), digits);
}

std::string decibels(const Rational& power_ratio) {
  // A hundred digits decide unless the tie is nearer than 10^-60: a ratio made for that.
  const WideFloat margin("1e-60");
  const WideFloat hundredths = 1000 * (log10(WideFloat(numerator(power_ratio))) -
                                       log10(WideFloat(denominator(power_ratio))));
  const WideFloat half = WideFloat(1) / 2;
  const int below = static_cast<int>(floor(hundredths + half - margin));
  const int above = static_cast<int>(floor(hundredths + half + margin));
  const bool is_above = below != above && reaches_tie_below(power_ratio, above);
  return decimal(Rational(is_above ? above : below, 100), 2);
}

std::string fraction(const Rational& number) {
  return numerator(number).str() + "/" + denominator(number).str();
}

std::string with_thousands(const Integer& number) {
  std::string text = Integer(abs(number)).str();
  for (std::size_t i = text.size(); i > 3; i -= 3) text.insert(i - 3, ",");
  return number < 0 ? "-" + text : text;
}

}  // namespace swingproof
