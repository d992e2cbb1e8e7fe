// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/command_runner.h"

namespace swingproof {
namespace {

using nlohmann::json;

TEST(LintCommand, TheDefaultDeploymentIsCleanButForANote) {
  const TemporaryFolder folder;
  const CommandResult result = run_command(folder, "lint");
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.err, "");
  EXPECT_NE(result.out.find("0 errors, 0 warnings, 1 note\n"), std::string::npos) << result.out;
}

TEST(LintCommand, WarningsDoNotFailTheRun) {
  const TemporaryFolder folder;
  const CommandResult result = run_command(folder, "lint --q-scale 1/64");
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_NE(result.out.find("0 errors, 1 warning, 1 note\n"), std::string::npos) << result.out;
}

// What other commands refuse or only warn of is found, with its line, in every form at once.
TEST(LintCommand, ErrorsAreToldInEveryForm) {
  const TemporaryFolder folder;
  folder.write("d.toml", "[deployment]\nmarch = \"nash-e\"\nswing = \"studio\"\n");
  const CommandResult result = run_command(folder, "lint d.toml --json l.json --sarif l.sarif");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(result.err, "");
  EXPECT_NE(result.out.find("error: swing (line 3)\n"), std::string::npos) << result.out;
  const json findings = json::parse(folder.read("l.json"));
  EXPECT_EQ(findings.at("schema"), "swingproof.lint/1");
  EXPECT_EQ(findings.at("deployment").at("march"), "nash-e");
  EXPECT_EQ(findings.at("findings").at(0).at("rule"), "march-without-op");
  EXPECT_EQ(findings.at("findings").at(0).at("line"), 2);
  const json sarif = json::parse(folder.read("l.sarif"));
  EXPECT_EQ(sarif.at("runs").at(0).at("results").at(0).at("ruleId"), "march-without-op");
  EXPECT_EQ(run_command(folder, "lint d.toml --json -").out, folder.read("l.json"));
}

// A line is that of the setting that was checked: an option has none.
TEST(LintCommand, OptionsOverrideTheFileAndItsLines) {
  const TemporaryFolder folder;
  folder.write("d.toml", "[deployment]\nswing = \"full\"\nmarch = \"nash-e\"\n");
  const CommandResult result =
      run_command(folder, "lint --deployment d.toml --swing studio --march bayes --json -");
  EXPECT_EQ(result.exit_code, 1);
  const json findings = json::parse(result.out).at("findings");
  EXPECT_EQ(findings.at(0).at("rule"), "swing-studio");
  EXPECT_TRUE(findings.at(0).at("line").is_null());
  EXPECT_EQ(run_command(folder, "report --deployment d.toml --march bayes --json r.json").exit_code,
            0);
}

TEST(LintCommand, AnnotationsOnlyUnderGitHub) {
  const TemporaryFolder folder;
  folder.write("d,1.toml", "[deployment]\n\nswing = \"studio\"\n");
  const std::string begin =
      "\n::error file=d%2C1.toml,line=3,title=swingproof lint%3A swing-studio::";
  EXPECT_NE(run_shell(folder, "GITHUB_ACTIONS=true $swingproof lint d,1.toml").out.find(begin),
            std::string::npos);
  EXPECT_EQ(
      run_shell(folder, "unset GITHUB_ACTIONS; $swingproof lint d,1.toml").out.find("::error"),
      std::string::npos);
}

TEST(LintCommand, WhatCannotBeReadIsBadInput) {
  const TemporaryFolder folder;
  folder.write("d.toml", "[deployment]\nswing = \"half\"\n");
  for (const char* arguments : {"lint d.toml", "lint missing.toml", "lint --march 'no march'",
                                "lint --json - --sarif -", "lint --std 0"}) {
    const CommandResult result = run_command(folder, arguments);
    EXPECT_EQ(result.exit_code, 2) << arguments;
    EXPECT_EQ(result.out, "") << arguments;
    EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
  }
}

}  // namespace
}  // namespace swingproof
