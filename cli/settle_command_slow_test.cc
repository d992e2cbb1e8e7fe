// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "cli/command_runner.h"

namespace swingproof {
namespace {

using testing::HasSubstr;

TEST(SettlePlanCommand, WritesTheStoredKitOnceAndLeavesOthersAlone) {
  const TemporaryFolder folder;
  const CommandResult result = run_command(folder, "settle plan -o kit");
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(folder.read("kit/README.md"), HasSubstr("deployment_1.toml"));
  for (const auto& each :
       std::filesystem::directory_iterator(SWINGPROOF_SOURCE_DIR "/suites/testdata/settle_kit")) {
    const std::string name = each.path().filename();
    EXPECT_EQ(run_shell(folder, "cmp kit/" + name + " " + each.path().string()).exit_code, 0);
  }
  const auto before = folder.snapshot();
  EXPECT_EQ(run_command(folder, "settle plan -o kit --march bayes-e").exit_code, 2);
  EXPECT_EQ(folder.snapshot(), before);
}

}  // namespace
}  // namespace swingproof
