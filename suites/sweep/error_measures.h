// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_SWEEP_ERROR_MEASURES_H_
#define SWINGPROOF_SUITES_SWEEP_ERROR_MEASURES_H_

#include <array>
#include <cstdint>

#include "deployment/centered_yuv.h"
#include "deployment/exact_number.h"
#include "oracle/exact_channel.h"
#include "suites/sweep/code_differences.h"

namespace swingproof {

// How often each difference of two codes, -255..255, occurred.
class DifferenceHistogram {
 public:
  void add(int difference, std::uint64_t times) {
    counts_[static_cast<std::size_t>(difference + 255)] += times;
  }
  void add(const DifferenceHistogram& other);

  // The differences that occurred, ascending.
  CodeDifferences occurred() const;

 private:
  std::array<std::uint64_t, 511> counts_ = {};
};

// The error of one output channel over one set of inputs (docs/numerics.md section 5), all of it
// exact. error e = code - clamp(x, -128, 127), in LSB, with x not rounded. The ideal code has the
// rounding of the deployment.
struct ErrorMeasures {
  std::uint64_t inputs = 0;
  Rational max_abs_error;           // LSB; 0 for an empty set
  CenteredYuv max_at;               // the first in cube order of the inputs with that error
  Rational sum_error;               // LSB
  Rational sum_squared_error;       // LSB^2
  CodeDifferences code_difference;  // code - ideal code: how often

  friend bool operator==(const ErrorMeasures&, const ErrorMeasures&) = default;
};

// sum_error / inputs; 0 for an empty set. In LSB.
Rational mean_error(const ErrorMeasures& measures);

// sum_squared_error / inputs: the square of the rms error; 0 for an empty set. In LSB^2.
Rational mean_squared_error(const ErrorMeasures& measures);

__extension__ using Int128 = __int128;

// Integer sums over inputs from which the sums of e and e^2 follow exactly. The clamp separates the
// inputs: below it e is code + 128, above it code - 127, and in between e is an affine function of
// the code and the lattice point M (oracle/exact_channel.h), so that sums of code, M and their
// products suffice.
//
// Over 2^24 inputs with |M| < 2^39 the largest sum, of M^2, stays below 2^102.
struct ErrorSums {
  std::int64_t clamped_errors = 0;    // sum of e where x is clamped
  std::int64_t clamped_squares = 0;   // sum of e^2 there
  std::int64_t unclamped_inputs = 0;  // everything below: where x is not clamped
  std::int64_t codes = 0;             // sum of the codes
  std::int64_t code_squares = 0;      // sum of their squares
  Int128 points = 0;                  // sum of M
  Int128 point_squares = 0;           // sum of M^2
  Int128 code_points = 0;             // sum of code * M

  void add(const ErrorSums& other);
};

// Sums over some inputs of one row of luma, from which their share of ErrorSums follows. i is the
// place in the row, Y + 128. Over 2^16 inputs at most.
struct RowSums {
  std::int64_t inputs = 0;
  std::int64_t places = 0;          // sum of i
  std::int64_t place_squares = 0;   // sum of i^2
  std::int64_t codes = 0;           // sum of the codes
  std::int64_t code_squares = 0;    // sum of their squares
  std::int64_t codes_by_place = 0;  // sum of code * i
};

// Adds inputs whose x is clamped to limit, -128 or 127: e = code - limit.
inline void add_clamped(const RowSums& row, int limit, ErrorSums& sums) {
  const std::int64_t wide_limit = limit;
  sums.clamped_errors += row.codes - wide_limit * row.inputs;
  sums.clamped_squares +=
      row.code_squares - 2 * wide_limit * row.codes + wide_limit * wide_limit * row.inputs;
}

// Adds inputs whose x is not clamped and whose lattice points are M = origin + step i. With
// |origin| < 2^39 and step < 2^31 (oracle/exact_channel.h), the 64-bit products and their sums stay
// below 2^63.
inline void add_unclamped(const RowSums& row, std::int64_t origin, std::int64_t step,
                          ErrorSums& sums) {
  const std::int64_t origins = origin * row.inputs;
  const std::int64_t steps = step * row.places;
  const std::int64_t step_squares = step * row.place_squares;
  sums.unclamped_inputs += row.inputs;
  sums.codes += row.codes;
  sums.code_squares += row.code_squares;
  sums.points += origins + steps;
  sums.point_squares += Int128{origin} * (origins + 2 * steps) + Int128{step} * step_squares;
  sums.code_points += Int128{origin} * row.codes + Int128{step} * row.codes_by_place;
}

Rational sum_error(const ErrorSums& sums, const ExactChannel& channel);
Rational sum_squared_error(const ErrorSums& sums, const ExactChannel& channel);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_SWEEP_ERROR_MEASURES_H_
