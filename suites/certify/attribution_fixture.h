// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_ATTRIBUTION_FIXTURE_H_
#define SWINGPROOF_SUITES_CERTIFY_ATTRIBUTION_FIXTURE_H_

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <random>
#include <string>
#include <vector>

#include "suites/certify/probe.h"
#include "suites/certify/simulated_board_fixture.h"
#include "suites/certify/verdict.h"

namespace swingproof {

// The promise of probe and certify: whatever a board computes, its capture of the probe is
// attributed to that, and to nothing else. The boards are simulated by the plain models.
// Deployments go by their places among named_deployments().

inline void expect_captures_attributed(std::size_t which) {
  const HypothesisClasses& classes = named_classes(which);
  const Deployment& deployment = named_deployments()[which].deployment;
  const Probe probe = choose_probe(classes, all_axes);
  EXPECT_EQ(probe.classes_separated, classes.classes.size());
  std::size_t attributed = 0;
  for (std::size_t i = 0; i < classes.hypotheses.size(); ++i) {
    SCOPED_TRACE(i);
    const SimulatedBoard board(deployment, classes.hypotheses[i]);
    const std::size_t own_class = class_of(classes, i);
    ASSERT_EQ(board.is_computable(), own_class < classes.classes.size());
    if (!board.is_computable()) continue;
    const Verdict verdict = judge(classes, probe.pixels, board.capture(probe.pixels), 0);
    ASSERT_EQ(verdict.explained_by, (std::vector<ClassDistance>{{own_class, 0}}));
    ASSERT_EQ(verdict.judgement, own_class == 0 ? Judgement::certified : Judgement::refuted);
    ++attributed;
  }
  EXPECT_EQ(attributed + classes.not_computable.size(), 1440U);
}

// One class for all members, and every member's codes are those of its class.
inline void expect_each_hypothesis_in_one_class(std::size_t which) {
  const HypothesisClasses& classes = named_classes(which);
  std::vector<int> seen(classes.hypotheses.size());
  for (const HypothesisClass& each : classes.classes) {
    for (const std::size_t member : each.members) ++seen[member];
    EXPECT_EQ(each.proof == EqualityProof::single, each.members.size() == 1);
  }
  for (const NotComputable& each : classes.not_computable) ++seen[each.hypothesis];
  EXPECT_EQ(seen, std::vector<int>(1440, 1));
  EXPECT_EQ(classes.classes.front().members.front(), 0U);
}

// Members of one class give the same codes, also where no pixel of the probe is.
inline void expect_members_agree(std::size_t which) {
  const HypothesisClasses& classes = named_classes(which);
  const Deployment& deployment = named_deployments()[which].deployment;
  std::mt19937 random(7);
  YuvPlanes pixels;
  for (int i = 0; i < 2000; ++i) {
    pixels.push_back(centered_yuv_at(static_cast<std::uint32_t>(random()) >> 8U));
  }
  for (const HypothesisClass& each : classes.classes) {
    const SimulatedBoard first(deployment, classes.hypotheses[each.members.front()]);
    const CaptureCodes expected = first.capture(pixels);
    for (const std::size_t member : each.members) {
      const SimulatedBoard board(deployment, classes.hypotheses[member]);
      ASSERT_EQ(board.capture(pixels).planes, expected.planes) << member;
    }
  }
}

// Usual settings, few codes, ties, hypotheses that cannot be computed, the other op and swing.
inline constexpr std::array<std::size_t, 5> attributed_in_every_run = {1, 6, 4, 13, 14};

inline std::vector<std::size_t> attributed_in_slow_runs() {
  std::vector<std::size_t> others;
  for (std::size_t i = 0; i < named_deployments().size(); ++i) {
    if (std::ranges::find(attributed_in_every_run, i) == attributed_in_every_run.end()) {
      others.push_back(i);
    }
  }
  return others;
}

// A deployment's name as GoogleTest allows it.
inline std::string attributed_name(const testing::TestParamInfo<std::size_t>& info) {
  std::string name = named_deployments()[info.param].name;
  std::erase(name, ' ');
  return name;
}

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_ATTRIBUTION_FIXTURE_H_
