// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/step_function.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "fixedpoint/bpu_model.h"
#include "suites/certify/simulated_board_fixture.h"
#include "suites/certify/step_table.h"

namespace swingproof {
namespace {

// The channel at a weighted sum: the sum in the bias, no weights.
std::int8_t code_of_model(LoweredChannel channel, std::int32_t sum) {
  channel.bias = shifted_bias(channel) + sum;
  channel.bias_shift = 0;
  channel.weights = {0, 0, 0};
  return fixed_code(channel, {});
}

// Every sum that int8 weights and values can make, for every arithmetic: what bisection relies on,
// that codes rise with the sum, and what it finds.
TEST(StepFunction, EqualsTheModelAtEverySum) {
  for (const NamedDeployment& each : named_deployments()) {
    for (const Arithmetic& arithmetic : arithmetic_alternatives()) {
      SCOPED_TRACE(each.name + ", " + arithmetic.name);
      const LoweredChannel channel = lower(each.deployment, arithmetic.datapath)[1];
      const StepFunction steps = step_function(channel);
      std::int8_t code = -128;
      for (std::int32_t sum = -49152; sum <= 49152; ++sum) {
        const std::int8_t next = code_of_model(channel, sum);
        ASSERT_GE(next, code) << sum;
        ASSERT_EQ(code_at_sum(steps.thresholds, std::int64_t{sum}), next) << sum;
        code = next;
      }
    }
  }
}

YuvPlanes spread_pixels(std::size_t count) {
  std::mt19937 random(11);
  YuvPlanes pixels;
  for (std::size_t i = 0; i < count; ++i) {
    pixels.push_back(centered_yuv_at(static_cast<std::uint32_t>(random()) >> 8U));
  }
  return pixels;
}

TEST(StepFunction, EqualsTheExactChannel) {
  const YuvPlanes pixels = spread_pixels(20000);
  for (const NamedDeployment& each : named_deployments()) {
    SCOPED_TRACE(each.name);
    for (std::size_t c = 0; c < 3; ++c) {
      const ExactChannel channel = exact_channel(each.deployment, c);
      const StepFunction steps = step_function(channel);
      std::vector<std::int8_t> codes(pixels.size());
      StepTable(steps).codes(pixels.y, pixels.u, pixels.v, codes.data());
      for (std::size_t i = 0; i < pixels.size(); ++i) {
        const CenteredYuv pixel = pixels[i];
        const std::int64_t point = lattice_point(channel.lattice, pixel.y, pixel.u, pixel.v);
        ASSERT_EQ(step_code(steps, pixel), exact_code(channel, point));
        ASSERT_EQ(codes[i], exact_code(channel, point));
      }
    }
  }
}

// One sum below, at and above every step that pixels can reach.
TEST(StepTable, IsRightNextToEveryStep) {
  for (const NamedDeployment& each : named_deployments()) {
    SCOPED_TRACE(each.name);
    for (std::size_t c = 0; c < 3; ++c) {
      StepFunction steps = step_function(exact_channel(each.deployment, c));
      // With these weights Y is the sum's distance from a threshold, and V = 1.
      const auto [least, greatest] = sum_range(steps.weights, {-128, 127});
      for (const std::int64_t threshold : steps.thresholds) {
        if (threshold <= least || threshold > greatest) continue;
        StepFunction near = steps;
        for (std::int64_t& moved : near.thresholds) moved -= threshold;
        near.weights = {1, 0, 0};
        const std::vector<std::int8_t> y = {-1, 0, 1, -128, 127};
        const std::vector<std::int8_t> zero(y.size());
        std::vector<std::int8_t> codes(y.size());
        StepTable(near).codes(y, zero, zero, codes.data());
        for (std::size_t i = 0; i < y.size(); ++i) {
          ASSERT_EQ(codes[i], code_at_sum(steps.thresholds, std::int64_t{threshold + y[i]}))
              << threshold;
        }
      }
    }
  }
}

TEST(ReachableSums, AreThoseOfAllValues) {
  const std::vector<std::array<std::int64_t, 3>> weight_sets = {
      {127, -44, -92}, {91, 0, 127}, {72, 127, 0}, {3, 0, 0}, {0, 0, 0}, {-5, 7, -128}};
  const std::vector<ValueSet> value_sets = {
      {-128, 0, 127}, {0}, {-128, -97, -48, 0, 48, 97, 127}, {5, 6}};
  for (const auto& weights : weight_sets) {
    for (const ValueSet& values : value_sets) {
      std::set<std::int64_t> all;
      for (const int y : values) {
        for (const int u : values) {
          for (const int v : values) {
            all.insert(weights[0] * y + weights[1] * u + weights[2] * v);
          }
        }
      }
      const ReachableSums sums(weights, values);
      EXPECT_EQ(sum_range(weights, values), std::pair(*all.begin(), *all.rbegin()));
      for (std::int64_t sum = *all.begin() - 5; sum <= *all.rbegin() + 5; ++sum) {
        const auto next = all.lower_bound(sum);
        ASSERT_EQ(sums.at_or_above(sum), next == all.end() ? *all.rbegin() + 1 : *next);
      }
    }
  }
}

TEST(StepFunction, MovedThresholdsGiveTheSameCodes) {
  const ValueSet values = {-128, -97, -48, 0, 48, 97, 127};
  for (const NamedDeployment& each : named_deployments()) {
    const StepFunction steps = step_function(lower(each.deployment, Datapath{})[1]);
    const StepFunction reachable =
        with_reachable_thresholds(steps, ReachableSums(steps.weights, values));
    const StepFunction in_range = with_thresholds_in_range(steps, values);
    for (const std::int8_t y : values) {
      for (const std::int8_t u : values) {
        for (const std::int8_t v : values) {
          const std::int8_t code = step_code(steps, {y, u, v});
          ASSERT_EQ(step_code(reachable, {y, u, v}), code);
          ASSERT_EQ(step_code(in_range, {y, u, v}), code);
        }
      }
    }
  }
}

TEST(StepFunction, TheImageOfATable) {
  InputTable table{};
  EXPECT_EQ(image(table), ValueSet{0});
  table[3] = -7;
  table[200] = 9;
  EXPECT_EQ(image(table), (ValueSet{-7, 0, 9}));
}

}  // namespace
}  // namespace swingproof
