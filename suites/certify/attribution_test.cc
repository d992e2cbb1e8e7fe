// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// The promise of probe and certify: whatever a board computes, its capture of the probe is
// attributed to that, and to nothing else. The boards are simulated by the plain models.

#include <gtest/gtest.h>

#include <random>

#include "suites/certify/probe.h"
#include "suites/certify/simulated_board_fixture.h"
#include "suites/certify/verdict.h"

namespace swingproof {
namespace {

class Attribution : public testing::TestWithParam<NamedDeployment> {
 protected:
  const Deployment& deployment() const { return GetParam().deployment; }
  HypothesisClasses classes_ =
      hypothesis_classes(deployment(), declared_hypothesis(deployment(), "bayes", "arithmetic"));
};

TEST_P(Attribution, ACaptureOfTheProbeIsExplainedByItsOwnClassOnly) {
  const Probe probe = choose_probe(classes_, all_axes);
  EXPECT_EQ(probe.classes_separated, classes_.classes.size());
  std::size_t attributed = 0;
  for (std::size_t i = 0; i < classes_.hypotheses.size(); ++i) {
    SCOPED_TRACE(i);
    const SimulatedBoard board(deployment(), classes_.hypotheses[i]);
    const std::size_t own_class = class_of(classes_, i);
    ASSERT_EQ(board.is_computable(), own_class < classes_.classes.size());
    if (!board.is_computable()) continue;
    const Verdict verdict = judge(classes_, probe.pixels, board.capture(probe.pixels), 0);
    ASSERT_EQ(verdict.explained_by, (std::vector<ClassDistance>{{own_class, 0}}));
    ASSERT_EQ(verdict.judgement, own_class == 0 ? Judgement::certified : Judgement::refuted);
    ++attributed;
  }
  EXPECT_EQ(attributed + classes_.not_computable.size(), 1440U);
}

// One class for all members, and every member's codes are those of its class.
TEST_P(Attribution, ClassesHoldEveryHypothesisOnce) {
  std::vector<int> seen(classes_.hypotheses.size());
  for (const HypothesisClass& each : classes_.classes) {
    for (const std::size_t member : each.members) ++seen[member];
    EXPECT_EQ(each.proof == EqualityProof::single, each.members.size() == 1);
  }
  for (const NotComputable& each : classes_.not_computable) ++seen[each.hypothesis];
  EXPECT_EQ(seen, std::vector<int>(1440, 1));
  EXPECT_EQ(classes_.classes.front().members.front(), 0U);
}

// Members of one class give the same codes, also where no pixel of the probe is.
TEST_P(Attribution, MembersOfAClassAgreeOnRandomPixels) {
  std::mt19937 random(7);
  YuvPlanes pixels;
  for (int i = 0; i < 2000; ++i) {
    pixels.push_back(centered_yuv_at(static_cast<std::uint32_t>(random()) >> 8U));
  }
  for (const HypothesisClass& each : classes_.classes) {
    const SimulatedBoard first(deployment(), classes_.hypotheses[each.members.front()]);
    const CaptureCodes expected = first.capture(pixels);
    for (const std::size_t member : each.members) {
      const SimulatedBoard board(deployment(), classes_.hypotheses[member]);
      ASSERT_EQ(board.capture(pixels).planes, expected.planes) << member;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Deployments, Attribution, testing::ValuesIn(named_deployments()),
                         [](const auto& info) {
                           std::string name = info.param.name;
                           std::erase(name, ' ');
                           return name;
                         });

}  // namespace
}  // namespace swingproof
