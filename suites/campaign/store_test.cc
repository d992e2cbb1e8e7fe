// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/campaign/store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "deployment/input_error.h"
#include "suites/campaign/small_campaign_fixture.h"

namespace swingproof {
namespace {

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
