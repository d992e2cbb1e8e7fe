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
#include "suites/tune/scale_search.h"
#include "suites/tune/weight_bound.h"
#include "suites/tune/weight_candidates.h"

namespace swingproof {
namespace {

constexpr std::array all_objectives = {Objective::max, Objective::rms, Objective::mismatch};

constexpr std::int64_t last_sum = std::int64_t{3} * 128 * 128;

// The thresholds of a lowered channel, cut to the sums that int8 weights make.
AccumulatorProfile::Thresholds thresholds_of(const LoweredChannel& channel) {
  return step_function(channel).thresholds;
}

// 40 sums either way.
AccumulatorProfile::Ranges ranges_around(const AccumulatorProfile::Thresholds& centre) {
  AccumulatorProfile::Ranges ranges;
  for (std::size_t i = 0; i < centre.size(); ++i) {
    ranges.least[i] = centre[i] - 40 <= -last_sum ? ranges.no_least : centre[i] - 40;
    ranges.greatest[i] = centre[i] + 40 > last_sum ? ranges.no_greatest : centre[i] + 40;
  }
  return ranges;
}

bool is_in(const AccumulatorProfile::Ranges& ranges, const AccumulatorProfile::Thresholds& each) {
  for (std::size_t i = 0; i < each.size(); ++i) {
    if (each[i] < ranges.least[i] || each[i] > ranges.greatest[i]) return false;
  }
  return true;
}

// Every channel of these widths on the datapath of like, in the ranges around some of them.
void expect_all_are_found(const IntegerWidths& widths, const LoweredChannel& like,
                          std::vector<LoweredChannel> targets) {
  std::set<AccumulatorProfile::Thresholds> all;
  for (const LoweredChannel& each : all_rescales(widths, like)) all.insert(thresholds_of(each));
  for (LoweredChannel& target : targets) {
    target.pre_rounding = like.pre_rounding;
    target.post_rounding = like.post_rounding;
    target.saturation = like.saturation;
    const AccumulatorProfile::Ranges ranges = ranges_around(thresholds_of(target));
    std::set<AccumulatorProfile::Thresholds> wanted;
    for (const auto& each : all) {
      if (is_in(ranges, each)) wanted.insert(each);
    }
    std::set<AccumulatorProfile::Thresholds> found;
    EXPECT_TRUE(for_each_rescale(ranges, widths, like, 1'000'000, [&](const Rescale& each) {
      EXPECT_EQ(thresholds_of(each.channel), [&] {
        auto cut = each.thresholds;
        for (auto& t : cut) t = std::clamp<std::int64_t>(t, -last_sum, last_sum + 1);
        return cut;
      }());
      found.insert(thresholds_of(each.channel));
    }));
    EXPECT_GE(wanted.size(), 1U);
    for (const auto& each : wanted) EXPECT_TRUE(found.contains(each));
  }
}

// Nothing is left out, on any rounding, with and without saturation to int16, on either side of the
// pre-shift.
TEST(RescaleSearch, FindsAllThatIsInTheRanges) {
  using enum RoundingMode;
  LoweredChannel like;
  for (const PreRounding pre : {PreRounding::floor, PreRounding::half_up}) {
    for (const RoundingMode post : {half_up, floor, half_even, half_away, trunc}) {
      for (const Saturation saturation :
           {Saturation::after_pre_shift, Saturation::before_pre_shift}) {
        if (saturation == Saturation::before_pre_shift && post != half_up) continue;
        like.pre_rounding = pre;
        like.post_rounding = post;
        like.saturation = saturation;
        expect_all_are_found(
            {8, 4, 1, 4, 2, 9}, like,
            {{{}, 3, 1, 5, 1, 6}, {{}, -8, 0, 1, 0, 9}, {{}, 7, 0, 7, 2, 2}, {{}, 2, 1, 3, 1, 9}});
      }
    }
  }
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
