// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/tune/integer_search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "fixedpoint/lowering.h"
#include "suites/certify/step_function.h"
#include "suites/tune/plain_measures.h"
#include "suites/tune/rescale_fixture.h"
#include "suites/tune/scale_search.h"
#include "suites/tune/weight_bound.h"
#include "suites/tune/weight_candidates.h"

namespace swingproof {
namespace {

constexpr std::array all_objectives = {Objective::max, Objective::rms, Objective::mismatch};

// Roundings of both kinds; rescale_search_slow_test.cc has all.
TEST(RescaleSearch, FindsAllThatIsInTheRanges) {
  expect_all_rescales_found(PreRounding::floor, RoundingMode::half_up);
  expect_all_rescales_found(PreRounding::half_up, RoundingMode::half_even);
  expect_all_rescales_found(PreRounding::half_up, RoundingMode::trunc);
}

// Bounds are bounds, and ranges hold what has the measure, on a whole cube.
TEST(IntegerSearch, BoundsAreNotAboveWhatIsMeasured) {
  const InputSet inputs = all_inputs();
  const Deployment deployment;
  const LoweredOp op = lower(deployment, Datapath{});
  LoweredChannel small = op[1];  // weights of a third
  small.weights = {42, -15, -30};
  small.post_shift = op[1].post_shift - 1;
  small.multiplier = 24500;
  LoweredChannel skew = op[1];
  skew.weights[2] += 3;
  LoweredChannel tuned = op[1];
  tuned.weights = {119, -41, -85};
  tuned.multiplier = 17622;
  tuned.post_shift = 21;
  for (const LoweredChannel& channel : {op[1], small, skew, tuned}) {
    const ChannelProblem problem = channel_problem(deployment, 1, inputs);
    const AccumulatorProfile profile(problem, channel.weights, true);
    const auto thresholds = thresholds_of(channel);
    const ChannelMeasures measures = profile.measures(thresholds);
    for (const Objective objective : all_objectives) {
      SCOPED_TRACE(name(objective));
      const auto measured = measures.of(objective).convert_to<double>();
      EXPECT_LE(profile.lower_bound(objective), measured);
      if (objective != Objective::max) {
        EXPECT_LE(profile.quick_measure(objective, thresholds), measured);
        EXPECT_GE(profile.quick_measure(objective, thresholds), measured - 1e-6);
      }
      for (const std::size_t chroma : {1U, 2U}) {
        const PairBound pairs(problem, chroma, objective);
        EXPECT_LE(pairs.at(channel.weights[0], channel.weights[chroma]), measured);
      }
      const WeightBound rows(problem, objective);
      for (std::size_t level = 0; level < rows.levels(); ++level) {
        EXPECT_LE(rows.at(level, channel.weights), measured);
      }
      const auto ranges = profile.ranges(objective, measured);
      ASSERT_TRUE(ranges);
      for (std::size_t i = 0; i < thresholds.size(); ++i) {
        EXPECT_LE(ranges->least[i], thresholds[i]);
        EXPECT_GE(ranges->greatest[i], thresholds[i]);
      }
      EXPECT_FALSE(profile.ranges(objective, profile.lower_bound(objective) / 2 - 0.01));
      // One threshold that is off has its range to itself, up to its place.
      for (const int distance : {-25, 25}) {
        auto moved = thresholds;
        moved[100] += distance;
        const auto limit = profile.measures(moved).of(objective).convert_to<double>();
        const auto moved_ranges = profile.ranges(objective, limit);
        ASSERT_TRUE(moved_ranges);
        EXPECT_LE(moved_ranges->least[100], moved[100]);
        EXPECT_GE(moved_ranges->greatest[100], moved[100]);
      }
    }
  }
}

// What gives up says so.
TEST(IntegerSearch, SaysOptimalOnlyWhereItIsProven) {
  const InputSet inputs = all_inputs();
  const Deployment deployment;
  const ChannelProblem problem = channel_problem(deployment, 2, inputs);
  IntegerSearch search;
  search.problem = &problem;
  search.before = lower(deployment, Datapath{})[2];
  const IntegerResult whole = search_integers(search);
  EXPECT_TRUE(whole.is_optimal);
  EXPECT_LT(whole.after.max, whole.before.max);
  EXPECT_EQ(measure_channel(problem, whole.lowered), whole.after);
  search.most_weights = 3;
  EXPECT_FALSE(search_integers(search).is_optimal);
  search.most_weights = 60'000;
  search.most_rescales = 1;
  const IntegerResult part = search_integers(search);
  EXPECT_FALSE(part.is_optimal);
  EXPECT_LE(Rational(part.lower_bound), part.after.max);
}

// The double nearest to a measure may be above it, and would be a bound that does not hold.
TEST(IntegerSearch, ALowerBoundIsNotAboveWhatWasFound) {
  EXPECT_EQ(double_at_most(Rational(1, 10)), std::nextafter(0.1, 0.0));  // 0.1 is above 1/10
  EXPECT_EQ(double_at_most(Rational(3, 10)), 0.3);                       // 0.3 is below 3/10
  EXPECT_EQ(double_at_most(Rational(1, 2)), 0.5);
  EXPECT_EQ(double_at_most(0), 0);
  const InputSet inputs = all_inputs();
  const Deployment deployment;
  for (std::size_t c = 0; c < 3; ++c) {
    const ChannelProblem problem = channel_problem(deployment, c, inputs);
    IntegerSearch search;
    search.problem = &problem;
    search.before = lower(deployment, Datapath{})[c];
    const IntegerResult found = search_integers(search);
    EXPECT_LE(Rational(found.lower_bound), found.after.max);
  }
}

}  // namespace
}  // namespace swingproof
