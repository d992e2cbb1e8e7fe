// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_CAMPAIGN_CAMPAIGN_PAGE_H_
#define SWINGPROOF_REPORTS_CAMPAIGN_CAMPAIGN_PAGE_H_

#include <string>

#include "reports/document/page_files.h"
#include "suites/campaign/overview.h"

namespace swingproof {

// At most as many settings are rows of the page's table, the worst ones.
inline constexpr std::size_t most_table_rows = 2000;

// A campaign as one HTML page that asks for nothing from a network: surfaces of the greatest and of
// the rms error over std * q_scale and mean, worst and best settings, cliffs, and a table that
// sorts and filters. The same store gives the same bytes.
std::string campaign_page(const CampaignOverview& overview, const PageFiles& files);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_CAMPAIGN_CAMPAIGN_PAGE_H_
