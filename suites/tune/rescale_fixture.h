// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_TUNE_RESCALE_FIXTURE_H_
#define SWINGPROOF_SUITES_TUNE_RESCALE_FIXTURE_H_

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <set>

#include "suites/certify/step_function.h"
#include "suites/tune/integer_search.h"
#include "suites/tune/plain_measures.h"

namespace swingproof {

// For tests.

// The thresholds of a lowered channel, cut to the sums that int8 weights make.
inline AccumulatorProfile::Thresholds thresholds_of(const LoweredChannel& channel) {
  return step_function(channel).thresholds;
}

// Nothing is left out, with and without saturation to int16.
inline void expect_all_rescales_found(PreRounding pre, RoundingMode post) {
  using enum RoundingMode;
  const IntegerWidths widths{8, 4, 1, 4, 2, 9};
  constexpr std::int64_t last_sum = std::int64_t{3} * 128 * 128;
  std::set<AccumulatorProfile::Thresholds> all;
  for (const LoweredChannel& each : all_rescales(widths, pre, post)) {
    all.insert(thresholds_of(each));
  }
  for (const LoweredChannel& target :
       {LoweredChannel{{}, 3, 1, 5, 1, 6, pre, post}, LoweredChannel{{}, -8, 0, 1, 0, 9, pre, post},
        LoweredChannel{{}, 7, 0, 7, 2, 2, pre, post}}) {
    const AccumulatorProfile::Thresholds centre = thresholds_of(target);
    AccumulatorProfile::Ranges ranges;
    for (std::size_t i = 0; i < centre.size(); ++i) {
      ranges.least[i] = centre[i] - 40 <= -last_sum ? ranges.no_least : centre[i] - 40;
      ranges.greatest[i] = centre[i] + 40 > last_sum ? ranges.no_greatest : centre[i] + 40;
    }
    std::set<AccumulatorProfile::Thresholds> wanted;
    for (const auto& each : all) {
      bool is_in = true;
      for (std::size_t i = 0; i < each.size(); ++i) {
        is_in = is_in && each[i] >= ranges.least[i] && each[i] <= ranges.greatest[i];
      }
      if (is_in) wanted.insert(each);
    }
    std::set<AccumulatorProfile::Thresholds> found;
    EXPECT_TRUE(for_each_rescale(ranges, widths, pre, post, 1'000'000, [&](const Rescale& each) {
      EXPECT_EQ(thresholds_of(each.channel), [&] {
        auto cut = each.thresholds;
        for (auto& t : cut) t = std::clamp<std::int64_t>(t, -last_sum, last_sum + 1);
        return cut;
      }());
      found.insert(thresholds_of(each.channel));
    }));
    EXPECT_GE(wanted.size(), 1U);
    for (const auto& each : wanted) EXPECT_TRUE(found.contains(each));
  }
}

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_TUNE_RESCALE_FIXTURE_H_
