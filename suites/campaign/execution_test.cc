// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Campaigns that are killed, that run out of disk and that meet each other, with a measure that
// costs nothing: the figures are made from the setting's key.

#include "suites/campaign/execution.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "deployment/folder_fixture.h"
#include "deployment/input_error.h"
#include "suites/campaign/plan.h"
#include "suites/campaign/stored_figures.h"

namespace swingproof {
namespace {

constexpr std::uint64_t setting_count = 100;

SettingResult made_up_result(const Setting& setting) {
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

const Plan& small_plan() {
  static const Plan plan =
      parse_plan_toml("[[settings]]\nmean = {from = 1, to = 100, count = 100}\n", "plan");
  return plan;
}

Campaign small_campaign(const PlannedSettings& planned) {
  Campaign campaign;
  campaign.settings = {planned.size(), [&](std::uint64_t i) { return planned.at(i); }};
  campaign.measure = made_up_result;
  campaign.progress = [](const CampaignState&) {};
  return campaign;
}

CampaignState run_small(const std::string& store_path, const std::string& claims_path,
                        bool is_shared = false) {
  const PlannedSettings planned(small_plan(), {}, "plan");
  Claims claims(claims_path, is_shared ? std::optional(stable_key("small plan")) : std::nullopt);
  std::unique_ptr<Store> store;
  claims.in_turn([&] { store = Store::open_or_create(store_path, {}); });
  const std::atomic<bool> stop = false;
  return run_campaign(small_campaign(planned), *store, claims, stop);
}

CampaignState run_small(const TemporaryFolder& folder) {
  return run_small(folder.path_of("s.sqlite"), folder.path_of("s.claims"));
}

std::vector<std::string> rows(const std::string& path) {
  std::vector<std::string> all;
  Store(path, DatabaseUse::read).for_each([&](const SettingResult& result) {
    all.push_back(canonical_text(result.setting) + " " + result_digest(result));
  });
  return all;
}

std::vector<std::string> undisturbed_rows() {
  const TemporaryFolder folder;
  run_small(folder);
  return rows(folder.path_of("s.sqlite"));
}

// SQLite's changes to files, counted down: at the last one it writes half of what it wanted and
// the process is killed, or it and all later ones find the disk full.
enum class Disaster { kill, full_disk };
Disaster disaster;
std::int64_t changes_left = -1;  // below 0: no disaster

bool strikes() { return changes_left >= 0 && changes_left-- <= 0; }

ssize_t failing_pwrite(int descriptor, const void* bytes, std::size_t size, off_t offset) {
  if (strikes()) {
    if (disaster == Disaster::full_disk) {
      changes_left = 0;
      errno = ENOSPC;
      return -1;
    }
    if (::pwrite(descriptor, bytes, size / 2, offset) >= 0) ::raise(SIGKILL);
  }
  return ::pwrite(descriptor, bytes, size, offset);
}

int failing_ftruncate(int descriptor, off_t size) {
  if (disaster == Disaster::kill && strikes()) ::raise(SIGKILL);
  return ::ftruncate(descriptor, size);
}

int failing_unlink(const char* path) {
  if (disaster == Disaster::kill && strikes()) ::raise(SIGKILL);
  return ::unlink(path);
}

void expect_disaster(Disaster kind, std::int64_t after_changes) {
  disaster = kind;
  changes_left = after_changes;
  sqlite3_initialize();
  sqlite3_vfs* vfs = sqlite3_vfs_find(nullptr);
  const auto replace = [&](const char* name, auto* function) {
    vfs->xSetSystemCall(vfs, name, reinterpret_cast<sqlite3_syscall_ptr>(function));
  };
  replace("pwrite", failing_pwrite);
  replace("pwrite64", failing_pwrite);
  replace("ftruncate", failing_ftruncate);
  replace("unlink", failing_unlink);
}

// Hundreds of campaigns: in memory where there is a file system for it, as commits wait for disks.
class CampaignExecution : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (::access("/dev/shm", W_OK) == 0) ::setenv("TMPDIR", "/dev/shm", 0);
  }
};

// In a process of its own; how it ended, as waitpid says.
template <typename Action>
pid_t start_process(const Action& action) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  int code = 0;
  try {
    action();
  } catch (const InputError&) {
    code = 2;
  } catch (...) {
    code = 3;
  }
  ::_exit(code);
}

