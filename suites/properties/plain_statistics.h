// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_PROPERTIES_PLAIN_STATISTICS_H_
#define SWINGPROOF_SUITES_PROPERTIES_PLAIN_STATISTICS_H_

#include <array>
#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>
#include <cstdint>
#include <functional>
#include <map>
#include <vector>

#include "deployment/centered_yuv.h"
#include "deployment/deployment.h"
#include "oracle/exact_map.h"
#include "suites/sweep/error_measures.h"

namespace swingproof {

// The error measures of docs/numerics.md section 5 by one loop over the cube: each error is
// computed by its definition, as an integer over one common denominator, and added. Nothing here
// uses the lattice, the thresholds, the certified evaluator, the input sets or the sums of
// suites/sweep/.

// An affine function of Y, U and V over one denominator: (y Y + u U + v V + constant) /
// denominator.
struct PlainAffine {
  Int128 y = 0;
  Int128 u = 0;
  Int128 v = 0;
  Int128 constant = 0;
  Int128 denominator = 1;
};

constexpr Int128 numerator_at(const PlainAffine& affine, CenteredYuv yuv) {
  return affine.y * yuv.y + affine.u * yuv.u + affine.v * yuv.v + affine.constant;
}

// (grey level - mean) / grey_levels_per_code on one row of BT.601; 0 and 1 give the grey level.
// The denominator is 0 if the numbers are too long for this arithmetic.
inline PlainAffine plain_affine(Matrix matrix, Channel channel, const Rational& mean,
                                const Rational& grey_levels_per_code) {
  const AffineMap map = centered_yuv_to_rgb(matrix);
  const auto row = static_cast<std::size_t>(channel);
  const std::array<Rational, 4> terms = {map.matrix[row][0] / grey_levels_per_code,
                                         map.matrix[row][1] / grey_levels_per_code,
                                         map.matrix[row][2] / grey_levels_per_code,
                                         Rational((map.offset[row] - mean) / grey_levels_per_code)};
  Integer common = 1;
  for (const Rational& term : terms) common = boost::multiprecision::lcm(common, denominator(term));
  // 2^100 keeps an error below 2^108, and the sum of 2^24 squares below 2^240.
  bool fits = common < Integer(1) << 100;
  std::array<Int128, 4> numerators = {};
  for (std::size_t i = 0; i < 4; ++i) {
    const Integer whole = numerator(terms[i]) * (common / denominator(terms[i]));
    fits = fits && abs(whole) < Integer(1) << 110;
    if (fits) numerators[i] = static_cast<Int128>(whole);
  }
  if (!fits) return {.denominator = 0};
  return {numerators[0], numerators[1], numerators[2], numerators[3], static_cast<Int128>(common)};
}

inline PlainAffine plain_grey_level(Matrix matrix, Channel channel) {
  return plain_affine(matrix, channel, 0, 1);
}

// x of an output channel.
inline PlainAffine plain_value(const Deployment& deployment, std::size_t c) {
  return plain_affine(deployment.matrix, output_channels(deployment.op).at(c),
                      deployment.mean.at(c).exact, grey_levels_per_code(deployment, c));
}

// sat8(round(x)) for x = numerator / denominator.
inline int plain_code(Int128 numerator, Int128 denominator, Rounding rounding) {
  if (numerator <= -128 * denominator) return -128;
  if (numerator >= 127 * denominator) return 127;
  // A nearest integer: guessed, then put right. code - 1/2 <= x <= code + 1/2.
  auto code = static_cast<int>(
      std::lround(static_cast<double>(numerator) / static_cast<double>(denominator)));
  while (2 * numerator < (2 * code - 1) * denominator) --code;
  while (2 * numerator > (2 * code + 1) * denominator) ++code;
  const bool tie_below = 2 * numerator == (2 * code - 1) * denominator;
  const bool tie_above = 2 * numerator == (2 * code + 1) * denominator;
  const bool keeps_even = rounding == Rounding::half_even && code % 2 == 0;
  if (tie_above && !keeps_even) return code + 1;
  if (tie_below && !keeps_even && rounding == Rounding::half_even) return code - 1;
  return code;
}

using Membership = std::function<bool(CenteredYuv)>;

// Whether the exact R, G and B all lie in [0, 255].
inline Membership plain_in_gamut(Matrix matrix) {
  const std::array<PlainAffine, 3> rgb = {plain_grey_level(matrix, Channel::red),
                                          plain_grey_level(matrix, Channel::green),
                                          plain_grey_level(matrix, Channel::blue)};
  return [rgb](CenteredYuv yuv) {
    for (const PlainAffine& channel : rgb) {
      const Int128 level = numerator_at(channel, yuv);
      if (level < 0 || level > 255 * channel.denominator) return false;
    }
    return true;
  };
}

inline bool plain_legal(CenteredYuv yuv) {
  const auto legal_chroma = [](int chroma) { return chroma >= -112 && chroma <= 112; };
  return yuv.y >= -112 && yuv.y <= 107 && legal_chroma(yuv.u) && legal_chroma(yuv.v);
}

// Whether an input is in each of several sets, and its code.
using PlainCodes = std::function<std::int8_t(CenteredYuv)>;

// The sums of one set as integers over the common denominator.
struct PlainSums {
  std::uint64_t inputs = 0;
  Int128 greatest_error = -1;
  CenteredYuv greatest_at;
  Int128 row_errors = 0;  // since the last full row
  Integer errors = 0;
  boost::multiprecision::uint256_t squares = 0;
  std::array<std::uint64_t, 511> differences = {};
};

inline void add_plain_input(PlainSums& sums, CenteredYuv yuv, Int128 error, int difference) {
  const Int128 size = error < 0 ? -error : error;
  if (size > sums.greatest_error) {
    sums.greatest_error = size;
    sums.greatest_at = yuv;
  }
  ++sums.inputs;
  sums.row_errors += error;
  const boost::multiprecision::uint256_t wide(size);
  sums.squares += wide * wide;
  ++sums.differences[static_cast<std::size_t>(difference + 255)];
}

inline ErrorMeasures plain_measures(const PlainSums& sums, Int128 common_denominator) {
  ErrorMeasures measures;
  measures.inputs = sums.inputs;
  if (sums.inputs == 0) measures.max_at = centered_yuv_at(0);
  const Integer denominator(common_denominator);
  if (sums.inputs > 0) {
    measures.max_abs_error = Rational(Integer(sums.greatest_error), denominator);
    measures.max_at = sums.greatest_at;
  }
  measures.sum_error = Rational(sums.errors, denominator);
  measures.sum_squared_error = Rational(Integer(sums.squares), denominator * denominator);
  for (int difference = -255; difference <= 255; ++difference) {
    const std::uint64_t times = sums.differences[static_cast<std::size_t>(difference + 255)];
    measures.code_difference.add(difference, times);
  }
  return measures;
}

// The measures of one channel over each of the sets, in cube order. x is plain_value() of the
// channel, with a denominator other than 0.
inline std::vector<ErrorMeasures> plain_statistics(const PlainAffine& x, Rounding rounding,
                                                   const PlainCodes& codes,
                                                   const std::vector<Membership>& sets) {
  std::vector<PlainSums> sums(sets.size());
  for (std::uint32_t index = 0; index < cube_inputs; ++index) {
    const CenteredYuv yuv = centered_yuv_at(index);
    const Int128 value = numerator_at(x, yuv);
    const Int128 clamped = std::clamp(value, -128 * x.denominator, 127 * x.denominator);
    const std::int8_t code = codes(yuv);
    const int difference = code - plain_code(value, x.denominator, rounding);
    for (std::size_t s = 0; s < sets.size(); ++s) {
      if (sets[s](yuv)) {
        add_plain_input(sums[s], yuv, code * x.denominator - clamped, difference);
      }
      if (yuv.v == 127) {
        sums[s].errors += Integer(sums[s].row_errors);
        sums[s].row_errors = 0;
      }
    }
  }
  std::vector<ErrorMeasures> measures;
  measures.reserve(sums.size());
  for (const PlainSums& each : sums) measures.push_back(plain_measures(each, x.denominator));
  return measures;
}

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_PROPERTIES_PLAIN_STATISTICS_H_
