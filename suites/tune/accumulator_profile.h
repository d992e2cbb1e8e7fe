// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_TUNE_ACCUMULATOR_PROFILE_H_
#define SWINGPROOF_SUITES_TUNE_ACCUMULATOR_PROFILE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "suites/sweep/error_measures.h"
#include "suites/tune/channel_problem.h"

namespace swingproof {

// All that three int8 weights leave of a problem.
//
// A code depends on the weighted sum n = W . (Y, U, V) alone and rises with it, so bias, multiplier
// and shifts can only choose 255 thresholds of n: t_k, the least n with a code of at least k. Once
// the inputs are gathered by n, the three measures of any choice take 255 look-ups each:
//
//   max       the greatest of k - min{x : n >= t_k} and max{x : n < t_(k+1)} - k over the codes k
//             (inputs further up have greater codes, so that they add nothing wrong)
//   square    sum of e^2 = sum of e^2 with all codes -128
//             + sum over k of ((2k - 1) * #{n >= t_k} - 2 * sum of {x : n >= t_k})
//   mismatch  #{} - sum over k of #{t_k <= n < t_(k+1), ideal code k}
//
// What remains open when t may be anything at all is a lower bound for every bias, multiplier and
// shift: inputs with the same n have the same code, and those with a greater n none below it.
class AccumulatorProfile {
 public:
  using Weights = std::array<std::int32_t, 3>;
  using Thresholds = CodeThresholds<std::int64_t>;  // t_k at k + 127

  // With the measure mismatch, which costs a second walk over the inputs, or without.
  AccumulatorProfile(const ChannelProblem& problem, const Weights& weights, bool with_mismatch);

  // All measures; mismatch is 0 without it.
  ChannelMeasures measures(const Thresholds& thresholds) const;

  // Not above the measure of any thresholds.
  double lower_bound(Objective objective) const;

  // Not above the measure of these thresholds, and near it; 0 for max.
  double quick_measure(Objective objective, const Thresholds& thresholds) const;

  // Where each threshold is, both ends included, whenever the measure is at most the limit: rms by
  // the square. A necessary condition; none where no thresholds reach the limit.
  struct Ranges {
    static constexpr std::int64_t no_least = std::numeric_limits<std::int64_t>::min();
    static constexpr std::int64_t no_greatest = std::numeric_limits<std::int64_t>::max();
    Thresholds least = {};
    Thresholds greatest = {};
  };
  std::optional<Ranges> ranges(Objective objective, double limit) const;

 private:
  struct IdealCounts {                // of the inputs with one ideal code
    std::int64_t first = 0;           // place of the least n that has one
    std::vector<std::uint32_t> from;  // how many from each place on
  };

  struct Cell;

  // All inputs once, by their sum; then what the members below are made of.
  void gather(std::vector<Cell>& cells) const;
  void add_up(const std::vector<Cell>& cells);
  void bound_with_one_code(const std::vector<Cell>& cells);
  void count_ideal_codes(const std::vector<Cell>& cells);

  std::size_t place(std::int64_t sum) const;
  Rational exact_max(const Thresholds& thresholds) const;
  double value(std::int64_t point) const;    // clamp(x), at most slack_ wrong
  double sum_from(std::size_t place) const;  // of clamp(x), nearly
  // What the threshold of a code adds to the sum that the objective divides by the count.
  double threshold_cost(Objective objective, int code, std::size_t place) const;
  double cost_without_thresholds(Objective objective) const;
  double sum_slack(Objective objective) const;
  // Both ends are places: of the least and of the greatest sum that the threshold may have.
  void set_range(Ranges& ranges, int code, std::size_t least, std::size_t greatest) const;
  std::optional<Ranges> ranges_of_max(double limit) const;
  std::optional<Ranges> ranges_of_sum(Objective objective, double limit) const;
  std::uint64_t ideal_from(int code, std::size_t place) const;

  const ChannelProblem* problem_;
  Weights weights_;
  std::int64_t least_sum_ = 0;
  double factor_ = 0;  // x = factor M - origin
  double origin_ = 0;
  double slack_ = 0;
  bool with_mismatch_ = false;
  double bound_max_ = 0;
  double bound_square_ = 0;
  double bound_mismatch_ = 0;
  // At each place, n - least_sum_; one more at the end.
  std::vector<std::int64_t> lowest_from_;     // the least M from there on
  std::vector<std::int64_t> greatest_below_;  // the greatest M below
  std::vector<std::int64_t> count_from_;
  std::vector<std::int64_t> unclamped_from_;
  std::vector<std::int64_t> clamped_from_;  // the sum of clamp(x) where x is clamped
  std::vector<Int128> points_from_;         // the sum of M where it is not
  std::array<IdealCounts, 256> ideal_ = {};
};

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_TUNE_ACCUMULATOR_PROFILE_H_
