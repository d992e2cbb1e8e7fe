// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_SETTLE_COMMANDS_FIXTURE_H_
#define SWINGPROOF_CLI_SETTLE_COMMANDS_FIXTURE_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/command_runner.h"

namespace swingproof {

// A folder with the stored kit in kit/, and the captures of a board that computes the model.
class SettleCommands : public testing::Test {
 protected:
  SettleCommands() {
    std::filesystem::copy(SWINGPROOF_SOURCE_DIR "/suites/testdata/settle_kit",
                          folder.path_of("kit"), std::filesystem::copy_options::recursive);
    capture("kit", "");
  }

  CommandResult run(const std::string& arguments) const { return run_command(folder, arguments); }

  // Writes both captures, with options of convert.
  void capture(const std::string& into, const std::string& options) const {
    for (const std::string number : {"1", "2"}) {
      const CommandResult result =
          run("convert kit/probe_" + number + ".npy kit/deployment_" + number + ".toml -o " + into +
              "/capture_" + number + ".npy --with fixed " + options);
      ASSERT_EQ(result.exit_code, 0) << result.err;
    }
  }

  nlohmann::json judged(const std::string& options = "") const {
    return nlohmann::json::parse(run("settle judge kit --json - " + options).out);
  }

  void expect_refused(const std::string& arguments, const std::string& words) const {
    const auto before = folder.snapshot();
    const CommandResult result = run(arguments);
    EXPECT_EQ(result.exit_code, 2) << result.out;
    EXPECT_EQ(result.out, "");
    EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
    EXPECT_THAT(result.err, testing::HasSubstr(words));
    EXPECT_EQ(folder.snapshot(), before);
  }

  void remove(const std::string& file) const { std::filesystem::remove(folder.path_of(file)); }

  const TemporaryFolder folder;
};

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_SETTLE_COMMANDS_FIXTURE_H_
