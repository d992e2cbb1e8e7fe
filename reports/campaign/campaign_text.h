// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_CAMPAIGN_CAMPAIGN_TEXT_H_
#define SWINGPROOF_REPORTS_CAMPAIGN_CAMPAIGN_TEXT_H_

#include <string>

#include "suites/campaign/execution.h"
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

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_CAMPAIGN_CAMPAIGN_TEXT_H_
