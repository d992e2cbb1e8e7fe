// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_SETTLE_JUDGED_DATAPATH_FIXTURE_H_
#define SWINGPROOF_SUITES_SETTLE_JUDGED_DATAPATH_FIXTURE_H_

#include <gmock/gmock.h>

#include <set>

#include "suites/settle/reconstruction.h"
#include "suites/settle/settle_kit_fixture.h"

namespace swingproof {

// The datapaths that differ from this one in weight_rounding at most.
inline std::set<std::size_t> indistinguishable_from(std::size_t datapath) {
  std::set<std::size_t> same;
  Datapath with = all_datapaths()[datapath];
  for (std::size_t i = 0; i < all_datapaths().size(); ++i) {
    with.weight_rounding = all_datapaths()[i].weight_rounding;
    if (all_datapaths()[i] == with) same.insert(i);
  }
  return same;
}

// The judgement on a board with this datapath is its class, exactly.
inline void expect_named(std::size_t datapath) {
  const SettleJudgement judgement = judge(simulated_results(all_datapaths()[datapath]));
  const std::string name = datapath_name(all_datapaths()[datapath]);
  EXPECT_EQ(std::set(judgement.explained_by.begin(), judgement.explained_by.end()),
            indistinguishable_from(datapath))
      << name;
  for (const SettledChoice& each : judgement.choices) {
    if (each.standing == SettledStanding::never_visible) continue;
    const auto truth = value_name(*each.choice, all_datapaths()[datapath]);
    EXPECT_EQ(each.value, truth) << name;
    EXPECT_EQ(each.standing == SettledStanding::confirmed,
              truth == value_name(*each.choice, Datapath{}))
        << name;
  }
}

// With one wrong pixel in each capture no value is given but the true one.
inline void expect_robust(std::size_t datapath, std::mt19937& random) {
  std::vector<ExperimentResult> results = simulated_results(all_datapaths()[datapath]);
  for (ExperimentResult& each : results) {
    spoil_pixel(*each.capture, random() % each.pixels.size(), random);
  }
  for (const SettledChoice& each : judge(results).choices) {
    if (each.value.empty()) continue;
    EXPECT_EQ(each.value, value_name(*each.choice, all_datapaths()[datapath]));
  }
}

template <typename Interval, typename Number>
bool contains(const Interval& interval, const Number& number) {
  return interval.least <= number && number <= interval.greatest;
}

inline void expect_contains(const ChannelReconstruction& found, const LoweredChannel& truth) {
  const Rational ratio =
      Rational(truth.multiplier) / (Integer(1) << (truth.pre_shift + truth.post_shift));
  for (std::size_t j = 0; j < 3; ++j) {
    if (found.weights[j]) {
      EXPECT_TRUE(contains(*found.weights[j], Integer(truth.weights[j])));
    }
    if (found.per_step[j]) {
      EXPECT_TRUE(contains(*found.per_step[j], ratio * truth.weights[j]));
    }
  }
  if (found.at_zero) {
    EXPECT_TRUE(contains(*found.at_zero, ratio * shifted_bias(truth)));
  }
  if (!found.linear) return;
  EXPECT_TRUE(contains(found.linear->bias, Integer(shifted_bias(truth))));
  EXPECT_TRUE(contains(found.linear->ratio, ratio));
}

// A board whose integers no datapath of the table has: nothing explains it, and the reconstruction
// contains them.
inline void expect_none_for_changed_lowering(std::mt19937& random) {
  const Datapath datapath = all_datapaths()[random() % all_datapaths().size()];
  std::vector<ExperimentResult> results = stored_results();
  for (ExperimentResult& each : results) {
    LoweredOp op = lower(each.deployment, datapath);
    for (LoweredChannel& channel : op) channel = changed_lowering(channel, random);
    each.capture = simulated_capture(op, each.pixels);
    const LoweredOp expected = lower(each.deployment, Datapath{});
    for (std::size_t c = 0; c < 3; ++c) {
      expect_contains(reconstruct(each.pixels, each.capture->planes[c], expected[c].weights),
                      op[c]);
    }
  }
  const SettleJudgement judgement = judge(results);
  EXPECT_TRUE(judgement.explained_by.empty());
  for (const SettledChoice& each : judgement.choices) EXPECT_EQ(each.value, "");
}

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_SETTLE_JUDGED_DATAPATH_FIXTURE_H_
