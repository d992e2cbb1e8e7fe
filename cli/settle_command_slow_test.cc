// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
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
  EXPECT_FALSE(folder.read("kit/run_2/run_probe.py").empty());
  const std::string stored = SWINGPROOF_SOURCE_DIR "/suites/testdata/settle_kit";
  for (const auto& each : std::filesystem::recursive_directory_iterator(stored)) {
    if (!each.is_regular_file()) continue;
    const std::string name = std::filesystem::relative(each.path(), stored);
    EXPECT_EQ(run_shell(folder, "cmp kit/" + name + " " + each.path().string()).exit_code, 0);
  }
  const auto before = folder.snapshot();
  EXPECT_EQ(run_command(folder, "settle plan -o kit --march bayes-e").exit_code, 2);
  EXPECT_EQ(folder.snapshot(), before);
}

// Without biases beyond 16 bits nothing tells the widths 16 and 32 apart.
TEST(SettlePlanCommand, WithMeansOfEightBitsSaysWhatStaysOpen) {
  const TemporaryFolder folder;
  const CommandResult result = run_command(folder, "settle plan -o kit --mean-at-most 255");
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("but for some values of bias_width;"));
  const auto plan = nlohmann::json::parse(folder.read("kit/plan.json"));
  EXPECT_EQ(plan.at("design").at("undecided"), nlohmann::json({"bias_width"}));
  ASSERT_EQ(plan.at("deployments").size(), 2U);
  for (const std::string i : {"1", "2"}) {
    ASSERT_EQ(run_command(folder, "convert kit/probe_" + i + ".npy kit/deployment_" + i +
                                      ".toml -o kit/capture_" + i + ".npy --with fixed")
                  .exit_code,
              0);
  }
  const CommandResult judged = run_command(folder, "settle judge kit --json -");
  EXPECT_EQ(judged.exit_code, 1) << judged.err;
  for (const auto& choice : nlohmann::json::parse(judged.out).at("choices")) {
    const std::string name = choice.at("choice");
    EXPECT_EQ(choice.at("standing"), name == "bias_width"        ? "open"
                                     : name == "weight_rounding" ? "never_visible"
                                                                 : "confirmed")
        << name;
  }
}

}  // namespace
}  // namespace swingproof
