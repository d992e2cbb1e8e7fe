// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/campaign/worst_search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "suites/bound/quick_bound.h"
#include "suites/campaign/execution.h"
#include "suites/campaign/plan.h"
#include "suites/campaign/stored_figures.h"

namespace swingproof {
namespace {

Rational swept_error(const Setting& setting) {
  static MeasureSettings measure{Measures{}};
  const SettingResult result = measure(setting);
  return result.refusal.empty() ? greatest_error(result) : Rational(-1);
}

std::optional<std::vector<Rational>> swept_errors(const std::vector<Setting>& settings) {
  std::vector<Rational> errors;
  errors.reserve(settings.size());
  for (const Setting& setting : settings) errors.push_back(swept_error(setting));
  return errors;
}

constexpr const char* sampled_settings =
    "[[settings]]\nop = [\"centered_yuv2rgb\", \"centered_yuv2bgr\"]\n"
    "swing = [\"full\", \"studio\"]\n"
    "arithmetic = [\"bayes\", \"bayes:post_rounding=floor\", \"bayes:pre_rounding=half_up\"]\n"
    "mean = {from = -100, to = 300, step = \"0.125\", per_channel = true}\n"
    "std = {from = \"0.25\", to = 300, step = \"0.125\", per_channel = true}\n"
    "q_scale = {from = \"1/4096\", to = \"1/4\", step = \"1/65536\"}\n"
    "random = {count = 60, seed = 5}\n";

TEST(CampaignErrorBound, NoSweptErrorIsAboveIt) {
  const Plan plan = parse_plan_toml(sampled_settings, "plan");
  const PlannedSettings settings(plan, {}, "plan");
  for (std::uint64_t i = 0; i < settings.size(); ++i) {
    const Setting setting = *settings.at(i);
    const Rational error = swept_error(setting);
    if (error < 0) continue;
    const double bound =
        quick_error_bound(setting.deployment, lower(setting.deployment, arithmetic_of(setting)));
    EXPECT_LE(error, Rational(bound)) << canonical_text(setting);
  }
}

TEST(CampaignWorstSearch, FindsTheGreatestOfASmallGridAndIsReproducible) {
  const std::string part =
      "[[settings]]\nmean = {from = 100, to = 128, step = 7}\nstd = {from = 50, to = 60, step = "
      "5}\nq_scale = {from = \"1/64\", to = \"1/50\", count = 4}\n";
  const Plan grid = parse_plan_toml(part, "plan");
  const PlannedSettings settings(grid, {}, "plan");
  Rational greatest = 0;
  for (std::uint64_t i = 0; i < settings.size(); ++i) {
    greatest = std::max(greatest, swept_error(*settings.at(i)));
  }
  const Plan plan = parse_plan_toml(part + "[search]\nseed = 3\ncandidates = 150\n", "plan");
  const std::optional<WorstFound> found = find_worst(plan, swept_errors);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->error, greatest);
  EXPECT_EQ(swept_error(found->worst), greatest);
  EXPECT_EQ(swept_error(found->simplest), found->simplest_error);
  EXPECT_GE(found->simplest_error, greatest * 99 / 100);
  EXPECT_LE(canonical_text(found->simplest).size(), canonical_text(found->worst).size());
  EXPECT_EQ(found->candidates, 150U);
  const std::optional<WorstFound> again = find_worst(plan, swept_errors);
  EXPECT_EQ(canonical_text(again->worst), canonical_text(found->worst));
  EXPECT_EQ(canonical_text(again->simplest), canonical_text(found->simplest));
}

// What the filter leaves out was not held against the worst.
TEST(CampaignWorstSearch, CountsTheSettingsThatPassTheFilter) {
  const Plan plan = parse_plan_toml(
      "[[settings]]\nmean = {from = 100, to = 128, step = 7}\nstd = {from = 50, to = 60, step = "
      "5}\n"
      "[filter]\nleast_grey_levels_per_code = \"0.45\"\n[search]\nseed = 3\ncandidates = 60\n",
      "plan");
  std::uint64_t passing = 0;
  for (std::uint64_t i = 0; i < 60; ++i) {
    const std::vector<Integer> sizes = axis_sizes(plan.parts[0]);
    Coordinates coordinates(sizes.size());
    for (std::size_t axis = 0; axis < sizes.size(); ++axis) {
      coordinates[axis] = spread_number(3, i, axis, static_cast<std::uint64_t>(sizes[axis]));
    }
    const Setting setting = setting_at(plan.parts[0], coordinates);
    if (plan.filter.passes(setting.deployment)) ++passing;
  }
  ASSERT_GT(passing, 0U);
  ASSERT_LT(passing, 60U);
  EXPECT_EQ(find_worst(plan, swept_errors)->candidates, passing);
}

}  // namespace
}  // namespace swingproof
