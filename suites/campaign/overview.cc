// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/campaign/overview.h"

#include <fmt/format.h>

#include <algorithm>

#include "suites/campaign/stored_figures.h"

namespace swingproof {
namespace {

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
  summary.over_budget = exceeded_limits(budget, result);
  return summary;
}

// Neighbours on an axis: the text of what they share, then their values on it, ascending.
void add_cliffs(CampaignOverview& overview, const std::string& axis) {
  const bool is_std = axis == "std";
  struct Point {
    std::string rest;
    Rational value;
    std::size_t place;
  };
  std::vector<Point> points;
  for (const std::size_t place : overview.worst_first) {
    const Setting& setting = overview.settings[place].setting;
    Setting rest = setting;
    if (is_std) {
      rest.deployment.std = Deployment::default_mean_or_std();
    } else {
      rest.deployment.q_scale = Deployment::default_q_scale();
    }
    points.push_back({canonical_text(rest),
                      is_std ? setting.deployment.std[0].exact : setting.deployment.q_scale.exact,
                      place});
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

const ErrorMeasures* measures_over(const ChannelErrors& errors, SetName set) {
  for (const NamedMeasures& named : named_measures(errors)) {
    if (named.set == name(set)) return named.measures;
  }
  return nullptr;
}

}  // namespace

std::vector<std::string> exceeded_limits(const Budget& budget, const SettingResult& result) {
  std::vector<std::string> exceeded;
  if (!result.refusal.empty()) return exceeded;
  for (const Limits& limits : budget.limits) {
    for (const ChannelErrors& errors : result.errors) {
      if (limits.channel && *limits.channel != errors.channel) continue;
      const ErrorMeasures* measures = measures_over(errors, limits.set);
      if (measures == nullptr) continue;
      const std::string where = fmt::format("{} {}", name(errors.channel), name(limits.set));
      if (limits.max_abs_error && measures->max_abs_error > limits.max_abs_error->exact) {
        exceeded.push_back(fmt::format("{} max_abs_error {} > {}", where,
                                       stored_text(measures->max_abs_error),
                                       limits.max_abs_error->text));
      }
      const Rational square = mean_squared_error(*measures);
      if (limits.max_rms_error &&
          square > limits.max_rms_error->exact * limits.max_rms_error->exact) {
        exceeded.push_back(fmt::format("{} max_rms_error, squared {} > {}^2", where,
                                       stored_text(square), limits.max_rms_error->text));
      }
    }
  }
  return exceeded;
}

CampaignOverview campaign_overview(Store& store, const Budget& budget) {
  CampaignOverview overview;
  store.for_each([&](const SettingResult& result) {
    overview.settings.push_back(summary_of(result, budget));
    const SettingSummary& added = overview.settings.back();
    if (added.refusal.empty()) {
      overview.worst_first.push_back(overview.settings.size() - 1);
    } else {
      ++overview.refused;
    }
    if (!added.over_budget.empty()) ++overview.over_budget;
  });
  const auto& settings = overview.settings;
  std::stable_sort(overview.worst_first.begin(), overview.worst_first.end(),
                   [&](std::size_t a, std::size_t b) {
                     return settings[a].greatest_error > settings[b].greatest_error;
                   });
  add_cliffs(overview, "q_scale");
  add_cliffs(overview, "std");
  std::stable_sort(overview.cliffs.begin(), overview.cliffs.end(),
                   [](const Cliff& a, const Cliff& b) { return a.jump > b.jump; });
  if (overview.cliffs.size() > most_cliffs) {
    overview.cliffs.erase(overview.cliffs.begin() + most_cliffs, overview.cliffs.end());
  }
  return overview;
}

}  // namespace swingproof
