// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CAMPAIGN_OVERVIEW_H_
#define SWINGPROOF_SUITES_CAMPAIGN_OVERVIEW_H_

#include <cstddef>
#include <string>
#include <vector>

#include "suites/budget/budget.h"
#include "suites/campaign/setting.h"
#include "suites/campaign/store.h"

namespace swingproof {

// One setting of a store with what an overview over all of them needs, all of it exact.
struct SettingSummary {
  Setting setting;
  std::string refusal;
  struct ChannelSummary {
    Channel channel = Channel::red;
    Rational max_abs_error;       // over all inputs, LSB
    Rational mean_squared_error;  // over all inputs, LSB^2
    Rational max_in_gamut;        // over the inputs in gamut, LSB
  };
  std::array<ChannelSummary, 3> channels;  // output order; zero where refused
  Rational greatest_error;                 // over all inputs and channels, LSB
  bool is_judged = false;                  // some limit of the budget applies
  bool is_partly_judged = false;           // and another one does not
  std::vector<LimitCheck> over_budget;     // the limits that are exceeded
};

// Two settings that differ on one axis alone, next to each other on it among those of the store.
struct Cliff {
  std::string axis;  // "q_scale", "std" or "mean"
  std::size_t from;  // places in CampaignOverview::settings; the lower value first
  std::size_t to;
  Rational jump;  // |difference of the greatest errors|, LSB
};

struct CampaignOverview {
  std::vector<SettingSummary> settings;  // ordered by key
  std::vector<std::size_t> worst_first;  // of those that are not refused
  std::vector<Cliff> cliffs;             // the greatest jumps, greatest first
  Store::Progress progress;              // of the last run without a search
  std::size_t refused = 0;
  std::size_t judged = 0;         // settings that some limit of the budget applies to
  std::size_t partly_judged = 0;  // of those, how many some other limit does not apply to
  std::size_t over_budget = 0;    // of those judged, how many exceed a limit
};

inline constexpr std::size_t most_cliffs = 20;

// Holds every setting of the store in memory, about 3 KiB each. campaign report exits with 1 if a
// setting exceeds the budget, and also if the budget is for a setting that the store lacks: a lost
// shard must not pass.
CampaignOverview campaign_overview(Store& store, const Budget& budget);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CAMPAIGN_OVERVIEW_H_
