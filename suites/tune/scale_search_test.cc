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
#include "suites/tune/scale_search_fixture.h"

namespace swingproof {
namespace {

TEST(AccumulatorProfile, MeasuresAreThoseOfTheSweep) {
  const SweepSets sets = sweep_sets(bt601_studio);
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
  OpConstants known = published_constants(bt601_full);
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

// Of one deployment; scale_search_slow_test.cc has a set of two.
TEST(ScaleSearch, EqualsBruteForceOnASmallProblem) { expect_brute_force_scales({Deployment{}}); }

TEST(ScaleSearch, NoDeploymentOfASetIsWorseOff) { expect_none_worse_off(Objective::max); }

// A set whose deployments want different things: the joint measures are of the worst or the mean.
TEST(ScaleSearch, JointMeasuresAreTheWorstOrTheMean) {
  const std::vector<ChannelMeasures> each = {{1, Rational(1, 2), 0}, {2, Rational(1, 4), 1}};
  EXPECT_EQ(joint_measures(each, Over::worst).joint, (ChannelMeasures{2, Rational(1, 2), 1}));
  EXPECT_EQ(joint_measures(each, Over::average).joint,
            (ChannelMeasures{Rational(3, 2), Rational(3, 8), Rational(1, 2)}));
}

TEST(ScaleSearch, UnknownNamesAreRefused) {
  EXPECT_THROW(parse_name<Objective>("mean", "--objective"), InputError);
  EXPECT_THROW(parse_name<Over>("best", "--over"), InputError);
}

}  // namespace
}  // namespace swingproof
