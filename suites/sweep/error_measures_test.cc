// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/sweep/error_measures.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <map>

namespace swingproof {
namespace {

using Counts = CodeDifferences;

TEST(DifferenceHistogram, CountsEveryDifferenceOfTwoCodes) {
  DifferenceHistogram histogram;
  EXPECT_EQ(histogram.occurred(), Counts{});
  Counts expected;
  for (int difference = -255; difference <= 255; ++difference) {
    const auto times = static_cast<std::uint64_t>(difference + 256);
    histogram.add(difference, times);
    expected.add(difference, times);
  }
  EXPECT_EQ(histogram.occurred(), expected);
  histogram.add(0, 0);
  DifferenceHistogram other;
  other.add(-255, 4);
  other.add(0, std::uint64_t{1} << 40);
  histogram.add(other);
  expected.add(-255, 4);
  expected.add(0, std::uint64_t{1} << 40);
  EXPECT_EQ(histogram.occurred(), expected);
}

TEST(DifferenceHistogram, HasItsMeansAndMaximum) {
  const Counts differences = {{-3, 2}, {0, 1}, {1, 4}};
  EXPECT_EQ(differences.mean(), Rational(-2, 7));
  EXPECT_EQ(differences.mean_absolute(), Rational(10, 7));
  EXPECT_EQ(differences.greatest(), 3);
  EXPECT_EQ(differences.total(), 7U);
  EXPECT_EQ(differences.equal(), 1U);
  EXPECT_EQ(differences.differing(), 6U);
  EXPECT_EQ(differences.times(1), 4U);
  EXPECT_EQ(differences.times(2), 0U);
  EXPECT_EQ(Counts{}.mean(), 0);
  EXPECT_EQ(Counts{}.mean_absolute(), 0);
  EXPECT_EQ(Counts{}.greatest(), 0);
}

// x = (3 M - 7) / 10 LSB.
ExactChannel by_hand() {
  ExactChannel channel;
  channel.point_factor = 3;
  channel.origin = 7;
  channel.denominator = 10;
  return channel;
}

ErrorSums unclamped(std::int64_t code, std::int64_t point) {
  ErrorSums sums;
  sums.unclamped_inputs = 1;
  sums.codes = code;
  sums.code_squares = code * code;
  sums.points = point;
  sums.point_squares = Int128{point} * point;
  sums.code_points = Int128{code} * point;
  return sums;
}

// Code 5 at M = 20 is 5 - 53/10, code -2 at M = -4 is -2 + 19/10; 3 and 4 from clamped inputs.
TEST(ErrorSums, AreTheSumsOfErrorsAndSquares) {
  ErrorSums sums = unclamped(5, 20);
  sums.add(unclamped(-2, -4));
  ErrorSums clamped;
  clamped.clamped_errors = 3;
  clamped.clamped_squares = 4;
  sums.add(clamped);
  EXPECT_EQ(sum_error(sums, by_hand()), 3 - Rational(3, 10) - Rational(1, 10));
  EXPECT_EQ(sum_squared_error(sums, by_hand()), 4 + Rational(9, 100) + Rational(1, 100));
}

// The largest that error_measures.h allows: 2^24 inputs with |M| just below 2^45.
TEST(ErrorSums, HoldTheLargestSums) {
  const std::int64_t point = -((std::int64_t{1} << 45) - 1);
  ErrorSums sums = unclamped(-128, point);
  for (int doubling = 0; doubling < 24; ++doubling) sums.add(ErrorSums(sums));
  ExactChannel channel = by_hand();
  channel.origin = 0;
  const Rational error = -128 - Rational(Integer(point) * 3, 10);
  const Integer inputs = 1 << 24;
  EXPECT_EQ(sum_error(sums, channel), error * inputs);
  EXPECT_EQ(sum_squared_error(sums, channel), error * error * inputs);
}

TEST(ErrorMeasures, MeansArePerInputAndZeroOfNothing) {
  ErrorMeasures measures;
  EXPECT_EQ(mean_error(measures), 0);
  EXPECT_EQ(mean_squared_error(measures), 0);
  measures.inputs = 4;
  measures.sum_error = Rational(-1, 3);
  measures.sum_squared_error = Rational(1, 5);
  EXPECT_EQ(mean_error(measures), Rational(-1, 12));
  EXPECT_EQ(mean_squared_error(measures), Rational(1, 20));
}

}  // namespace
}  // namespace swingproof
