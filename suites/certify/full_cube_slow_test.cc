// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Captures of all 2^24 inputs, and the proofs that need all of them, by the plain models.

#include <gtest/gtest.h>

#include "suites/certify/simulated_board_fixture.h"
#include "suites/certify/stimulus.h"
#include "suites/certify/verdict.h"

namespace swingproof {
namespace {

HypothesisClasses classes_of(const Deployment& deployment) {
  return hypothesis_classes(deployment, declared_hypothesis(deployment, "bayes", "arithmetic"));
}

TEST(FullCube, ACaptureIsExplainedByItsOwnClassOnly) {
  const YuvPlanes cube = whole_cube();
  const std::vector<NamedDeployment> deployments = named_deployments();
  std::size_t captures = 0;
  for (const std::size_t which : {0U, 1U, 6U, 10U}) {  // usual, few codes, many ties
    const Deployment& deployment = deployments[which].deployment;
    const HypothesisClasses classes = classes_of(deployment);
    // Six hypotheses from all over the product; 12 is ideal with everything else as declared.
    for (const std::size_t i : {0U, 12U, 205U, 411U, 777U, 1247U}) {
      SCOPED_TRACE(deployments[which].name + ", hypothesis " + std::to_string(i));
      const SimulatedBoard board(deployment, classes.hypotheses[i]);
      ASSERT_TRUE(board.is_computable());
      CaptureCodes capture = board.capture(cube);
      const std::size_t own_class = class_of(classes, i);
      const Verdict verdict = judge(classes, cube, capture, 0);
      EXPECT_EQ(verdict.explained_by, (std::vector<ClassDistance>{{own_class, 0}}));
      EXPECT_EQ(verdict.judgement, own_class == 0 ? Judgement::certified : Judgement::refuted);
      EXPECT_EQ(verdict.judged.classes_separated, classes.classes.size());
      // One wrong code in 2^24 pixels.
      capture.planes[1][1234567 * i % cube_inputs] ^= 1;
      const Verdict damaged = judge(classes, cube, capture, 0);
      EXPECT_TRUE(damaged.explained_by.empty());
      ASSERT_FALSE(damaged.nearest.empty());
      EXPECT_EQ(damaged.nearest[0].distance, (ClassDistance{own_class, 1}));
      ++captures;
    }
  }
  EXPECT_GE(captures, 20U);
}

// Members whose parameters differ, but which are said to be equal over the full cube, are.
TEST(FullCube, EqualOverTheFullCubeIsMeantLiterally) {
  const YuvPlanes cube = whole_cube();
  std::size_t checked_in_all = 0;
  for (const NamedDeployment& each : named_deployments()) {
    SCOPED_TRACE(each.name);
    const HypothesisClasses classes = classes_of(each.deployment);
    std::size_t checked = 0;
    for (const HypothesisClass& some : classes.classes) {
      if (some.proof != EqualityProof::equal_full_cube || checked == 2) continue;
      ++checked;
      const SimulatedBoard first(each.deployment, classes.hypotheses[some.members.front()]);
      const SimulatedBoard last(each.deployment, classes.hypotheses[some.members.back()]);
      for (std::size_t i = 0; i < cube.size(); ++i) {
        ASSERT_EQ(first.codes(cube[i]), last.codes(cube[i])) << "input " << i;
      }
    }
    checked_in_all += checked;
  }
  EXPECT_GE(checked_in_all, 2U);
}

}  // namespace
}  // namespace swingproof
