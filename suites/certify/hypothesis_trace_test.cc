// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/hypothesis_trace.h"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>

#include "suites/certify/simulated_board_fixture.h"

namespace swingproof {
namespace {

constexpr std::array<CenteredYuv, 3> pixels = {{{40, -90, 17}, {-128, 127, -1}, {3, 0, 0}}};

std::array<std::int8_t, 3> codes_of(const HypothesisTrace& trace) {
  return {trace.channels[0].code, trace.channels[1].code, trace.channels[2].code};
}

// What a report shows of a hypothesis is what a board of that hypothesis computes, and nothing is
// shown of one without stages. Channels of the first deployment differ in both mean and std; in the
// unit range the second has a weight scale of more than float32's greatest number.
TEST(HypothesisTrace, EndsAtTheCodesOfTheBoard) {
  std::size_t not_computable = 0;
  for (const Deployment& deployment :
       {deployment_of({"123.675", "116.28", "103.53"}, {"58.395", "57.12", "57.375"}, "0.0207"),
        deployment_of({"128"}, {"5e-39"}, "1")}) {
    for (const Hypothesis& hypothesis :
         all_hypotheses(declared_hypothesis(deployment, "bayes", "arithmetic"))) {
      const SimulatedBoard board(deployment, hypothesis);
      const bool has_stages = board.is_computable() && hypothesis.arithmetic != ideal_arithmetic();
      if (!board.is_computable()) ++not_computable;
      for (const CenteredYuv& pixel : pixels) {
        const auto trace = trace_hypothesis(deployment, Arithmetic{}, hypothesis, pixel);
        ASSERT_EQ(trace.has_value(), has_stages);
        if (!trace) continue;
        ASSERT_EQ(codes_of(*trace), board.codes(pixel));
      }
    }
  }
  EXPECT_GT(not_computable, 0U);
}

}  // namespace
}  // namespace swingproof
