// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CAMPAIGN_EXECUTION_H_
#define SWINGPROOF_SUITES_CAMPAIGN_EXECUTION_H_

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "suites/campaign/claims.h"
#include "suites/campaign/setting.h"
#include "suites/campaign/store.h"

namespace swingproof {

// Settings by number, made when they are wanted, on any thread.
struct SettingList {
  std::uint64_t size = 0;
  std::function<std::optional<Setting>(std::uint64_t)> at;  // nothing: not to be swept
};

// How far a campaign is, in settings.
struct CampaignState {
  std::uint64_t looked_at = 0;     // of the list
  std::uint64_t swept = 0;         // by this process, refused ones included
  std::uint64_t refused = 0;       // of those: the lowering refuses them
  std::uint64_t there = 0;         // swept before, or by another process
  std::uint64_t filtered = 0;      // left out by the plan's filter
  std::uint64_t other_shards = 0;  // left to other shards
  Rational worst_error;            // greatest |error| of those swept by this process, LSB
  std::optional<Setting> worst;    // nothing: none of these has figures
  bool is_complete = false;        // nothing of the list is left to do in this shard
};

struct Campaign {
  SettingList settings;
  Shard shard;
  std::size_t threads = 1;
  // Called on many threads. MeasureSettings, or a stand-in where the sweep itself does not matter.
  std::function<SettingResult(const Setting&)> measure;
  // Called after every setting, on one thread at a time.
  std::function<void(const CampaignState&)> progress;
};

// measure_setting() with the sets of inputs of each matrix, built once.
class MeasureSettings {
 public:
  explicit MeasureSettings(const Measures& measures) : measures_(measures) {}
  SettingResult operator()(const Setting& setting);

 private:
  Measures measures_;
  SetsByMatrix sets_;
};

// As many results are committed together: what a killed process loses of each of its settings'
// work is this many settings at most.
inline constexpr std::size_t settings_per_commit = 16;

// Sweeps every setting of the list that is in the shard and not in the store, one setting on each
// thread, and puts it into the store. What other processes have claimed is waited for at the end,
// and swept if they die. Ends early, without loss, once stop is true. Throws InputError if the
// store cannot take more.
CampaignState run_campaign(const Campaign& campaign, Store& store, Claims& claims,
                           const std::atomic<bool>& stop);

// The greatest |error| of settings of the store, LSB; -1 for refused ones. All must be there.
std::vector<Rational> stored_errors(Store& store, const std::vector<Setting>& settings);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CAMPAIGN_EXECUTION_H_
