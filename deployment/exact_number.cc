// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "deployment/exact_number.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <system_error>

#include "deployment/input_error.h"

namespace swingproof {
namespace {

constexpr std::string_view accepted_forms =
    "write an integer, a decimal, a fraction a/b or a hexadecimal float, such as 128, 58.395, "
    "1/128 or 0x1p-7";

[[noreturn]] void refuse(std::string_view place, std::string_view text, std::string_view problem,
                         std::string_view remedy) {
  throw InputError(place, quoted(text) + " " + std::string(problem), remedy);
}

int digit_value(char character) {
  if (character >= '0' && character <= '9') return character - '0';
  if (character >= 'a' && character <= 'f') return character - 'a' + 10;
  if (character >= 'A' && character <= 'F') return character - 'A' + 10;
  return std::numeric_limits<int>::max();
}

// The parts of one number without its sign: digits with the point taken out, and the exponent of
// its base-10 or base-2 scale that puts the point back.
struct Scientific {
  bool hexadecimal = false;
  Integer digits = 0;
  int exponent = 0;  // of 10 (decimal) or of 2 (hexadecimal)
};

// Reads [digits][.digits] from the front of text; false if there is no digit.
bool take_digits(std::string_view& text, Scientific& number) {
  const int base = number.hexadecimal ? 16 : 10;
  const int exponent_per_digit = number.hexadecimal ? 4 : 1;
  bool any_digit = false;
  bool after_point = false;
  while (!text.empty()) {
    if (text.front() == '.' && !after_point) {
      after_point = true;
    } else if (const int value = digit_value(text.front()); value < base) {
      any_digit = true;
      number.digits = number.digits * base + value;
      if (after_point) number.exponent -= exponent_per_digit;
    } else {
      break;
    }
    text.remove_prefix(1);
  }
  return any_digit;
}

// Reads an exponent with its letter, if text has one. False if the letter has no number or the
// number does not even fit an int; the caller then refuses the text.
bool take_exponent(std::string_view& text, Scientific& number) {
  if (text.empty()) return true;
  const char letter = text.front();
  const bool is_exponent =
      number.hexadecimal ? (letter == 'p' || letter == 'P') : (letter == 'e' || letter == 'E');
  if (!is_exponent) return true;
  text.remove_prefix(1);
  if (!text.empty() && text.front() == '+') {
    text.remove_prefix(1);
    if (!text.empty() && text.front() == '-') return false;
  }
  int exponent = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), exponent);
  if (end == text.data()) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  // Saturated, not computed: the limit on exponents refuses it below.
  constexpr int beyond_any_limit = 1'000'000;
  if (error == std::errc::result_out_of_range) {
    number.exponent = beyond_any_limit;
  } else {
    number.exponent += std::clamp(exponent, -beyond_any_limit, beyond_any_limit);
  }
  return true;
}

// One side of a fraction, or the whole number where there is no fraction.
struct Term {
  Rational exact;
  double binary64 = 0;
};

Term parse_term(std::string_view whole_text, std::string_view text, std::string_view place) {
  bool negative = false;
  if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
    negative = text.front() == '-';
    text.remove_prefix(1);
  }
  Scientific number;
  if (text.size() > 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
    number.hexadecimal = true;
    text.remove_prefix(2);
  }
  const std::string_view unsigned_text = text;
  if (!take_digits(text, number) || !take_exponent(text, number) || !text.empty()) {
    refuse(place, whole_text, "is not a finite number", accepted_forms);
  }
  const int limit = number.hexadecimal ? largest_binary_exponent : largest_decimal_exponent;
  if (std::abs(number.exponent) > limit) {
    refuse(place, whole_text, "has an exponent beyond any float32",
           "write a number between 1e-45 and 3e38, or 0");
  }

  Term term;
  const Integer base = number.hexadecimal ? 2 : 10;
  const Integer scale =
      boost::multiprecision::pow(base, static_cast<unsigned>(std::abs(number.exponent)));
  term.exact =
      number.exponent < 0 ? Rational(number.digits, scale) : Rational(number.digits * scale);
  const auto format = number.hexadecimal ? std::chars_format::hex : std::chars_format::general;
  const auto [end, error] = std::from_chars(
      unsigned_text.data(), unsigned_text.data() + unsigned_text.size(), term.binary64, format);
  if (error != std::errc() || end != unsigned_text.data() + unsigned_text.size()) {
    refuse(place, whole_text, "is outside the range of a double",
           "write a number between 1e-45 and 3e38, or 0");
  }
  if (negative) {
    term.exact = -term.exact;
    term.binary64 = -term.binary64;
  }
  return term;
}

}  // namespace

ExactNumber parse_exact_number(std::string_view text, std::string_view place) {
  if (text.size() > longest_number_text) {
    refuse(place, text, "is longer than " + std::to_string(longest_number_text) + " characters",
           "write fewer digits: a float32 has 9");
  }
  const std::size_t slash = text.find('/');
  Term value = parse_term(text, text.substr(0, slash), place);
  if (slash != std::string_view::npos) {
    const Term denominator = parse_term(text, text.substr(slash + 1), place);
    if (denominator.exact == 0) {
      refuse(place, text, "divides by zero", "write a denominator other than 0");
    }
    value.exact /= denominator.exact;
    value.binary64 /= denominator.binary64;
  }
  // A float32 conversion of a double beyond its range is defined as infinity in IEEE 754 only.
  constexpr double largest_float = std::numeric_limits<float>::max();
  const bool fits = std::isfinite(value.binary64) && std::abs(value.binary64) <= largest_float;
  const float binary32 = fits ? static_cast<float>(value.binary64) : 0.0F;
  if (!fits) {
    refuse(place, text, "is infinite in float32", "write a number below 3.4e38 in magnitude");
  }
  if (binary32 == 0.0F && value.exact != 0) {
    refuse(place, text, "is zero in float32", "write 0 or a number above 1e-45 in magnitude");
  }
  return ExactNumber{std::string(text), value.exact, value.binary64, binary32};
}

std::uint64_t parse_count(std::string_view text, std::string_view place) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    throw InputError(place, quoted(text) + " is not a count", "write a whole number, 0 or above");
  }
  return value;
}

std::string exact_text(const Rational& number) {
  // A decimal ends where the denominator has no prime factors but 2 and 5. It then has as many
  // digits after the point as the greater of their exponents.
  Integer rest = denominator(number);
  int twos = 0;
  int fives = 0;
  for (; rest % 2 == 0; rest /= 2) ++twos;
  for (; rest % 5 == 0; rest /= 5) ++fives;
  if (rest != 1) return numerator(number).str() + "/" + denominator(number).str();
  const int digits = std::max(twos, fives);
  const Integer scale = boost::multiprecision::pow(Integer(10), static_cast<unsigned>(digits));
  std::string text = Integer(abs(numerator(number)) * (scale / denominator(number))).str();
  const auto after_point = static_cast<std::size_t>(digits);
  if (text.size() <= after_point) text.insert(0, after_point + 1 - text.size(), '0');
  if (digits > 0) text.insert(text.size() - after_point, ".");
  return number < 0 ? "-" + text : text;
}

}  // namespace swingproof
