// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/tune/decimal_literal.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <string>

namespace swingproof {
namespace {

// Enough for every double.
constexpr int most_digits = 17;

double parsed(const std::string& text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// value = mantissa * 10^exponent, the mantissa of just so many digits.
struct Scientific {
  std::int64_t mantissa = 0;
  int exponent = 0;
};

Scientific scientific(double value, int digits) {
  // d.ddde+xx
  const std::string text = fmt::format("{:.{}e}", value, digits - 1);
  const std::size_t e = text.find('e');
  Scientific result;
  for (const char c : text.substr(0, e)) {
    if (c != '.') result.mantissa = result.mantissa * 10 + (c - '0');
  }
  std::from_chars(text.data() + e + (text[e + 1] == '+' ? 2 : 1), text.data() + text.size(),
                  result.exponent);
  result.exponent -= digits - 1;
  return result;
}

std::int64_t power_of_ten(int exponent) {
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

// Beyond the least double, so that places are above 0.
constexpr int least_exponent = -400;

}  // namespace

double decimal_literal(std::int64_t integer, int places) {
  return parsed(fmt::format("{}e-{}", integer, places));
}

double rounded_to_digits(double value, int digits) {
  std::array<char, 64> text{};
  const char* end = std::to_chars(text.data(), text.data() + text.size(), value,
                                  std::chars_format::scientific, digits - 1)
                        .ptr;
  double rounded = 0;
  std::from_chars(text.data(), end, rounded);
  return rounded;
}

int significant_digits(double value) {
  int digits = 1;
  while (digits < most_digits && rounded_to_digits(value, digits) != value) ++digits;
  return digits;
}

double decimal_at(std::int64_t place, int digits) {
  const std::int64_t first = power_of_ten(digits - 1);
  const std::int64_t in_decade = 9 * first;
  return parsed(
      fmt::format("{}e{}", first + place % in_decade, place / in_decade + least_exponent));
}

std::int64_t place_of_decimal(double value, int digits) {
  const std::int64_t first = power_of_ten(digits - 1);
  const Scientific nearest = scientific(value, digits);
  return std::int64_t{9} * (nearest.exponent - least_exponent) * first + nearest.mantissa - first;
}

double shortest_decimal(double least, double greatest) {
  const double middle = least + (greatest - least) / 2;
  for (int digits = 1; digits < most_digits; ++digits) {
    const double decimal = rounded_to_digits(middle, digits);
    if (decimal >= least && decimal <= greatest) return decimal;
  }
  return middle;
}

}  // namespace swingproof
