// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <array>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "suites/tune/integer_search.h"
#include "suites/tune/plain_measures.h"

namespace swingproof {
namespace {

constexpr std::array each_objective = {Objective::max, Objective::rms, Objective::mismatch};

// 4-bit weights and all else as short: every combination, by the plain model.
TEST(IntegerSearch, EqualsBruteForceOnASmallProblem) {
  const IntegerWidths widths{4, 3, 2, 4, 1, 4};
  const InputSet inputs = short_rows();
  const Deployment deployment = coarse_deployment();
  std::vector<LoweredChannel> rescales = all_rescales(widths);
  for (const std::size_t c : {std::size_t{0}, std::size_t{1}}) {
    const PlainMeasures plain(deployment, c, inputs);
    std::array<std::optional<PlainMeasures::Sums>, 3> best;
    for (std::int32_t i = 0; i < 4096; ++i) {
      for (LoweredChannel& each : rescales) {
        each.weights = {i / 256 - 8, i / 16 % 16 - 8, i % 16 - 8};
        const PlainMeasures::Sums sums = plain.sums(each);
        const auto order = [&](std::size_t objective, const PlainMeasures::Sums& of) {
          const Int128 first = objective == 0   ? Int128{of.max}
                               : objective == 1 ? of.squares
                                                : Int128{of.mismatches};
          return std::tuple(first, of.max, of.squares, of.mismatches);
        };
        for (std::size_t objective = 0; objective < 3; ++objective) {
          auto& known = best[objective];
          if (!known || order(objective, sums) < order(objective, *known)) known = sums;
        }
      }
    }
    const ChannelProblem problem = channel_problem(deployment, c, inputs);
    for (const Objective objective : each_objective) {
      SCOPED_TRACE(std::string(name(objective)) + " of channel " + std::to_string(c));
      IntegerSearch search;
      search.problem = &problem;
      search.before = {{3, 1, -2}, 0, 0, 5, 0, 2};
      search.objective = objective;
      search.widths = widths;
      const IntegerResult result = search_integers(search);
      EXPECT_TRUE(result.is_optimal);
      EXPECT_EQ(result.after, plain.of(*best[static_cast<std::size_t>(objective)]));
      EXPECT_EQ(result.after, plain.of(result.lowered));
    }
  }
}

}  // namespace
}  // namespace swingproof
