// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_CAMPAIGN_CAMPAIGN_REPORT_H_
#define SWINGPROOF_REPORTS_CAMPAIGN_CAMPAIGN_REPORT_H_

#include <functional>
#include <string>

#include "reports/document/page_files.h"
#include "reports/json/json_document.h"
#include "suites/campaign/execution.h"
#include "suites/campaign/overview.h"
#include "suites/campaign/worst_search.h"

namespace swingproof {

// "mean 123.675, 116.28, 103.53  std 58.395, 57.12, 57.375  q_scale 0.0207  full": what tells a
// setting from others; op, march, rounding and arithmetic where they are not the defaults.
std::string setting_words(const Setting& setting);

// One line while a campaign runs: how far, settings per second, time left, the worst so far. size
// is the number of settings of the plan.
std::string campaign_progress_line(const CampaignState& state, std::uint64_t size, double seconds);

// What a run did, and where its results are.
std::string campaign_run_text(const CampaignState& state, const std::string& store_path,
                              std::int64_t settings_in_store);

// The worst setting that a search found, and the simplest one that is nearly as bad.
std::string worst_found_text(const WorstFound& found);

// Every row of a store as CSV (RFC 4180 with line feeds), heading first: one line for each setting,
// channel and set of inputs, ordered by the setting's key.
void campaign_csv(Store& store, const std::function<void(const std::string&)>& line);

// "3 of 240 over budget", of the settings that a limit applies to, or "held against no budget".
std::string budget_words(const CampaignOverview& overview);

// "265 of the 268 settings that the last plan without a search asked for are not in the store:
// ...", and whether a search was stopped; nothing if the store is whole.
std::string missing_words(const CampaignOverview& overview);

// The same, and how many of the store's that plan did not ask for; else
// nothing.
std::string plan_words(const CampaignOverview& overview);

// swingproof.campaign/1: {schema, tool, settings, planned, missing, unplanned (of that plan),
// search_under_way, refused, judged, partly_judged, over_budget, worst, best, cliffs, results:
// [{key, deployment, arithmetic, refusal | channels, over_budget where a limit applies}]}, ordered
// by key.
Json campaign_json(Store& store, const Budget& budget, const CampaignOverview& overview);

// What people read first: how many settings, the worst and best ones, those over budget, cliffs.
std::string campaign_text(const CampaignOverview& overview);

// At most as many settings are rows of the page's table, the worst ones.
inline constexpr std::size_t most_table_rows = 2000;

// A campaign as one HTML page that asks for nothing from a network: surfaces of the greatest and of
// the rms error over std * q_scale and mean, worst and best settings, cliffs, and a table that
// sorts and filters. The same store gives the same bytes.
std::string campaign_page(const CampaignOverview& overview, const PageFiles& files);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_CAMPAIGN_CAMPAIGN_REPORT_H_
