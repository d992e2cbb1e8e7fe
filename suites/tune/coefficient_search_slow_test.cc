// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "suites/parallel_blocks.h"
#include "suites/tune/coefficient_search.h"
#include "suites/tune/plain_measures.h"
#include "suites/tune/scale_search.h"

namespace swingproof {
namespace {

constexpr std::array all_objectives = {Objective::max, Objective::rms, Objective::mismatch};
constexpr int bits_of_weights = 4;
constexpr int first_offset = 122;
constexpr int last_offset = 136;

// Of each offset the best of one channel, by each objective.
using BestByOffset = std::map<int, std::array<std::optional<PlainMeasures::Sums>, 3>>;

auto order_of(const PlainMeasures::Sums& sums, Objective objective) {
  const Int128 first = objective == Objective::max   ? Int128{sums.max}
                       : objective == Objective::rms ? sums.squares
                                                     : Int128{sums.mismatches};
  return std::tuple(first, sums.max, sums.squares, sums.mismatches);
}

// Every scale of two digits that is neither so small that all is saturated nor so large that all
// weights are 0, every offset, and all 4-bit weights.
BestByOffset brute_force(const PlainMeasures& plain, const Deployment& deployment, std::size_t c) {
  OpConstants constants = published_constants(bt601_full);
  const auto row = static_cast<std::size_t>(output_channels(deployment.op).at(c));
  BestByOffset best;
  for (int hundredths = 5; hundredths <= 99; ++hundredths) {
    constants.weight_scale[row] = hundredths / 100.0;
    for (int offset = first_offset; offset <= last_offset; ++offset) {
      constants.offset = offset;
      LoweredChannel lowered = lower_channel(deployment, Datapath(), constants, c, bits_of_weights);
      for (std::int32_t i = 0; i < 4096; ++i) {
        lowered.weights = {i / 256 - 8, i / 16 % 16 - 8, i % 16 - 8};
        const PlainMeasures::Sums sums = plain.sums(lowered);
        for (const Objective objective : all_objectives) {
          auto& known = best[offset][static_cast<std::size_t>(objective)];
          if (!known || order_of(sums, objective) < order_of(*known, objective)) known = sums;
        }
      }
    }
  }
  return best;
}

// How good three channels are together, as the header says.
auto joint_order(const std::array<ChannelMeasures, 3>& all, Objective objective) {
  ChannelMeasures sums;
  Rational greatest;
  for (const ChannelMeasures& each : all) {
    greatest = std::max(greatest, each.of(objective));
    sums.max += each.max;
    sums.square += each.square;
    sums.mismatch += each.mismatch;
  }
  const Rational& first = objective == Objective::max ? greatest : sums.of(objective);
  return std::tuple(first, sums.of(objective), sums.max, sums.square, sums.mismatch);
}

TEST(CoefficientSearch, EqualsBruteForceOnASmallProblem) {
  const InputSet inputs = short_rows();
  const Deployment deployment = coarse_deployment();
  std::array<BestByOffset, 3> best;
  const std::array<PlainMeasures, 3> plain = {PlainMeasures(deployment, 0, inputs),
                                              PlainMeasures(deployment, 1, inputs),
                                              PlainMeasures(deployment, 2, inputs)};
  for_each_block(3, [&](std::size_t c) { best[c] = brute_force(plain[c], deployment, c); });
  std::vector<ChannelProblem> problems;
  for (std::size_t c = 0; c < 3; ++c) problems.push_back(channel_problem(deployment, c, inputs));
  for (const Objective objective : all_objectives) {
    SCOPED_TRACE(name(objective));
    CoefficientSearch search;
    search.problems = {&problems[0], &problems[1], &problems[2]};
    search.constants = published_constants(bt601_full);
    search.objective = objective;
    search.scale_digits = 2;
    search.offset_places = 0;
    search.bits_of_weights = bits_of_weights;
    // So few inputs have the same mismatch with more integers than anybody could try.
    if (objective == Objective::mismatch) search.most_rescales = 200'000;
    std::array<ChannelMeasures, 3> start;
    for (std::size_t c = 0; c < 3; ++c) {
      ScaleSearch scales;
      scales.problems = {problems[c]};
      scales.constants = search.constants;
      scales.objective = objective;
      scales.bits_of_weights = bits_of_weights;
      scales.digits = 2;
      const ScaleResult result = search_scale(scales);
      ASSERT_TRUE(result.found);
      search.constants.weight_scale.at(c) = result.found->scale;
      start.at(c) = result.found->measures.joint;
    }
    const CoefficientResult result = search_coefficients(search);
    using Order = decltype(joint_order(start, objective));
    std::optional<Order> least;
    for (int offset = first_offset; offset <= last_offset; ++offset) {
      std::array<ChannelMeasures, 3> measures;
      bool is_allowed = true;
      for (std::size_t c = 0; c < 3; ++c) {
        measures[c] = plain[c].of(*best[c].at(offset)[static_cast<std::size_t>(objective)]);
        is_allowed = is_allowed && measures[c].of(objective) <= start[c].of(objective);
      }
      if (!is_allowed) continue;
      const Order order = joint_order(measures, objective);
      if (!least || order < *least) least = order;
    }
    ASSERT_TRUE(least);
    EXPECT_EQ(joint_order(result.measures, objective), *least);
    for (std::size_t c = 0; c < 3; ++c) {
      EXPECT_EQ(plain[c].of(result.op[c]), result.measures[c]);
      EXPECT_EQ(lower_channel(deployment, search.datapath, result.constants, c, bits_of_weights),
                result.op[c]);
      Rational of_any_offset = start[c].of(objective);
      for (const auto& [offset, sums] : best[c]) {
        of_any_offset = std::min(
            of_any_offset, plain[c].of(*sums[static_cast<std::size_t>(objective)]).of(objective));
      }
      const bool is_best = result.measures[c].of(objective) == of_any_offset;
      EXPECT_TRUE(is_best || !result.is_optimal[c]);
      if (objective != Objective::mismatch) {
        EXPECT_EQ(result.is_optimal[c], is_best);
      }
      EXPECT_LE(Rational(result.lower_bound[c]), of_any_offset);
    }
  }
}

}  // namespace
}  // namespace swingproof
