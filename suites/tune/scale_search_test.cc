// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/tune/scale_search.h"

#include <gtest/gtest.h>

#include "fixedpoint/lowering.h"
#include "suites/sweep/sweep.h"

namespace swingproof {
namespace {

ScaleSearch search_of(const InputSet& inputs, std::size_t c, Objective objective) {
  ScaleSearch search;
  search.problems = {channel_problem(Deployment{}, c, inputs)};
  search.constants = published_constants(Swing::full);
  search.objective = objective;
  return search;
}

TEST(ScaleSearch, DefaultDeployment) {
  const InputSet inputs = all_inputs();
  for (std::size_t c = 0; c < 3; ++c) {
    const ScaleResult result = search_scale(search_of(inputs, c, Objective::max));
    ASSERT_TRUE(result.found);
    std::cerr << c << " " << result.found->scale << " " << result.found->margin << " "
              << result.found->measures.joint.max.convert_to<double>() << " "
              << result.found->measures.joint.square.convert_to<double>() << " "
              << result.found->measures.joint.mismatch.convert_to<double>() << " of "
              << result.weight_intervals << " " << result.ruled_out << " " << result.evaluated
              << " before " << result.before.joint.max.convert_to<double>() << "\n";
  }
}

// The measures are those of the sweep.
TEST(AccumulatorProfile, MeasuresAreThoseOfTheSweep) {
  const SweepSets sets = sweep_sets(Swing::studio);
  Deployment deployment;
  deployment.swing = Swing::studio;
  deployment.mean = parse_mean({"123.675", "116.28", "103.53"}, "mean");
  deployment.std = parse_std({"58.395", "57.12", "57.375"}, "std");
  deployment.q_scale = parse_scale("0.0207", "q_scale");
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
                1 - Rational(swept.code_difference.at(0)) / Rational(swept.inputs));
    }
  }
}

}  // namespace
}  // namespace swingproof
