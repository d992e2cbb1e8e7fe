// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/sweep/error_measures.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>

namespace swingproof {
namespace {

Integer wide(Int128 value) {
  const bool negative = value < 0;
  __extension__ using UInt128 = unsigned __int128;
  const UInt128 magnitude = negative ? -static_cast<UInt128>(value) : static_cast<UInt128>(value);
  const Integer high = static_cast<std::uint64_t>(magnitude >> 64);
  const Integer low = static_cast<std::uint64_t>(magnitude);
  const Integer result = (high << 64) + low;
  return negative ? Integer(-result) : result;
}

Rational per_input(const Rational& sum, std::uint64_t inputs) {
  return inputs == 0 ? Rational(0) : Rational(sum / inputs);
}

}  // namespace

void DifferenceHistogram::add(const DifferenceHistogram& other) {
  for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
}

CodeDifferences DifferenceHistogram::occurred() const {
  CodeDifferences result;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    result.add(static_cast<int>(i) - 255, counts_[i]);
  }
  return result;
}

Rational mean_error(const ErrorMeasures& measures) {
  return per_input(measures.sum_error, measures.inputs);
}

Rational mean_squared_error(const ErrorMeasures& measures) {
  return per_input(measures.sum_squared_error, measures.inputs);
}

void ErrorSums::add(const ErrorSums& other) {
  clamped_errors += other.clamped_errors;
  clamped_squares += other.clamped_squares;
  unclamped_inputs += other.unclamped_inputs;
  codes += other.codes;
  code_squares += other.code_squares;
  points += other.points;
  point_squares += other.point_squares;
  code_points += other.code_points;
}

// With x = (f M - o) / d: sum e = clamped + sum code - (f sum M - n o) / d.
Rational sum_error(const ErrorSums& sums, const ExactChannel& channel) {
  const Integer sum_x =
      channel.point_factor * wide(sums.points) - channel.origin * sums.unclamped_inputs;
  return Integer(sums.clamped_errors + sums.codes) - Rational(sum_x, channel.denominator);
}

// sum e^2 = clamped + sum code^2 - 2 sum code x + sum x^2.
Rational sum_squared_error(const ErrorSums& sums, const ExactChannel& channel) {
  const Integer& factor = channel.point_factor;
  const Integer& origin = channel.origin;
  const Integer sum_code_x = factor * wide(sums.code_points) - origin * sums.codes;
  const Integer sum_x_squared = factor * factor * wide(sums.point_squares) -
                                2 * factor * origin * wide(sums.points) +
                                origin * origin * sums.unclamped_inputs;
  return Integer(sums.clamped_squares + sums.code_squares) -
         Rational(2 * sum_code_x, channel.denominator) +
         Rational(sum_x_squared, channel.denominator * channel.denominator);
}

}  // namespace swingproof
