// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_TUNE_DECIMAL_LITERAL_H_
#define SWINGPROOF_SUITES_TUNE_DECIMAL_LITERAL_H_

#include <cstdint>

namespace swingproof {

// Literals as people write them in source code: the double nearest to a short decimal.

// integer * 10^-places; places >= 0.
double decimal_literal(std::int64_t integer, int places);

// The decimal nearest to value with so many significant digits. value is finite.
double rounded_to_digits(double value, int digits);

// The fewest significant digits that give the double. value is finite.
int significant_digits(double value);

// All decimals above 0 with so many significant digits, in ascending order: the literal at a place,
// and the place of the one nearest to a value above 0. digits 1..9.
double decimal_at(std::int64_t place, int digits);
std::int64_t place_of_decimal(double value, int digits);

// The decimal with the fewest significant digits in [least, greatest], as near to the middle as
// that allows. least <= greatest, both finite.
double shortest_decimal(double least, double greatest);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_TUNE_DECIMAL_LITERAL_H_