int end_of(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

TEST_F(CampaignExecution, KilledAtEveryWriteItEndsWithTheSameRows) {
  const std::vector<std::string> expected = undisturbed_rows();
  ASSERT_EQ(expected.size(), setting_count);
  int kills = 0;
  for (std::int64_t change = 0;; ++change) {
    const TemporaryFolder folder;
    const int status = end_of(start_process([&] {
      expect_disaster(Disaster::kill, change);
      run_small(folder);
    }));
    if (WIFEXITED(status)) {
      EXPECT_EQ(WEXITSTATUS(status), 0);
      break;
    }
    ++kills;
    ASSERT_TRUE(run_small(folder).is_complete);
    ASSERT_EQ(rows(folder.path_of("s.sqlite")), expected) << "killed at change " << change;
  }
  RecordProperty("kills", kills);
  EXPECT_GE(kills, 200);
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

TEST(CampaignStore, MergesEqualFiguresAndRefusesOthers) {
  const TemporaryFolder folder;
  run_small(folder);
  const std::string path = folder.path_of("s.sqlite");
  const std::unique_ptr<Store> all = Store::open_or_create(folder.path_of("all.sqlite"), {});
  EXPECT_EQ(all->merge(path), static_cast<std::int64_t>(setting_count));
  EXPECT_EQ(all->merge(path), 0);
  EXPECT_EQ(rows(folder.path_of("all.sqlite")), rows(path));

  Setting setting = *PlannedSettings(small_plan(), {}, "plan").at(3);
  SettingResult other = made_up_result(setting);
  other.refusal.clear();
  for (ChannelErrors& errors : other.errors) errors.all_inputs.max_abs_error = 12345;
  for (std::size_t c = 0; c < 3; ++c) other.errors[c].channel = output_channels(Op{})[c];
  const std::unique_ptr<Store> wrong = Store::open_or_create(folder.path_of("w.sqlite"), {});
  wrong->add(std::vector<SettingResult>{
      other,
      made_up_result(
          *PlannedSettings(parse_plan_toml("[[settings]]\nmean = 7777\n", "p"), {}, "p").at(0))});
  EXPECT_THROW(all->merge(folder.path_of("w.sqlite")), InputError);
  EXPECT_EQ(all->settings(), static_cast<std::int64_t>(setting_count));
}

std::string refusal_of(const std::string& path) {
  try {
    rows(path);
  } catch (const InputError& error) {
    return error.what();
  }
  return "accepted";
}

TEST(CampaignStore, WhatIsNoStoreOrIsDamagedIsRefused) {
  const TemporaryFolder folder;
  run_small(folder);
  const std::string path = folder.path_of("s.sqlite");
  const std::string whole = folder.read("s.sqlite");
  EXPECT_EQ(refusal_of(path), "accepted");

  folder.write("text.sqlite", "no database at all, but long enough to be one if it were");
  EXPECT_THAT(refusal_of(folder.path_of("text.sqlite")),
              testing::HasSubstr("is not a store of campaigns"));
  EXPECT_THAT(refusal_of(folder.path_of("none.sqlite")), testing::HasSubstr("cannot be opened"));
  { const Database other(folder.path_of("other.sqlite"), DatabaseUse::create); }
  Database(folder.path_of("other.sqlite"), DatabaseUse::write).execute("CREATE TABLE t (a)");
  EXPECT_THAT(refusal_of(folder.path_of("other.sqlite")),
              testing::HasSubstr("is not a store of campaigns"));
  folder.write("short.sqlite", whole.substr(0, whole.size() / 2));
  EXPECT_THAT(refusal_of(folder.path_of("short.sqlite")), testing::HasSubstr("corrupted"));

  // A store with any of its pages overwritten is refused, or has the same rows (a free page).
  const std::vector<std::string> expected = rows(path);
  for (std::size_t page = 0; page < whole.size() / 4096; ++page) {
    std::string damaged = whole;
    for (std::size_t i = 0; i < 4096; ++i) damaged[page * 4096 + i] ^= 0x55;
    folder.write("damaged.sqlite", damaged);
    const std::string words = refusal_of(folder.path_of("damaged.sqlite"));
    if (words == "accepted") {
      EXPECT_EQ(rows(folder.path_of("damaged.sqlite")), expected) << "page " << page;
    }
  }

  // A figure that was changed, in a database that is sound.
  Database(path, DatabaseUse::write).execute("UPDATE error SET sum_error = '1/3'");
  EXPECT_THAT(refusal_of(path), testing::HasSubstr("do not fit its digest"));
  folder.write("older.sqlite", whole);
  Database(folder.path_of("older.sqlite"), DatabaseUse::write).execute("PRAGMA user_version = 1");
  EXPECT_THAT(refusal_of(folder.path_of("older.sqlite")), testing::HasSubstr("version 1"));
}

}  // namespace
}  // namespace swingproof
