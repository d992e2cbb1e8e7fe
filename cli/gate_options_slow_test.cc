// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Options of gate that look where a plain gate does not.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "cli/gate_command_fixture.h"

namespace swingproof {
namespace {

using testing::HasSubstr;

TEST(GateOptions, AlsoSizeFindsAPathOfThatSize) {
  const TemporaryFolder folder;
  EXPECT_EQ(run_command(folder, "gate " + mutant_option(125)).exit_code, 0);
  const CommandResult found =
      run_command(folder, "gate " + mutant_option(125) + "--also-size 1000x3000");
  EXPECT_EQ(found.exit_code, 1);
  EXPECT_THAT(found.out, HasSubstr("--size 1000x3000"));
  EXPECT_EQ(run_command(folder, "gate " + mutant_option(125) + "--size 1000x3000").exit_code, 1);
}

TEST(GateOptions, EachEnvironmentIsAPassOfItsOwn) {
  const TemporaryFolder folder;
  const CommandResult result = run_command(
      folder, "gate " + mutant_option(128) +
                  "--env OTHER=1 --env 'MUTANT_PATH=a b OTHER=2' --max-stack 100000 --json o.json");
  EXPECT_EQ(result.exit_code, 1);
  const nlohmann::json deployments = read_json(folder, "o.json")["deployments"];
  ASSERT_EQ(deployments.size(), 3U);
  EXPECT_EQ(deployments[0]["environment"], nlohmann::json::object());
  EXPECT_EQ(deployments[0]["status"], "passed");
  EXPECT_EQ(deployments[1]["environment"], nlohmann::json({{"OTHER", "1"}}));
  EXPECT_EQ(deployments[1]["status"], "passed");
  EXPECT_EQ(deployments[2]["environment"],
            nlohmann::json({{"MUTANT_PATH", "a b"}, {"OTHER", "2"}}));
  EXPECT_EQ(deployments[2]["status"], "failed");
  EXPECT_THAT(deployments[2]["findings"][0]["reproduce"].get<std::string>(),
              HasSubstr("--env 'MUTANT_PATH=a b OTHER=2'"));
  EXPECT_GT(deployments[0]["stack_bytes"], 0);
}

TEST(GateOptions, AStackThatIsTooSmallIsAFinding) {
  const TemporaryFolder folder;
  const CommandResult result = run_command(folder, "gate " + mutant_option(0) + "--max-stack 16");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, HasSubstr("bytes of stack, over the 16 of --max-stack"));
}

TEST(GateOptions, MistakesAreToldInOneLine) {
  const TemporaryFolder folder;
  for (const char* option :
       {"--also-size 9000x9000", "--also-size 7", "--env =1", "--env PATH", "--max-stack -1",
        "--max-stack 1e9", "--budget preset:opencv", "--size 3x3 --also-size 3x3"}) {
    const CommandResult result = run_command(folder, "gate " + mutant_option(0) + option);
    EXPECT_EQ(result.exit_code, 2) << option;
    EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
  }
}

}  // namespace
}  // namespace swingproof
