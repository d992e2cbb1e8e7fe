// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/process_state.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <memory>

namespace swingproof {
namespace {

TEST(ProcessStateTest, EveryChangeIsNamed) {
  const ProcessState before = process_state();
  EXPECT_EQ(describe_state_changes(before, process_state()), "");
  ProcessState after = before;
  after.directory = "/somewhere";
  EXPECT_EQ(describe_state_changes(before, after), "the working directory (now /somewhere)");
  after = before;
  after.locale = "xx";
  EXPECT_EQ(describe_state_changes(before, after), "the locale (now xx)");
  after = before;
  after.umask += "7";
  EXPECT_EQ(describe_state_changes(before, after), "the umask");
  after = before;
  after.environment.emplace_back("SWINGPROOF_NEW=1");
  EXPECT_EQ(describe_state_changes(before, after), "the environment variable SWINGPROOF_NEW");
  EXPECT_EQ(describe_state_changes(after, before), "the environment variable SWINGPROOF_NEW");
  after = before;
  after.actions[SIGUSR1].sa_handler = SIG_IGN;
  sigaddset(&after.blocked, SIGUSR2);
  EXPECT_EQ(describe_state_changes(before, after),
            "the handler of SIGUSR1 (signal 10), whether SIGUSR2 (signal 12) is blocked");
}

TEST(ProcessStateTest, WhatIsHeldIsCounted) {
  const auto before = held_resources();
  const auto memory = std::make_unique<char[]>(100000);
  const int descriptor = dup(1);
  const auto after = held_resources();
  close(descriptor);
  EXPECT_GE(after[0], before[0] + 100000);
  EXPECT_EQ(after[1], before[1] + 1);
  EXPECT_EQ(after[2], before[2]);
  EXPECT_NE(memory, nullptr);
  EXPECT_GT(after[3], 0);
  EXPECT_GT(after[4], 0);
}

}  // namespace
}  // namespace swingproof
