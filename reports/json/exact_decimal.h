// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_JSON_EXACT_DECIMAL_H_
#define SWINGPROOF_REPORTS_JSON_EXACT_DECIMAL_H_

#include <string>

#include "deployment/exact_number.h"

namespace swingproof {

// Decimals of exact numbers, every digit right: the decimal with that many digits after the point
// nearest to the number; of two equally near ones, the one with the even last digit. A number that
// rounds to zero has no sign.

// How many digits the contract's JSON has after the point.
inline constexpr int json_digits = 12;

// How many digits text, Markdown and pages have, where nothing else is said.
inline constexpr int shown_digits = 4;

std::string decimal(const Rational& number, int digits = json_digits);

// As decimal, with a plus sign where the printed number is above zero.
std::string signed_decimal(const Rational& number, int digits);

// The decimal nearest to the square root of a number >= 0.
std::string decimal_of_root(const Rational& square, int digits = json_digits);

// For bounds, of which half would not hold if they were rounded to nearest: the least decimal with
// so many digits that is not below the number, and the greatest that is not above it.
std::string decimal_at_least(const Rational& number, int digits);
std::string decimal_at_most(const Rational& number, int digits);

// The greatest decimal that is not above the square root of a number >= 0.
std::string decimal_of_root_at_most(const Rational& square, int digits);

// 100 * part / whole, nearest; "-" if whole is 0. Without a percent sign.
std::string percentage(const Integer& part, const Integer& whole, int digits);

// 10 log10 of a ratio of powers > 0, in dB with 2 digits, nearest. No such logarithm lies halfway
// between two decimals, so that there are no ties.
std::string decibels(const Rational& power_ratio);

// "n/d" in lowest terms, d >= 1: "5/4", "-1/3", "0/1".
std::string fraction(const Rational& number);

// An integer with a comma at each thousand: "16,777,216".
std::string with_thousands(const Integer& number);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_JSON_EXACT_DECIMAL_H_
