// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/tune/decimal_literal.h"

#include <gtest/gtest.h>

namespace swingproof {
namespace {

TEST(DecimalLiteral, IsWhatTheSourceTextWouldBe) {
  EXPECT_EQ(decimal_literal(1304100, 4), 130.41);
  EXPECT_EQ(decimal_literal(-5, 1), -0.5);
  EXPECT_EQ(rounded_to_digits(0.01149345, 3), 0.0115);
  EXPECT_EQ(rounded_to_digits(-1.772, 2), -1.8);
  EXPECT_EQ(significant_digits(0.0084028), 5);
  EXPECT_EQ(significant_digits(128), 3);
  EXPECT_EQ(significant_digits(1), 1);
}

// Every decimal of two digits over some decades, in order, and each where it says it is.
TEST(DecimalLiteral, PlacesAreInOrder) {
  const std::int64_t first = place_of_decimal(0.00010, 2);
  EXPECT_EQ(decimal_at(first, 2), 0.0001);
  EXPECT_EQ(decimal_at(first + 89, 2), 0.00099);
  EXPECT_EQ(decimal_at(first + 90, 2), 0.001);
  for (std::int64_t place = first; place < first + 700; ++place) {
    EXPECT_LT(decimal_at(place, 2), decimal_at(place + 1, 2));
    EXPECT_EQ(place_of_decimal(decimal_at(place, 2), 2), place);
  }
  EXPECT_EQ(place_of_decimal(0.0100499, 2), place_of_decimal(0.010, 2));
  EXPECT_EQ(place_of_decimal(0.9951, 2), place_of_decimal(1, 2));  // into the next decade
}

TEST(DecimalLiteral, ShortestIsInTheRange) {
  EXPECT_EQ(shortest_decimal(1.396, 1.408), 1.4);
  EXPECT_EQ(shortest_decimal(-0.349, -0.341), -0.345);
  EXPECT_EQ(shortest_decimal(128, 128), 128);
  EXPECT_EQ(shortest_decimal(0.1, 0.1), 0.1);
}

}  // namespace
}  // namespace swingproof
