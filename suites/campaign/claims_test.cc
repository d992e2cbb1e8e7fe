// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/campaign/claims.h"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "deployment/folder_fixture.h"
#include "deployment/input_error.h"

namespace swingproof {
namespace {

const SettingKey shared_for = stable_key("a plan");

std::vector<SettingKey> keys_of(std::size_t count) {
  std::vector<SettingKey> keys;
  for (std::size_t i = 0; i < count; ++i) keys.push_back(stable_key(std::to_string(i)));
  return keys;
}

std::size_t logged(Claims& claims, const std::vector<SettingKey>& keys) {
  std::size_t count = 0;
  for (const SettingKey& key : keys) count += claims.is_logged(key) ? 1 : 0;
  return count;
}

TEST(Claims, AClaimIsOneOwnersUntilItIsReleasedOrItsOwnerEnds) {
  const TemporaryFolder folder;
  const std::vector<SettingKey> keys = keys_of(2);
  auto one = std::make_unique<Claims>(folder.path_of("claims"), std::nullopt);
  Claims other(folder.path_of("claims"), std::nullopt);
  EXPECT_TRUE(one->take(keys[0]));
  EXPECT_TRUE(one->take(keys[1]));
  EXPECT_FALSE(other.take(keys[0]));
  one->release(keys[0]);
  EXPECT_TRUE(other.take(keys[0]));
  EXPECT_FALSE(one->take(keys[0]));
  EXPECT_FALSE(other.take(keys[1]));
  one.reset();
  EXPECT_TRUE(other.take(keys[1]));
}

TEST(Claims, ActionsInTurnAreNeverInEachOther) {
  const TemporaryFolder folder;
  std::atomic<int> inside = 0;
  std::atomic<int> actions = 0;
  const auto act_often = [&] {
    Claims claims(folder.path_of("claims"), std::nullopt);
    for (int i = 0; i < 1000; ++i) {
      claims.in_turn([&] {
        EXPECT_EQ(++inside, 1);
        std::this_thread::yield();
        --inside;
        ++actions;
      });
    }
  };
  std::thread beside(act_often);
  act_often();
  beside.join();
  EXPECT_EQ(actions, 2000);
}

TEST(Claims, WithoutALogNothingIsLogged) {
  const TemporaryFolder folder;
  const std::vector<SettingKey> keys = keys_of(3);
  Claims claims(folder.path_of("claims"), std::nullopt);
  claims.log(keys);
  EXPECT_EQ(logged(claims, keys), 0U);
  EXPECT_EQ(folder.read("claims"), "");
}

// More keys than one read takes, from those who opened the log before and after.
TEST(Claims, EveryKeyOfALogIsSeenByAllWhoShareIt) {
  const TemporaryFolder folder;
  const std::vector<SettingKey> keys = keys_of(10'000);
  const SettingKey other = stable_key("not in the log");
  Claims before(folder.path_of("log"), shared_for);
  Claims writer(folder.path_of("log"), shared_for);
  writer.log(std::span(keys).first(1));
  writer.log(std::span(keys).subspan(1));
  Claims after(folder.path_of("log"), shared_for);
  for (Claims* claims : {&before, &writer, &after}) {
    EXPECT_EQ(logged(*claims, keys), keys.size());
    EXPECT_FALSE(claims->is_logged(other));
    EXPECT_FALSE(claims->is_logged(shared_for)) << "what the log is shared for is no setting";
  }
}

TEST(Claims, ALogOfSomethingElseIsRefusedAndLeftAsItIs) {
  const TemporaryFolder folder;
  const std::vector<SettingKey> keys = keys_of(2);
  Claims(folder.path_of("log"), shared_for).log(keys);
  const std::string content = folder.read("log");
  EXPECT_THROW(Claims(folder.path_of("log"), stable_key("another plan")), InputError);
  EXPECT_EQ(folder.read("log"), content);
  for (const std::string other : {"a", "fifteen bytes.\n"}) {
    folder.write("other", other);
    EXPECT_THROW(Claims(folder.path_of("other"), shared_for), InputError) << other;
    EXPECT_EQ(folder.read("other"), other);
  }
}

// A process that is killed leaves any part of the 16 bytes of what it wrote last.
TEST(Claims, WhatAKilledProcessLeftOfAKeyIsWrittenOver) {
  const std::vector<SettingKey> keys = keys_of(3);
  const TemporaryFolder folder;
  Claims(folder.path_of("log"), shared_for).log(std::span(keys).first(2));
  const std::string whole = folder.read("log");
  for (std::size_t left = 0; left < whole.size(); ++left) {
    folder.write("part", whole.substr(0, left));
    Claims(folder.path_of("part"), shared_for).log(std::span(keys).last(1));
    Claims after(folder.path_of("part"), shared_for);
    EXPECT_TRUE(after.is_logged(keys[2])) << left;
    EXPECT_EQ(after.is_logged(keys[0]), left >= 32) << left;
    EXPECT_EQ(folder.read("part").size(), (left < 16 ? 16 : left / 16 * 16) + 16) << left;
  }
}

}  // namespace
}  // namespace swingproof
