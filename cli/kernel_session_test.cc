// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/kernel_session.h"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <stdexcept>

#include "cli/mutant_fixture.h"

namespace swingproof {
namespace {

using AfterRun = KernelSession::AfterRun;
using Outcome = KernelSession::Outcome;

// A row of 16 pixels that end where memory does.
PlacedImage last_row() {
  PlacedImage image;
  image.width = 16;
  image.height = 1;
  image.in_stride = 16;
  image.out_stride = 16;
  image.offset.fill(slot_bytes - 16);
  return image;
}

// Mutant 79 writes the byte behind the row. When its process ends there are runs that it has not
// read; where it wrote must be known all the same.
TEST(KernelSession, AFaultIsToldThoughRunsWereStartedBehindIt) {
  const KernelMemory memory;
  KernelSession session(mutant_library(79), memory);
  ASSERT_EQ(session.create(0, kernel_config(Deployment())), Outcome::done);
  for (int i = 0; i < 3; ++i) session.start_run(0, last_row(), AfterRun::open);
  siginfo_t ended = {};
  ASSERT_EQ(waitid(P_ALL, 0, &ended, WEXITED | WNOWAIT), 0);
  EXPECT_EQ(session.finish_run(), Outcome::broken);
  ASSERT_TRUE(session.breakdown());
  EXPECT_EQ(session.breakdown()->kind, FindingKind::out_of_bounds) << session.breakdown()->message;
  EXPECT_FALSE(session.is_usable());
  EXPECT_EQ(session.finish_run(), Outcome::broken);
  EXPECT_EQ(session.finish_run(), Outcome::broken);
  EXPECT_EQ(session.started_runs(), 0U);
}

// Mutant 56 returns 5, and its process goes on: its answers must not be taken for those of others.
TEST(KernelSession, EveryRunThatWasStartedHasItsOwnAnswer) {
  const KernelMemory memory;
  KernelSession session(mutant_library(56), memory);
  ASSERT_EQ(session.create(0, kernel_config(Deployment())), Outcome::done);
  for (int i = 0; i < 2; ++i) session.start_run(0, last_row(), AfterRun::open);
  EXPECT_THROW(session.destroy(0), std::logic_error);
  EXPECT_THROW(session.run(0, last_row()), std::logic_error);
  EXPECT_EQ(session.finish_run(), Outcome::broken);
  EXPECT_EQ(session.finish_run(), Outcome::broken);
  EXPECT_THROW(session.finish_run(), std::logic_error);
  EXPECT_TRUE(session.is_usable());
  EXPECT_EQ(session.destroy(0), Outcome::done);
}

}  // namespace
}  // namespace swingproof
