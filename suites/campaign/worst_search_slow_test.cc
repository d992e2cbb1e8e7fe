// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// The search against 10^5 random settings of other seeds, in three ranges. Every one of these has
// its bound below what the search found, or is swept.

#include <gtest/gtest.h>

#include <atomic>
#include <cstdio>
#include <string>

#include "deployment/input_error.h"
#include "suites/bound/quick_bound.h"
#include "suites/campaign/execution.h"
#include "suites/campaign/stored_figures.h"
#include "suites/campaign/worst_search.h"
#include "suites/parallel_blocks.h"

namespace swingproof {
namespace {

constexpr std::uint64_t random_settings = 100'000;

constexpr const char* ranges[] = {
    "mean = {from = 0, to = 255, step = \"0.25\"}\nstd = {from = 1, to = 255, step = \"0.25\"}\n"
    "q_scale = {from = \"1/512\", to = \"1/16\", step = \"1/16384\"}\n",
    "mean = {from = 90, to = 140, step = \"0.125\"}\nstd = {from = 40, to = 80, step = \"0.125\"}\n"
    "q_scale = {from = \"0.01\", to = \"0.03\", step = \"0.0001\"}\n",
    "swing = \"studio\"\nmean = {from = 0, to = 128, step = 1}\nstd = {from = 100, to = 260, step "
    "= "
    "\"0.5\"}\nq_scale = {from = \"1/256\", to = \"1/64\", step = \"1/8192\"}\n",
};

TEST(CampaignWorstSearch, FindsAsMuchAsAHundredThousandRandomSettings) {
  MeasureSettings measure{Measures{}};
  const auto swept_error = [&](const Setting& setting) {
    const SettingResult result = measure(setting);
    return result.refusal.empty() ? greatest_error(result) : Rational(-1);
  };
  for (const std::string range : ranges) {
    const std::string part = "[[settings]]\n" + range;
    const std::string filter = "[filter]\nkeeps_range = true\n";
    const Plan plan = parse_plan_toml(part + filter + "[search]\nseed = 1\n", "plan");
    const std::optional<WorstFound> found =
        find_worst(plan, [&](const std::vector<Setting>& settings) {
          std::vector<Rational> errors(settings.size());
          for_each_block(settings.size(),
                         [&](std::size_t i) { errors[i] = swept_error(settings[i]); });
          return std::optional(errors);
        });
    ASSERT_TRUE(found);
    const Plan random =
        parse_plan_toml(part + "random = {count = 100000, seed = 999}\n" + filter, "plan");
    const PlannedSettings settings(random, {}, "plan");
    ASSERT_EQ(settings.size(), random_settings);
    std::atomic<std::uint64_t> swept = 0;
    for_each_block(settings.size(), [&](std::size_t i) {
      const std::optional<Setting> setting = settings.at(i);
      if (!setting) return;
      try {
        const double bound = quick_error_bound(setting->deployment,
                                               lower(setting->deployment, arithmetic_of(*setting)));
        if (Rational(bound) <= found->error) return;
      } catch (const InputError&) {
        return;
      }
      ++swept;
      EXPECT_LE(swept_error(*setting), found->error) << canonical_text(*setting);
    });
    std::printf("found %s LSB; %llu of 100000 had to be swept\n",
                found->error.convert_to<double>() > 0 ? stored_text(found->error).c_str() : "0",
                static_cast<unsigned long long>(swept));
  }
}

}  // namespace
}  // namespace swingproof
