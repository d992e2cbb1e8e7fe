// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_TUNE_INTEGER_SEARCH_H_
#define SWINGPROOF_SUITES_TUNE_INTEGER_SEARCH_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "fixedpoint/lowered_op.h"
#include "suites/tune/channel_problem.h"
#include "suites/tune/rescale_search.h"

namespace swingproof {

// The search for one channel's integers: weights, bias and its shift, multiplier and both shifts.
struct IntegerSearch {
  const ChannelProblem* problem = nullptr;
  LoweredChannel before;  // where it starts, and the datapath that it is on
  Objective objective = Objective::max;
  IntegerWidths widths;
  // Where it gives up proving; the result is the best found then. Counts, not time: the same result
  // on every machine.
  std::size_t most_weights = 60'000;        // that PairBound does not rule out
  std::uint64_t most_rescales = 5'000'000;  // of one set of weights
  std::size_t most_choices = 20'000;        // of integers_up_to()
};

struct IntegerResult {
  ChannelMeasures before;
  ChannelMeasures after;
  LoweredChannel lowered;  // before, where nothing is better
  // Whether no integers have a lesser objective: everything else was ruled out by a bound or
  // evaluated. Else nothing has one below lower_bound (of the mean square for rms).
  bool is_optimal = false;
  double lower_bound = 0;
  std::size_t weight_sets = 0;  // that PairBound left
  std::size_t ruled_out = 0;    // of them, by the bound of AccumulatorProfile
  std::size_t evaluated = 0;    // sets of integers
};

// Branch and bound over the weights, then everything that can follow them: PairBound, WeightBound
// with more and more inputs, AccumulatorProfile, and for what is left every bias, multiplier and
// shifts whose thresholds are in range. Weights of luma are above 0 in every result.
IntegerResult search_integers(const IntegerSearch& search);

struct IntegerChoice {
  LoweredChannel lowered;
  ChannelMeasures measures;
};

struct IntegerChoices {
  std::vector<IntegerChoice> choices;  // best first, as search_integers() judges
  // Whether these are all. Else others have no objective below lower_bound.
  bool is_complete = false;
  double lower_bound = 0;
  std::size_t weight_sets = 0;  // as in IntegerResult
  std::size_t ruled_out = 0;
  std::size_t evaluated = 0;
};

// All integers that are allowed and have an objective (of the mean square for rms) of at most the
// limit; of those that make the same thresholds at least one.
IntegerChoices integers_up_to(const IntegerSearch& search, const Rational& limit,
                              const std::function<bool(const LoweredChannel&)>& is_allowed);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_TUNE_INTEGER_SEARCH_H_
