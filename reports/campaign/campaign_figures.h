// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_CAMPAIGN_CAMPAIGN_FIGURES_H_
#define SWINGPROOF_REPORTS_CAMPAIGN_CAMPAIGN_FIGURES_H_

#include <functional>
#include <string>

#include "reports/json/json_document.h"
#include "suites/campaign/overview.h"

namespace swingproof {

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

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_CAMPAIGN_CAMPAIGN_FIGURES_H_
