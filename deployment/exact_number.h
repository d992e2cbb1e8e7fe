// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_DEPLOYMENT_EXACT_NUMBER_H_
#define SWINGPROOF_DEPLOYMENT_EXACT_NUMBER_H_

#include <boost/multiprecision/cpp_int.hpp>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace swingproof {

using Integer = boost::multiprecision::cpp_int;
using Rational = boost::multiprecision::cpp_rational;

// From least to greatest, both ends included.
struct RationalInterval {
  Rational least;
  Rational greatest;
};

// A setting exactly as its user wrote it, with every value that is computed from it.
struct ExactNumber {
  std::string text;  // as written: "58.395", "1/128", "0x1p-7"
  Rational exact;    // the number that the text denotes; what oracle/ uses
  double binary64;   // the double nearest to it; a fraction a/b is double(a) / double(b)
  float binary32;    // binary64 rounded to float32: what the plugin sees; what fixedpoint/ uses

  friend bool operator==(const ExactNumber&, const ExactNumber&) = default;
};

// Longer texts and larger exponents are refused unread: no text costs more than microseconds.
inline constexpr std::size_t longest_number_text = 256;
inline constexpr int largest_decimal_exponent = 400;
inline constexpr int largest_binary_exponent = 1500;

// Reads an integer ("128"), a decimal ("58.395", "7.8125e-3"), a hexadecimal integer or float
// ("0x80", "0x1.8p-7") or a fraction of two of these ("1/128").
//
// Throws InputError (place names the file and the field) if the text is none of them, not finite,
// longer or larger than the limits above, or if its float32 is infinite or a zero that the number
// itself is not: the plugin would see another number than the one written.
ExactNumber parse_exact_number(std::string_view text, std::string_view place);

// A whole number from 0 on, in decimal digits. Throws InputError for anything else.
std::uint64_t parse_count(std::string_view text, std::string_view place);

// A text that denotes the number exactly: "123.675" where a decimal ends, else a fraction "4/3".
std::string exact_text(const Rational& number);

}  // namespace swingproof

#endif  // SWINGPROOF_DEPLOYMENT_EXACT_NUMBER_H_
