// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/campaign/overview.h"

#include <algorithm>
#include <string_view>

#include "suites/campaign/stored_figures.h"

namespace swingproof {
namespace {

void keep_exceeded(std::vector<LimitCheck>& checks) {
  std::erase_if(checks, [](const LimitCheck& check) { return check.is_kept; });
}

SettingSummary summary_of(const SettingResult& result, const Budget& budget) {
  SettingSummary summary;
  summary.setting = result.setting;
  summary.refusal = result.refusal;
  summary.greatest_error = greatest_error(result);
  if (!result.refusal.empty()) return summary;
  for (std::size_t c = 0; c < 3; ++c) {
    const ChannelErrors& errors = result.errors[c];
    summary.channels[c] = {errors.channel, errors.all_inputs.max_abs_error,
                           mean_squared_error(errors.all_inputs), errors.in_gamut.max_abs_error};
  }
  summary.over_budget = check_error_limits(budget, result.errors);
  summary.is_judged = !summary.over_budget.empty();
  summary.is_partly_judged =
      summary.is_judged &&
      !unjudged_error_limits(budget, result.setting.deployment.matrix.swing).empty();
  keep_exceeded(summary.over_budget);
  return summary;
}

const Rational& value_on(const Deployment& deployment, std::string_view axis) {
  if (axis == "mean") return deployment.mean[0].exact;
  if (axis == "std") return deployment.std[0].exact;
  return deployment.q_scale.exact;
}

// The setting without its value on an axis.
Setting rest_of(Setting setting, std::string_view axis) {
  Deployment& deployment = setting.deployment;
  if (axis == "mean") {
    deployment.mean = Deployment::default_mean_or_std();
  } else if (axis == "std") {
    deployment.std = Deployment::default_mean_or_std();
  } else {
    deployment.q_scale = Deployment::default_q_scale();
  }
  return setting;
}

// Neighbours on an axis: the text of what they share, then their values on it, ascending.
void add_cliffs(CampaignOverview& overview, const std::string& axis) {
  struct Point {
    std::string rest;
    Rational value;
    std::size_t place;
  };
  std::vector<Point> points;
  for (const std::size_t place : overview.worst_first) {
    const Setting& setting = overview.settings[place].setting;
    points.push_back(
        {canonical_text(rest_of(setting, axis)), value_on(setting.deployment, axis), place});
  }
  std::sort(points.begin(), points.end(), [](const Point& a, const Point& b) {
    if (a.rest != b.rest) return a.rest < b.rest;
    if (a.value != b.value) return a.value < b.value;
    return a.place < b.place;
  });
  for (std::size_t i = 1; i < points.size(); ++i) {
    const Point& from = points[i - 1];
    const Point& to = points[i];
    if (from.rest != to.rest || from.value == to.value) continue;
    const Rational jump = abs(overview.settings[to.place].greatest_error -
                              overview.settings[from.place].greatest_error);
    if (jump > 0) overview.cliffs.push_back({axis, from.place, to.place, jump});
  }
}

}  // namespace

CampaignOverview campaign_overview(Store& store, const Budget& budget) {
  CampaignOverview overview;
  overview.progress = store.progress();
  store.for_each([&](const SettingResult& result) {
    overview.settings.push_back(summary_of(result, budget));
    const SettingSummary& added = overview.settings.back();
    if (added.refusal.empty()) {
      overview.worst_first.push_back(overview.settings.size() - 1);
    } else {
      ++overview.refused;
    }
    if (added.is_judged) ++overview.judged;
    if (added.is_partly_judged) ++overview.partly_judged;
    if (!added.over_budget.empty()) ++overview.over_budget;
  });
  const auto& settings = overview.settings;
  std::stable_sort(overview.worst_first.begin(), overview.worst_first.end(),
                   [&](std::size_t a, std::size_t b) {
                     return settings[a].greatest_error > settings[b].greatest_error;
                   });
  add_cliffs(overview, "q_scale");
  add_cliffs(overview, "std");
  add_cliffs(overview, "mean");
  std::stable_sort(overview.cliffs.begin(), overview.cliffs.end(),
                   [](const Cliff& a, const Cliff& b) { return a.jump > b.jump; });
  if (overview.cliffs.size() > most_cliffs) {
    overview.cliffs.erase(overview.cliffs.begin() + most_cliffs, overview.cliffs.end());
  }
  return overview;
}

}  // namespace swingproof
