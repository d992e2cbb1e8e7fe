// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Campaigns that are killed, that run out of disk and that meet each other.

#include "suites/campaign/execution.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "deployment/folder_fixture.h"
#include "deployment/input_error.h"
#include "suites/campaign/disaster_fixture.h"
#include "suites/campaign/small_campaign_fixture.h"

namespace swingproof {
namespace {

// At every fifth write of all; execution_slow_test.cc has each.
TEST_F(CampaignExecution, KilledAtAnyWriteItEndsWithTheSameRows) {
  EXPECT_GE(kills_with_the_same_rows(5), 40);
}

TEST_F(CampaignExecution, KilledAgainAndAgainItGetsThere) {
  const TemporaryFolder folder;
  int kills = 0;
  for (std::uint64_t attempt = 0;; ++attempt) {
    const int status = end_of(start_process([&] {
      expect_disaster(Disaster::kill, static_cast<std::int64_t>(spread_number(1, attempt, 0, 150)));
      run_small(folder);
    }));
    if (WIFEXITED(status)) break;
    ++kills;
    ASSERT_LT(kills, 1000);
  }
  EXPECT_GE(kills, 2);
  EXPECT_EQ(rows(folder.path_of("s.sqlite")), undisturbed_rows());
}

TEST_F(CampaignExecution, AFullDiskIsSaidAndLosesNothing) {
  const std::vector<std::string> expected = undisturbed_rows();
  for (const std::int64_t change : {0, 3, 10, 40, 80, 120, 160}) {
    const TemporaryFolder folder;
    const int status = end_of(start_process([&] {
      expect_disaster(Disaster::full_disk, change);
      try {
        run_small(folder);
      } catch (const InputError& error) {
        const std::string words = error.what();
        if (words.find("disk is full") == std::string::npos) {
          std::fprintf(stderr, "%s\n", words.c_str());
          ::_exit(4);
        }
        ::_exit(2);
      }
    }));
    ASSERT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 2) << status << " at " << change;
    EXPECT_TRUE(run_small(folder).is_complete);
    EXPECT_EQ(rows(folder.path_of("s.sqlite")), expected);
  }
}

TEST_F(CampaignExecution, ProcessesOnOneStoreShareTheWorkAndOutliveEachOther) {
  const std::vector<std::string> expected = undisturbed_rows();
  for (const std::int64_t change : {5, 20, 60}) {
    const TemporaryFolder folder;
    // Every measured setting leaves one byte.
    const std::string tally = folder.path_of("tally");
    const auto run = [&](std::int64_t disaster_at) {
      return start_process([&, disaster_at] {
        expect_disaster(Disaster::kill, disaster_at);
        const int descriptor = ::open(tally.c_str(), O_WRONLY | O_APPEND | O_CREAT, 0600);
        const PlannedSettings planned(small_plan(), {}, "plan");
        Claims claims(folder.path_of("s.claims"), std::nullopt);
        std::unique_ptr<Store> store;
        claims.in_turn([&] { store = Store::open_or_create(folder.path_of("s.sqlite"), {}); });
        Campaign campaign = small_campaign(planned);
        campaign.measure = [&](const Setting& setting) {
          if (::write(descriptor, ".", 1) != 1) ::_exit(5);
          return made_up_result(setting);
        };
        const std::atomic<bool> stop = false;
        if (!run_campaign(campaign, *store, claims, stop).is_complete) ::_exit(6);
      });
    };
    const std::vector<pid_t> processes = {run(-1), run(change), run(-1)};
    EXPECT_EQ(end_of(processes[0]), 0);
    end_of(processes[1]);
    EXPECT_EQ(end_of(processes[2]), 0);
    EXPECT_EQ(rows(folder.path_of("s.sqlite")), expected);
    // Only what the killed one had not committed was measured twice.
    EXPECT_GE(folder.read("tally").size(), setting_count);
    EXPECT_LE(folder.read("tally").size(), setting_count + settings_per_commit);
  }
}

TEST_F(CampaignExecution, ProcessesWithAStoreEachShareTheWorkToo) {
  const TemporaryFolder folder;
  const auto run = [&](const std::string& name) {
    return start_process([&] {
      if (!run_small(folder.path_of(name), folder.path_of("share"), true).is_complete) ::_exit(6);
    });
  };
  const std::vector<pid_t> processes = {run("a.sqlite"), run("b.sqlite")};
  for (const pid_t process : processes) EXPECT_EQ(end_of(process), 0);
  const std::unique_ptr<Store> all = Store::open_or_create(folder.path_of("all.sqlite"), {});
  const std::int64_t from_a = all->merge(folder.path_of("a.sqlite"));
  const std::int64_t from_b = all->merge(folder.path_of("b.sqlite"));
  EXPECT_EQ(from_a + from_b, static_cast<std::int64_t>(setting_count));
  EXPECT_EQ(static_cast<std::int64_t>(rows(folder.path_of("b.sqlite")).size()), from_b)
      << "something was swept twice";
  EXPECT_EQ(rows(folder.path_of("all.sqlite")), undisturbed_rows());
}

TEST_F(CampaignExecution, AWantedStopKeepsWhatIsMeasured) {
  const TemporaryFolder folder;
  const PlannedSettings planned(small_plan(), {}, "plan");
  Claims claims(folder.path_of("s.claims"), std::nullopt);
  const std::unique_ptr<Store> store = Store::open_or_create(folder.path_of("s.sqlite"), {});
  std::atomic<bool> stop = false;
  Campaign campaign = small_campaign(planned);
  campaign.progress = [&](const CampaignState& state) { stop = state.swept >= 21; };
  const CampaignState state = run_campaign(campaign, *store, claims, stop);
  EXPECT_FALSE(state.is_complete);
  EXPECT_EQ(state.swept, 21U);
  EXPECT_EQ(store->settings(), 21);
}

TEST_F(CampaignExecution, TheWorstIsTheGreatestErrorOfThoseThatAreNotRefused) {
  const PlannedSettings planned(small_plan(), {}, "plan");
  std::uint64_t refused = 0;
  Rational worst_error = -1;
  std::string worst;
  for (std::uint64_t i = 0; i < planned.size(); ++i) {
    const Setting setting = *planned.at(i);
    const SettingResult result = made_up_result(setting);
    if (!result.refusal.empty()) {
      ++refused;
    } else if (greatest_error(result) > worst_error) {
      worst_error = greatest_error(result);
      worst = canonical_text(setting);
    }
  }
  ASSERT_GT(refused, 0U);
  const TemporaryFolder folder;
  const CampaignState state = run_small(folder);
  EXPECT_EQ(state.refused, refused);
  EXPECT_EQ(state.worst_error, worst_error);
  EXPECT_EQ(canonical_text(*state.worst), worst);
}

// As of a plan that has one number in two forms.
TEST_F(CampaignExecution, ASettingThatThePlanHasTwiceIsMeasuredOnce) {
  const TemporaryFolder folder;
  const PlannedSettings planned(small_plan(), {}, "plan");
  Claims claims(folder.path_of("s.claims"), std::nullopt);
  const std::unique_ptr<Store> store = Store::open_or_create(folder.path_of("s.sqlite"), {});
  Campaign campaign = small_campaign(planned);
  campaign.settings = {2 * planned.size(), [&](std::uint64_t i) { return planned.at(i / 2); }};
  const std::atomic<bool> stop = false;
  const CampaignState state = run_campaign(campaign, *store, claims, stop);
  EXPECT_EQ(state.swept, setting_count);
  EXPECT_EQ(state.there, setting_count);
}

TEST_F(CampaignExecution, StoppedWhileAnotherHasASettingItIsNotComplete) {
  const TemporaryFolder folder;
  const PlannedSettings planned(small_plan(), {}, "plan");
  Claims claims(folder.path_of("s.claims"), std::nullopt);
  Claims another(folder.path_of("s.claims"), std::nullopt);
  const SettingKey given_back = setting_key(*planned.at(30));
  ASSERT_TRUE(another.take(given_back) && another.take(setting_key(*planned.at(60))));
  const std::unique_ptr<Store> store = Store::open_or_create(folder.path_of("s.sqlite"), {});
  std::atomic<bool> stop = false;
  Campaign campaign = small_campaign(planned);
  campaign.progress = [&](const CampaignState& state) {
    if (state.swept == setting_count - 2) another.release(given_back);
    stop = state.swept == setting_count - 1;
  };
  EXPECT_FALSE(run_campaign(campaign, *store, claims, stop).is_complete);
  EXPECT_EQ(store->settings(), static_cast<std::int64_t>(setting_count) - 1);
}

}  // namespace
}  // namespace swingproof
