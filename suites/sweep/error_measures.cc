// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/sweep/error_measures.h"

#include <cstddef>

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

// x = (M - origin) / steps_per_code: the lattice in LSB.
struct CodeScale {
  Rational origin;
  Rational steps_per_code;
};

CodeScale code_scale(const ExactChannel& channel) {
  const Rational steps = channel.lattice.steps_per_grey_level;
  return {channel.mean * steps, channel.grey_levels_per_code * steps};
}

}  // namespace

void DifferenceHistogram::add(const DifferenceHistogram& other) {
  for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
}

std::map<int, std::uint64_t> DifferenceHistogram::occurred() const {
  std::map<int, std::uint64_t> result;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    if (counts_[i] > 0) result[static_cast<int>(i) - 255] = counts_[i];
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

Rational sum_error(const ErrorSums& sums, const ExactChannel& channel) {
  const auto [origin, steps_per_code] = code_scale(channel);
  const Rational sum_x = (wide(sums.points) - sums.unclamped_inputs * origin) / steps_per_code;
  return sums.clamped_errors + sums.codes - sum_x;
}

Rational sum_squared_error(const ErrorSums& sums, const ExactChannel& channel) {
  const auto [origin, steps_per_code] = code_scale(channel);
  const Rational sum_code_x = (wide(sums.code_points) - sums.codes * origin) / steps_per_code;
  const Rational sum_x_squared = (wide(sums.point_squares) - 2 * origin * wide(sums.points) +
                                  sums.unclamped_inputs * origin * origin) /
                                 (steps_per_code * steps_per_code);
  return sums.clamped_squares + sums.code_squares - 2 * sum_code_x + sum_x_squared;
}

}  // namespace swingproof
