// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CAMPAIGN_SMALL_CAMPAIGN_FIXTURE_H_
#define SWINGPROOF_SUITES_CAMPAIGN_SMALL_CAMPAIGN_FIXTURE_H_

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "deployment/folder_fixture.h"
#include "suites/campaign/execution.h"
#include "suites/campaign/plan.h"
#include "suites/campaign/stored_figures.h"

// For tests: a campaign of 100 settings with a measure that costs nothing. Its figures are made
// from the setting's key, and some settings are refused.

namespace swingproof {

inline constexpr std::uint64_t setting_count = 100;

inline SettingResult made_up_result(const Setting& setting) {
  SettingResult result;
  result.setting = setting;
  const std::uint64_t number = key_number(setting_key(setting));
  if (number % 11 == 0) {
    result.refusal = "made up";
    return result;
  }
  for (std::size_t c = 0; c < 3; ++c) {
    ChannelErrors& errors = result.errors[c];
    errors.channel = output_channels(setting.deployment.op)[c];
    for (ErrorMeasures* measures : {&errors.all_inputs, &errors.in_gamut}) {
      measures->inputs = number % 1000 + 1;
      measures->max_abs_error = Rational(number % 100'000 + c, 77);
      measures->sum_error = Rational(-static_cast<std::int64_t>(number % 99), 1 + c);
      measures->sum_squared_error = Rational(number % 98, 2);
    }
    result.path[c].channel = errors.channel;
  }
  return result;
}

inline const Plan& small_plan() {
  static const Plan plan =
      parse_plan_toml("[[settings]]\nmean = {from = 1, to = 100, count = 100}\n", "plan");
  return plan;
}

inline Campaign small_campaign(const PlannedSettings& planned) {
  Campaign campaign;
  campaign.settings = {planned.size(), [&](std::uint64_t i) { return planned.at(i); }};
  campaign.measure = made_up_result;
  campaign.progress = [](const CampaignState&) {};
  return campaign;
}

// A process of it on one thread; is_shared: the claims have a log.
inline CampaignState run_small(const std::string& store_path, const std::string& claims_path,
                               bool is_shared = false) {
  const PlannedSettings planned(small_plan(), {}, "plan");
  Claims claims(claims_path, is_shared ? std::optional(stable_key("small plan")) : std::nullopt);
  std::unique_ptr<Store> store;
  claims.in_turn([&] { store = Store::open_or_create(store_path, {}); });
  const std::atomic<bool> stop = false;
  return run_campaign(small_campaign(planned), *store, claims, stop);
}

inline CampaignState run_small(const TemporaryFolder& folder) {
  return run_small(folder.path_of("s.sqlite"), folder.path_of("s.claims"));
}

// The settings of a store and the digests of their figures, in the store's order.
inline std::vector<std::string> rows(const std::string& path) {
  std::vector<std::string> all;
  Store(path, DatabaseUse::read).for_each([&](const SettingResult& result) {
    all.push_back(canonical_text(result.setting) + " " + result_digest(result));
  });
  return all;
}

inline std::vector<std::string> undisturbed_rows() {
  const TemporaryFolder folder;
  run_small(folder);
  return rows(folder.path_of("s.sqlite"));
}

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CAMPAIGN_SMALL_CAMPAIGN_FIXTURE_H_
