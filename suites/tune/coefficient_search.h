// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_TUNE_COEFFICIENT_SEARCH_H_
#define SWINGPROOF_SUITES_TUNE_COEFFICIENT_SEARCH_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "fixedpoint/datapath.h"
#include "fixedpoint/lowered_op.h"
#include "fixedpoint/published_constants.h"
#include "suites/tune/channel_problem.h"
#include "suites/tune/integer_search.h"

namespace swingproof {

// The search for all constants of the plugin: nine weights, three weight scales and the offset,
// which the three channels share.
struct CoefficientSearch {
  std::array<const ChannelProblem*, 3> problems = {};  // one deployment, output order
  OpConstants constants = {};  // where it starts: no channel of the result is worse
  Datapath datapath;
  Objective objective = Objective::max;
  // Decimals of so many significant digits for scales, of so many places for the offset; both, and
  // the weights, fewer in tests.
  int scale_digits = 7;
  int offset_places = 4;
  int bits_of_weights = weight_bits;
  std::uint64_t most_rescales = 5'000'000;  // as in IntegerSearch; fewer in tests
};

struct CoefficientResult {
  OpConstants constants = {};
  LoweredOp op = {};
  // Of each channel. lower_bound: no constants have an objective (of the mean square for rms) below
  // it, whatever offset the other channels would like; is_optimal: the result is there.
  std::array<ChannelMeasures, 3> measures;
  std::array<bool, 3> is_optimal = {};
  std::array<double, 3> lower_bound = {};
  std::array<std::size_t, 3> weight_sets = {};  // as in IntegerResult
  std::array<std::size_t, 3> ruled_out = {};
  std::array<std::size_t, 3> evaluated = {};
};

// First all integers of each channel that are no worse than those of the start and that some
// constants lower to; then the offsets that lead to each of them; then the offset at which the
// three channels together are best: the greatest of their objectives for max, the sum for the
// others; then the sum; then the sums of max, square and mismatch; then the offset nearest to where
// it was. Weights are the published ones where they give the same integers, else short decimals
// near the middle of what rounds to them. Throws InputError as lower() does.
CoefficientResult search_coefficients(const CoefficientSearch& search);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_TUNE_COEFFICIENT_SEARCH_H_
