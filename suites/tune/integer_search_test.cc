// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/tune/integer_search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "fixedpoint/lowering.h"
#include "suites/certify/step_function.h"
#include "suites/tune/plain_measures.h"
#include "suites/tune/scale_search.h"
#include "suites/tune/weight_bound.h"
#include "suites/tune/weight_candidates.h"

namespace swingproof {
namespace {

constexpr std::array all_objectives = {Objective::max, Objective::rms, Objective::mismatch};

// What a small problem has of every integer after the weights.
std::vector<LoweredChannel> all_rescales(const IntegerWidths& widths, PreRounding pre_rounding,
                                         RoundingMode post_rounding) {
  std::vector<LoweredChannel> all;
  std::set<std::int32_t> biases;
  const std::int32_t end = 1 << (widths.bias - 1);
  for (std::int32_t bias = -end; bias < end; ++bias) {
    for (int shift = 0; shift <= widths.largest_bias_shift; ++shift) {
      if (!biases.insert(bias * (1 << shift)).second) continue;  // the same sum
      for (std::int32_t multiplier = 0; multiplier < 1 << (widths.multiplier - 1); ++multiplier) {
        for (int pre = 0; pre <= widths.pre_shift; ++pre) {
          for (int post = 0; post <= widths.post_shift; ++post) {
            all.push_back({{}, bias, shift, multiplier, pre, post, pre_rounding, post_rounding});
          }
        }
      }
    }
  }
  return all;
}

// Half a code for each step of luma, and short rows in a few places.
Deployment coarse_deployment() {
  Deployment deployment;
  deployment.mean = parse_mean({"131", "126.5", "120"}, "mean");
  deployment.q_scale = parse_scale("1/43", "q_scale");
  return deployment;
}

InputSet short_rows() {
  InputSet inputs(65536);
  for (const auto& [u, v] : {std::pair{-100, 17}, std::pair{-3, -60}, std::pair{40, 90}}) {
    inputs[chroma_index(u, v)] =
        LumaRun{static_cast<std::uint16_t>(120 + u / 10), static_cast<std::uint16_t>(134 + u / 10)};
  }
  return inputs;
}

// 4-bit weights and all else as short: every combination, by the plain model.
TEST(IntegerSearch, EqualsBruteForceOnASmallProblem) {
  const IntegerWidths widths{4, 3, 2, 4, 1, 4};
  const InputSet inputs = short_rows();
  const Deployment deployment = coarse_deployment();
  std::vector<LoweredChannel> rescales =
      all_rescales(widths, PreRounding::floor, RoundingMode::half_up);
  for (const std::size_t c : {std::size_t{0}, std::size_t{1}}) {
    const PlainMeasures plain(deployment, c, inputs);
    std::array<std::optional<PlainMeasures::Sums>, 3> best;
    for (std::int32_t i = 0; i < 4096; ++i) {
      for (LoweredChannel& each : rescales) {
        each.weights = {i / 256 - 8, i / 16 % 16 - 8, i % 16 - 8};
        const PlainMeasures::Sums sums = plain.sums(each);
        const auto order = [&](std::size_t objective, const PlainMeasures::Sums& of) {
          const Int128 first = objective == 0   ? Int128{of.max}
                               : objective == 1 ? of.squares
                                                : Int128{of.mismatches};
          return std::tuple(first, of.max, of.squares, of.mismatches);
        };
        for (std::size_t objective = 0; objective < 3; ++objective) {
          auto& known = best[objective];
          if (!known || order(objective, sums) < order(objective, *known)) known = sums;
        }
      }
    }
    const ChannelProblem problem = channel_problem(deployment, c, inputs);
    for (const Objective objective : all_objectives) {
      SCOPED_TRACE(std::string(name(objective)) + " of channel " + std::to_string(c));
      IntegerSearch search;
      search.problem = &problem;
      search.before = {{3, 1, -2}, 0, 0, 5, 0, 2, PreRounding::floor, RoundingMode::half_up};
      search.objective = objective;
      search.widths = widths;
      const IntegerResult result = search_integers(search);
      EXPECT_TRUE(result.is_optimal);
      EXPECT_EQ(result.after, plain.of(*best[static_cast<std::size_t>(objective)]));
      EXPECT_EQ(result.after, plain.of(result.lowered));
    }
  }
}

// The thresholds of a lowered channel, cut to the sums that int8 weights make.
AccumulatorProfile::Thresholds thresholds_of(const LoweredChannel& channel) {
  return step_function(channel).thresholds;
}

// Nothing is left out, on any rounding, with and without saturation to int16.
TEST(RescaleSearch, FindsAllThatIsInTheRanges) {
  using enum RoundingMode;
  const IntegerWidths widths{8, 4, 1, 4, 2, 9};
  constexpr std::int64_t last_sum = 3 * 128 * 128;
  for (const PreRounding pre : {PreRounding::floor, PreRounding::half_up}) {
    for (const RoundingMode post : {half_up, floor, half_even, half_away, trunc}) {
      std::set<AccumulatorProfile::Thresholds> all;
      for (const LoweredChannel& each : all_rescales(widths, pre, post)) {
        all.insert(thresholds_of(each));
      }
      for (const LoweredChannel& target : {LoweredChannel{{}, 3, 1, 5, 1, 6, pre, post},
                                           LoweredChannel{{}, -8, 0, 1, 0, 9, pre, post},
                                           LoweredChannel{{}, 7, 0, 7, 2, 2, pre, post}}) {
        const AccumulatorProfile::Thresholds centre = thresholds_of(target);
        AccumulatorProfile::Ranges ranges;
        for (std::size_t i = 0; i < centre.size(); ++i) {
          ranges.least[i] = centre[i] - 40 <= -last_sum ? ranges.no_least : centre[i] - 40;
          ranges.greatest[i] = centre[i] + 40 > last_sum ? ranges.no_greatest : centre[i] + 40;
        }
        std::set<AccumulatorProfile::Thresholds> wanted;
        for (const auto& each : all) {
          bool is_in = true;
          for (std::size_t i = 0; i < each.size(); ++i) {
            is_in = is_in && each[i] >= ranges.least[i] && each[i] <= ranges.greatest[i];
          }
          if (is_in) wanted.insert(each);
        }
        std::set<AccumulatorProfile::Thresholds> found;
        EXPECT_TRUE(
            for_each_rescale(ranges, widths, pre, post, 1'000'000, [&](const Rescale& each) {
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
  for (const LoweredChannel& channel : {op[1], small, skew}) {
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
  EXPECT_LE(part.lower_bound, part.after.max.convert_to<double>());
}

}  // namespace
}  // namespace swingproof
