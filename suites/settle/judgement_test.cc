// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/settle/judgement.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "suites/settle/judged_datapath_fixture.h"
#include "suites/settle/settle_kit_fixture.h"

namespace swingproof {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(SettleJudgement, NamesTheClassOfSomeDatapaths) {
  for (std::size_t i = 0; i < all_datapaths().size(); i += 97) expect_named(i);
}

TEST(SettleJudgement, ConfirmsTheModelOnItsOwnCaptures) {
  const SettleJudgement judgement = judge(simulated_results(Datapath{}));
  for (const SettledChoice& each : judgement.choices) {
    const bool is_visible = each.choice->name != "weight_rounding";
    EXPECT_EQ(each.standing,
              is_visible ? SettledStanding::confirmed : SettledStanding::never_visible);
    EXPECT_EQ(each.value, is_visible ? each.choice->values.front().text : "");
    EXPECT_THAT(each.closed_by, IsEmpty());
  }
}

TEST(SettleJudgement, OfEverydaySettingsAloneLeavesOpenWhatTheFirstCaptureWouldDecide) {
  std::vector<ExperimentResult> results = simulated_results(Datapath{});
  results[0].capture.reset();
  const SettleJudgement judgement = judge(results);
  for (const SettledChoice& each : judgement.choices) {
    if (each.standing == SettledStanding::never_visible) continue;
    if (each.choice->name == "post_rounding") continue;  // seen with any settings, but for ties
    EXPECT_EQ(each.standing, SettledStanding::open) << each.choice->name;
    EXPECT_THAT(each.closed_by, ElementsAre(0)) << each.choice->name;
  }
}

TEST(SettleJudgement, OneWrongPixelIsNotBelieved) {
  std::mt19937 random(1);
  for (std::size_t i = 0; i < all_datapaths().size(); i += 191) expect_robust(i, random);
}

// All pixels on which another rounding gives the model's codes, and one on which it does not: the
// model alone explains them, but that one pixel may be a wrong one.
TEST(SettleJudgement, OnePixelAloneDecidesNothing) {
  const ExperimentResult all = simulated_results(Datapath{})[0];
  const LoweredOp model = lower(all.deployment, Datapath{});
  const LoweredOp other = lower(all.deployment, Datapath{.pre_rounding = PreRounding::half_up});
  ExperimentResult few{all.deployment, {}, {}};
  std::size_t differing = 0;
  for (std::size_t i = 0; i < all.pixels.size(); ++i) {
    const bool differs = fixed_codes(model, all.pixels[i]) != fixed_codes(other, all.pixels[i]);
    differing += differs ? 1 : 0;
    if (!differs || differing == 1) few.pixels.push_back(all.pixels[i]);
  }
  few.capture = simulated_capture(model, few.pixels);
  const SettleJudgement judgement = judge({few});
  EXPECT_THAT(judgement.explained_by, SizeIs(2));  // weight_rounding cannot be seen
  for (const SettledChoice& each : judgement.choices) {
    if (each.choice->name != "pre_rounding") continue;
    EXPECT_EQ(each.standing, SettledStanding::open);
  }
}

TEST(SettleJudgement, SaysWhichPixelIsWrong) {
  std::vector<ExperimentResult> results = simulated_results(Datapath{});
  std::int8_t& code = results[0].capture->planes[1][70];
  code = static_cast<std::int8_t>(code > 0 ? code - 1 : code + 1);
  const SettleJudgement judgement = judge(results);
  EXPECT_THAT(judgement.explained_by, IsEmpty());
  EXPECT_EQ(judgement.explain_alone[0], 0U);
  EXPECT_EQ(judgement.nearest.datapath, 0U);
  EXPECT_THAT(judgement.nearest.experiments, ElementsAre(1, 0));
  ASSERT_EQ(judgement.first_differing[0].size(), 1U);
  EXPECT_EQ(judgement.first_differing[0][0].index, 70U);
}

TEST(SettleJudgement, OfCapturesThatDisagreeExplainsNone) {
  std::vector<ExperimentResult> results = simulated_results(Datapath{});
  const Datapath other{.post_rounding = RoundingMode::floor};
  results[1].capture = simulated_capture(lower(results[1].deployment, other), results[1].pixels);
  const SettleJudgement judgement = judge(results);
  EXPECT_THAT(judgement.explained_by, IsEmpty());
  EXPECT_GT(judgement.explain_alone[0], 0U);
  EXPECT_GT(judgement.explain_alone[1], 0U);
}

TEST(SettleJudgement, ALoweringOutsideTheTableIsExplainedByNone) {
  std::mt19937 random(2);
  for (int i = 0; i < 5; ++i) expect_none_for_changed_lowering(random);
}

}  // namespace
}  // namespace swingproof
