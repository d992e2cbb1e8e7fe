// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/campaign/execution.h"

#include <chrono>
#include <deque>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "suites/campaign/stored_figures.h"
#include "suites/parallel_blocks.h"

namespace swingproof {
namespace {

constexpr std::chrono::milliseconds wait_for_others{10};

struct Task {
  Setting setting;
  SettingKey key;
};

// Hands out settings, and takes in results. All threads of a campaign share one.
class Schedule {
 public:
  Schedule(const Campaign& campaign, Store& store, Claims& claims, const std::atomic<bool>& stop)
      : campaign_(campaign), store_(store), claims_(claims), stop_(stop) {}

  // A setting that is claimed for the caller; nothing when there is nothing left to do.
  std::optional<Task> take() {
    while (!is_stopped()) {
      const std::uint64_t number = next_number_++;
      if (number >= campaign_.settings.size) return take_deferred();
      if (std::optional<Task> task = claim(number)) return task;
    }
    return std::nullopt;
  }

  void finish(const Task& task, SettingResult result) {
    const std::lock_guard lock(mutex_);
    ++state_.swept;
    keep_worst(result);
    results_.push_back(std::move(result));
    keys_.push_back(task.key);
    // At the end others may wait for what we have.
    if (results_.size() >= settings_per_commit || is_exhausted_) commit();
    campaign_.progress(state_);
  }

  // What throws leaves the other threads nothing more to do.
  void fail() { is_failed_ = true; }

  CampaignState end() {
    const std::lock_guard lock(mutex_);
    commit();
    state_.is_complete = is_exhausted_ && deferred_.empty();
    return state_;
  }

 private:
  enum class Answer { ours, there, somebody_elses };

  bool is_stopped() const { return stop_ || is_failed_; }

  std::optional<Task> claim(std::uint64_t number) {
    std::optional<Setting> setting = campaign_.settings.at(number);
    std::optional<SettingKey> key;
    if (setting) key = setting_key(*setting);
    const std::lock_guard lock(mutex_);
    ++state_.looked_at;
    if (!setting) {
      ++state_.filtered;
    } else if (!campaign_.shard.has(*key)) {
      ++state_.other_shards;
    } else {
      switch (try_claim(*key)) {
        case Answer::ours:
          return Task{*std::move(setting), *key};
        case Answer::there:
          ++state_.there;
          break;
        case Answer::somebody_elses:
          deferred_.push_back({*std::move(setting), *key});
      }
    }
    return std::nullopt;
  }

  // What the lowering refuses has no error.
  void keep_worst(const SettingResult& result) {
    if (!result.refusal.empty()) {
      ++state_.refused;
      return;
    }
    const Rational error = greatest_error(result);
    if (state_.worst && error <= state_.worst_error) return;
    state_.worst_error = error;
    state_.worst = result.setting;
  }

  Answer try_claim(const SettingKey& key) {
    if (ours_.contains(key)) return Answer::there;
    if (!claims_.take(key)) return Answer::somebody_elses;
    // Looked for after the claim: whoever had it before has committed by now, or never will.
    if (store_.has(key) || claims_.is_logged(key)) {
      claims_.release(key);
      return Answer::there;
    }
    ours_.insert(key);
    return Answer::ours;
  }

  // Settings that others had claimed when their turn came: swept meanwhile, or left by the dead.
  std::optional<Task> take_deferred() {
    std::unique_lock lock(mutex_);
    is_exhausted_ = true;
    commit();
    std::size_t refusals = 0;
    while (!deferred_.empty() && !is_stopped()) {
      Task task = std::move(deferred_.front());
      deferred_.pop_front();
      const Answer answer = try_claim(task.key);
      if (answer == Answer::ours) return task;
      if (answer == Answer::there) {
        ++state_.there;
        continue;
      }
      deferred_.push_back(std::move(task));
      if (++refusals % deferred_.size() != 0) continue;
      lock.unlock();
      std::this_thread::sleep_for(wait_for_others);
      lock.lock();
    }
    return std::nullopt;
  }

  void commit() {
    if (results_.empty()) return;
    store_.add(results_);
    claims_.log(keys_);
    for (const SettingKey& key : keys_) {
      claims_.release(key);
      ours_.erase(key);
    }
    results_.clear();
    keys_.clear();
  }

  const Campaign& campaign_;
  Store& store_;
  Claims& claims_;
  const std::atomic<bool>& stop_;
  std::atomic<std::uint64_t> next_number_ = 0;
  std::atomic<bool> is_failed_ = false;

  std::mutex mutex_;  // of everything below, the store and the claims
  CampaignState state_;
  std::vector<SettingResult> results_;  // not committed yet
  std::vector<SettingKey> keys_;        // theirs
  std::set<SettingKey> ours_;           // claimed by this process
  std::deque<Task> deferred_;
  bool is_exhausted_ = false;
};

}  // namespace

SettingResult MeasureSettings::operator()(const Setting& setting) {
  return measure_setting(setting, measures_, sets_.of(setting.deployment.matrix));
}

CampaignState run_campaign(const Campaign& campaign, Store& store, Claims& claims,
                           const std::atomic<bool>& stop) {
  Schedule schedule(campaign, store, claims, stop);
  for_each_block(campaign.threads, [&](std::size_t) {
    try {
      while (const std::optional<Task> task = schedule.take()) {
        on_one_thread([&] { schedule.finish(*task, campaign.measure(task->setting)); });
      }
    } catch (...) {
      schedule.fail();
      throw;
    }
  });
  return schedule.end();
}

std::vector<Rational> stored_errors(Store& store, const std::vector<Setting>& settings) {
  std::vector<Rational> errors;
  for (const Setting& setting : settings) {
    const SettingResult result = store.find(setting_key(setting)).value();
    errors.push_back(result.refusal.empty() ? greatest_error(result) : Rational(-1));
  }
  return errors;
}

}  // namespace swingproof
