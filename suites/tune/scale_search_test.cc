// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/tune/scale_search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "deployment/input_error.h"
#include "suites/sweep/sweep.h"
#include "suites/tune/plain_measures.h"

namespace swingproof {
namespace {

Deployment studio_imagenet() {
  Deployment deployment;
  deployment.swing = Swing::studio;
  deployment.mean = parse_mean({"123.675", "116.28", "103.53"}, "mean");
  deployment.std = parse_std({"58.395", "57.12", "57.375"}, "std");
  deployment.q_scale = parse_scale("0.0207", "q_scale");
  return deployment;
}

ScaleSearch search_of(const std::vector<Deployment>& deployments, std::size_t c,
                      const InputSet& inputs, Objective objective) {
  ScaleSearch search;
  for (const Deployment& each : deployments) {
    search.problems.push_back(channel_problem(each, c, inputs));
  }
  search.constants = published_constants(deployments[0].swing);
  search.objective = objective;
  return search;
}

TEST(AccumulatorProfile, MeasuresAreThoseOfTheSweep) {
  const SweepSets sets = sweep_sets(Swing::studio);
  const Deployment deployment = studio_imagenet();
  const LoweredOp op = lower(deployment, Datapath{});
  const auto errors = sweep(deployment, op, sets);
  for (std::size_t c = 0; c < 3; ++c) {
    for (const bool gamut : {false, true}) {
      const ErrorMeasures& swept = gamut ? errors[c].in_gamut : errors[c].all_inputs;
      const InputSet& inputs = gamut ? sets.in_gamut.inputs : sets.all_inputs.inputs;
      const ChannelMeasures measures =
          measure_channel(channel_problem(deployment, c, inputs), op[c]);
      EXPECT_EQ(measures.max, swept.max_abs_error);
      EXPECT_EQ(measures.square, mean_squared_error(swept));
      EXPECT_EQ(measures.mismatch,
                1 - Rational(swept.code_difference.equal()) / Rational(swept.inputs));
    }
  }
}

// At least as good, by every measure, as the constants that were known before the search was.
TEST(ScaleSearch, DefaultDeploymentIsAtLeastAsGoodAsKnown) {
  const InputSet inputs = all_inputs();
  OpConstants known = published_constants(Swing::full);
  known.weight_scale = {0.0114918, 0.0084012, 0.0175445};
  for (std::size_t c = 0; c < 3; ++c) {
    const ScaleSearch search = search_of({Deployment{}}, c, inputs, Objective::max);
    const ScaleResult result = search_scale(search);
    ASSERT_TRUE(result.found);
    const ChannelMeasures reference =
        measure_channel(search.problems[0], lower_channel(Deployment{}, Datapath{}, known, c));
    EXPECT_LE(result.found->measures.joint.max, reference.max);
    EXPECT_LE(result.found->measures.joint.square, reference.square);
    EXPECT_LE(result.found->measures.joint.mismatch, reference.mismatch);
    EXPECT_GE(result.found->margin, least_margin);
  }
}

// A few inputs, every one of which is looked at one by one.
InputSet sparse_inputs() {
  InputSet inputs(65536);
  for (const int u : {-128, -37, 0, 90, 127}) {
    for (const int v : {-128, -64, 3, 127}) {
      inputs[chroma_index(u, v)] = LumaRun{static_cast<std::uint16_t>(u == -128 ? 17 : 0), 256};
    }
  }
  return inputs;
}

// Every decimal of at most three digits from 0.03 to 4.
std::vector<double> all_decimals() {
  std::vector<double> decimals;
  for (int i = 300; i < 1000; ++i) decimals.push_back(std::stod("0.0" + std::to_string(i)));
  for (int i = 100; i < 1000; ++i) decimals.push_back(std::stod("0." + std::to_string(i)));
  for (int i = 100; i < 400; ++i) decimals.push_back(std::stod(std::to_string(i) + "e-2"));
  return decimals;
}

// 4-bit weights, scales of three digits: all of them, by the plain model.
TEST(ScaleSearch, EqualsBruteForceOnASmallProblem) {
  const InputSet inputs = sparse_inputs();
  Deployment other;
  other.mean = parse_mean({"127.5", "116.5", "103.25"}, "mean");
  other.std = parse_std({"64"}, "std");
  other.q_scale = parse_scale("1/48", "q_scale");
  const std::vector<double> decimals = all_decimals();
  for (const std::vector<Deployment>& deployments :
       {std::vector{Deployment{}}, std::vector{other, Deployment{}}}) {
    for (std::size_t c = 0; c < 3; ++c) {
      std::vector<PlainMeasures> plain;
      plain.reserve(deployments.size());
      for (const Deployment& each : deployments) plain.emplace_back(each, c, inputs);
      const auto measured = [&](double scale) -> std::optional<std::vector<ChannelMeasures>> {
        OpConstants constants = published_constants(Swing::full);
        constants.weight_scale[c] = scale;
        std::vector<ChannelMeasures> measures;
        for (std::size_t d = 0; d < deployments.size(); ++d) {
          for (const double margin : weight_margins(deployments[d], Datapath{}, constants, c, 4)) {
            if (margin < least_margin) return {};
          }
          measures.push_back(
              plain[d].of(lower_channel(deployments[d], Datapath{}, constants, c, 4)));
        }
        return measures;
      };
      std::vector<std::vector<ChannelMeasures>> all;
      for (const double scale : decimals) {
        if (auto measures = measured(scale)) all.push_back(*measures);
      }
      for (const Objective objective : {Objective::max, Objective::rms, Objective::mismatch}) {
        for (const Over over : {Over::worst, Over::average}) {
          SCOPED_TRACE(std::string(name(objective)) + " " + std::string(name(over)) + " channel " +
                       std::to_string(c) + " of " + std::to_string(deployments.size()));
          ScaleSearch search = search_of(deployments, c, inputs, objective);
          search.over = over;
          search.bits_of_weights = 4;
          search.digits = 3;
          const ScaleResult result = search_scale(search);
          std::optional<JointMeasures> best;
          for (const auto& measures : all) {
            const JointMeasures joint = joint_measures(measures, over);
            if (!is_never_worse(joint, result.before, objective)) continue;
            if (!best || is_better(joint, *best, objective)) best = joint;
          }
          ASSERT_TRUE(best && result.found);
          EXPECT_EQ(result.found->measures.joint, best->joint);
          EXPECT_EQ(*measured(result.found->scale), result.found->measures.each);
        }
      }
    }
  }
}

TEST(ScaleSearch, NoDeploymentOfASetIsWorseOff) {
  Deployment other = studio_imagenet();
  other.q_scale = parse_scale("1/64", "q_scale");
  Deployment plain;
  plain.swing = Swing::studio;
  const InputSet inputs = in_gamut(Swing::studio);
  for (const Objective objective : {Objective::max, Objective::mismatch}) {
    const ScaleResult result =
        search_scale(search_of({studio_imagenet(), plain, other}, 0, inputs, objective));
    ASSERT_TRUE(result.found);
    EXPECT_TRUE(is_never_worse(result.found->measures, result.before, objective));
    EXPECT_TRUE(is_better(result.found->measures, result.before, objective));
  }
}

// A set whose deployments want different things: the joint measures are of the worst or the mean.
TEST(ScaleSearch, JointMeasuresAreTheWorstOrTheMean) {
  const std::vector<ChannelMeasures> each = {{1, Rational(1, 2), 0}, {2, Rational(1, 4), 1}};
  EXPECT_EQ(joint_measures(each, Over::worst).joint, (ChannelMeasures{2, Rational(1, 2), 1}));
  EXPECT_EQ(joint_measures(each, Over::average).joint,
            (ChannelMeasures{Rational(3, 2), Rational(3, 8), Rational(1, 2)}));
}

TEST(ScaleSearch, UnknownNamesAreRefused) {
  EXPECT_THROW(parse_objective("mean", "--objective"), InputError);
  EXPECT_THROW(parse_over("best", "--over"), InputError);
}

}  // namespace
}  // namespace swingproof
