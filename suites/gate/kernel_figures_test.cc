// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/kernel_figures.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <vector>

#include "fixedpoint/datapath.h"
#include "suites/gate/model_cube_fixture.h"

namespace swingproof {
namespace {

// What a gate of op would say of a kernel that gives these codes.
KernelFigures measure(const Deployment& deployment, const LoweredOp& op, const CubeCodes& cube,
                      const SweepSets& sets) {
  CubeJudge judge(op);
  judge.judge(0, cube_slabs, {cube[0].data(), cube[1].data(), cube[2].data()});
  return measure_kernel(deployment, op, judge, sets);
}

ModelDifference plain_difference(const std::vector<std::int8_t>& got,
                                 const std::vector<std::int8_t>& expected, const InputSet& set) {
  ModelDifference difference;
  for (std::size_t chroma = 0; chroma < set.size(); ++chroma) {
    for (std::size_t i = set[chroma].begin; i < set[chroma].end; ++i) {
      const int distance = std::abs(got[chroma * 256 + i] - expected[chroma * 256 + i]);
      if (distance != 0) ++difference.mismatches;
      if (distance > difference.max_code_difference) difference.max_code_difference = distance;
    }
  }
  return difference;
}

Deployment deployment_of(Matrix matrix) {
  Deployment deployment;
  deployment.matrix = matrix;
  return deployment;
}

TEST(KernelFigures, OfTheModelAreThoseOfItsSweep) {
  for (const Matrix matrix : {bt601_full, bt601_studio}) {
    const Deployment deployment = deployment_of(matrix);
    const LoweredOp op = lower(deployment, Datapath());
    const SweepSets sets = sweep_sets(matrix);
    const KernelFigures figures = measure(deployment, op, model_cube(op), sets);
    EXPECT_EQ(figures.errors, sweep(deployment, op, sets));
    for (const PerSet<ModelDifference>& difference : figures.from_model) {
      EXPECT_EQ(difference.all_inputs, ModelDifference());
      EXPECT_EQ(difference.in_gamut, ModelDifference());
      EXPECT_EQ(difference.legal.has_value(), matrix.swing == Swing::studio);
    }
  }
}

// A kernel that rounds down where the model rounds half up computes another lowered op exactly:
// its errors are those of a sweep of that op.
TEST(KernelFigures, OfAnotherOpAreThoseOfThatOpsSweep) {
  for (const Matrix matrix : {bt601_full, bt601_studio}) {
    const Deployment deployment = deployment_of(matrix);
    Datapath rounding_down;
    rounding_down.post_rounding = RoundingMode::floor;
    const LoweredOp other = lower(deployment, rounding_down);
    const SweepSets sets = sweep_sets(matrix);
    const KernelFigures figures =
        measure(deployment, lower(deployment, Datapath()), model_cube(other), sets);
    EXPECT_EQ(figures.errors, sweep(deployment, other, sets));
  }
}

// Differences of 1, of 2 and of more, some outside of the gamut and some of illegal inputs only.
TEST(KernelFigures, CountDifferencesInEachSet) {
  const Deployment deployment = deployment_of(bt601_studio);
  const LoweredOp op = lower(deployment, Datapath());
  const SweepSets sets = sweep_sets(bt601_studio);
  const CubeCodes model = model_cube(op);
  CubeCodes cube = model;
  for (std::size_t c = 0; c < 3; ++c) {
    for (std::size_t place = c; place < cube[c].size(); place += 5 + c) {
      cube[c][place] = static_cast<std::int8_t>(cube[c][place] ^ (place % 3 == 0 ? 2 : 1));
    }
  }
  cube[0][slab_index(-128, 0, 0)] = static_cast<std::int8_t>(model[0][slab_index(-128, 0, 0)] ^ 64);
  const KernelFigures figures = measure(deployment, op, cube, sets);
  for (std::size_t c = 0; c < 3; ++c) {
    const PerSet<ModelDifference>& difference = figures.from_model[c];
    const auto plain = [&](const SweepSet& set) {
      return plain_difference(cube[c], model[c], set.inputs);
    };
    EXPECT_EQ(difference.all_inputs, plain(sets.all_inputs));
    EXPECT_EQ(difference.in_gamut, plain(sets.in_gamut));
    ASSERT_TRUE(difference.legal.has_value());
    EXPECT_EQ(*difference.legal, plain(*sets.legal));
    // Or one could be taken for the other.
    EXPECT_LT(difference.in_gamut.mismatches, difference.legal->mismatches);
    EXPECT_LT(difference.legal->mismatches, difference.all_inputs.mismatches);
  }
}

}  // namespace
}  // namespace swingproof
