// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/campaign/recheck.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "deployment/folder_fixture.h"
#include "deployment/input_error.h"
#include "suites/campaign/execution.h"
#include "suites/campaign/plan.h"

namespace swingproof {
namespace {

// A store of two settings of each of two arithmetics and swings, one of them refused, as a
// swingproof would leave it that computes otherwise where the change says so.
std::string complaint(const std::function<void(SettingResult&)>& change) {
  const TemporaryFolder folder;
  const Plan plan = parse_plan_toml(
      "[[settings]]\nmean = [127, 128]\nswing = [\"full\", \"studio\"]\n"
      "arithmetic = [\"bayes\", \"bayes:post_rounding=floor\"]\n[[settings]]\nmean = \"1e9\"\n",
      "plan");
  const PlannedSettings settings(plan, {}, "plan");
  MeasureSettings measure(Measures{});
  std::vector<SettingResult> results;
  for (std::uint64_t i = 0; i < settings.size(); ++i) {
    results.push_back(measure(*settings.at(i)));
    change(results.back());
  }
  const std::unique_ptr<Store> store = Store::open_or_create(folder.path_of("s.sqlite"), {});
  store->add(results);
  try {
    require_same_figures(*store);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

bool is_of(const SettingResult& result, const char* arithmetic, Swing swing) {
  return result.setting.arithmetic == arithmetic && result.setting.deployment.matrix.swing == swing;
}

TEST(CampaignRecheck, TheFiguresOfThisVersionAreAccepted) {
  EXPECT_EQ(complaint([](SettingResult&) {}), "");
}

TEST(CampaignRecheck, OtherFiguresOfOneArithmeticOrSwingAreNoticed) {
  for (const char* arithmetic : {"bayes", "bayes:post_rounding=floor"}) {
    for (const Swing swing : {Swing::full, Swing::studio}) {
      const std::string words = complaint([&](SettingResult& result) {
        if (!is_of(result, arithmetic, swing)) return;
        result.errors[1].in_gamut.sum_squared_error += Rational(1, 1'000'000'007);
      });
      EXPECT_THAT(words, testing::HasSubstr("has other figures than this swingproof computes"));
      EXPECT_THAT(words, testing::HasSubstr("sweep into a new one"));
    }
  }
}

TEST(CampaignRecheck, ASettingThatWasRefusedForAnotherReasonIsNoticed) {
  const std::string words = complaint([](SettingResult& result) {
    if (result.setting.deployment.matrix.swing == Swing::full) result.refusal = "made up";
  });
  EXPECT_THAT(words, testing::HasSubstr("has other figures"));
}

}  // namespace
}  // namespace swingproof
