// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// What a campaign costs beside its sweeps: 100,000 settings with a stand-in for the sweep, and bare
// sweeps, on one thread. campaign_goals.sh holds both against the campaign's goals.

#include <benchmark/benchmark.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "suites/campaign/execution.h"
#include "suites/campaign/plan.h"
#include "suites/parallel_blocks.h"

namespace swingproof {
namespace {

void scheduling_and_storage_of_100000_settings(benchmark::State& state) {
  const Plan plan = parse_plan_toml(
      "[[settings]]\nmean = {from = 0, to = 99, count = 100}\n"
      "std = {from = 1, to = 100, count = 100}\n"
      "q_scale = {from = \"1/128\", to = \"10/128\", count = 10}\n",
      "plan");
  const PlannedSettings planned(plan, {}, "plan");
  MeasureSettings measure{Measures{}};
  // Figures as long as real ones.
  const SettingResult figures = measure(*planned.at(54321));
  for ([[maybe_unused]] auto iteration : state) {
    std::string folder = (std::filesystem::temp_directory_path() / "campaign_XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) {
      state.SkipWithError("no temporary folder");
      return;
    }
    {
      Claims claims(folder + "/claims", std::nullopt);
      const std::unique_ptr<Store> store = Store::open_or_create(folder + "/store", Measures{});
      Campaign campaign;
      campaign.settings = {planned.size(), [&](std::uint64_t i) { return planned.at(i); }};
      campaign.measure = [&](const Setting& setting) {
        SettingResult result = figures;
        result.setting = setting;
        return result;
      };
      campaign.progress = [](const CampaignState&) {};
      const std::atomic<bool> stop = false;
      run_campaign(campaign, *store, claims, stop);
    }
    std::filesystem::remove_all(folder);
  }
}

void sweeps_of_256_settings(benchmark::State& state) {
  const Plan plan = parse_plan_toml(
      "[[settings]]\nmean = {from = 100, to = 140, count = 16}\n"
      "std = {from = 50, to = 65, count = 16}\nq_scale = \"0.0207\"\n",
      "plan");
  const PlannedSettings planned(plan, {}, "plan");
  MeasureSettings measure{Measures{}};
  for ([[maybe_unused]] auto iteration : state) {
    on_one_thread([&] {
      for (std::uint64_t i = 0; i < planned.size(); ++i) {
        benchmark::DoNotOptimize(measure(*planned.at(i)));
      }
    });
  }
}

BENCHMARK(scheduling_and_storage_of_100000_settings)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime();
BENCHMARK(sweeps_of_256_settings)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();

}  // namespace
}  // namespace swingproof
