// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Where results go: all files or none, never over one another or over an input, and no result is
// called written that is not.

#include "cli/result_output.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "cli/command_runner.h"

namespace swingproof {
namespace {

void expect_result_refused(const TemporaryFolder& folder, const std::string& line,
                           const std::string& message) {
  SCOPED_TRACE(line);
  const auto before = folder.snapshot();
  const CommandResult result = run_shell(folder, line);
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_EQ(result.out.substr(0, 80), "");
  EXPECT_THAT(result.err, testing::StartsWith("swingproof: error: " + message));
  EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
  EXPECT_TRUE(folder.snapshot() == before) << "a file was made or changed";
}

TEST(ResultOutput, AllFilesOrNone) {
  const TemporaryFolder folder;
  folder.write("old.json", "precious");
  expect_result_refused(folder, "$swingproof report --json old.json --markdown no/new.md",
                        "no/new.md: ");
  expect_result_refused(folder, "$swingproof report --json new.json --markdown no/new.md",
                        "no/new.md: ");
  expect_result_refused(folder, "$swingproof report --markdown old.json --json /dev/full",
                        "/dev/full: ");
  expect_result_refused(folder, "$swingproof report --json old.json --markdown new.md >/dev/full",
                        "stdout: cannot be written whole");
  expect_result_refused(folder, "$swingproof report --json old.json --markdown new.md >&-",
                        "stdout: is not a descriptor open for writing");
}

// Closed descriptors are not taken by files, which would then get what is meant for stdout.
TEST(ResultOutput, ClosedDescriptorsStayClosed) {
  const TemporaryFolder folder;
  const CommandResult result =
      run_shell(folder, "$swingproof report --json - --markdown r.md <&- 2>&-");
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, testing::StartsWith("{"));
  EXPECT_THAT(folder.read("r.md"), testing::StartsWith("# "));
}

TEST(ResultOutput, WhatCannotBeWrittenIsNotDone) {
  const TemporaryFolder folder;
  for (const std::string arguments :
       {"--version", "--help", "report --help", "report", "report --json -", "trace 0 0 0",
        "trace 0 0 0 --json -", "dump fixed -o -"}) {
    expect_result_refused(folder, "$swingproof " + arguments + " >/dev/full", "stdout: ");
    expect_result_refused(folder, "$swingproof " + arguments + " >&-", "stdout: ");
  }
  // A file that may not be that large.
  expect_result_refused(folder, "ulimit -f 1000; $swingproof dump training -o cube.npy",
                        "cube.npy: cannot be written whole: File too large");
  EXPECT_FALSE(folder.names().contains("cube.npy"));
  // Nor does an error that cannot be shown become another one.
  EXPECT_EQ(run_shell(folder, "$swingproof reprot 2>/dev/full").exit_code, 2);
  EXPECT_EQ(run_shell(folder, "$swingproof trace --swing studio 0 0 0 2>/dev/full").exit_code, 0);
}

TEST(ResultOutput, TwoResultsInOneFileAreRefused) {
  const TemporaryFolder folder;
  folder.write("old", "precious");
  const auto prepared = run_shell(folder,
                                  "mkdir sub; ln -s old link; ln old hard; ln -s no dangling; "
                                  "ln -s dangling twice; ln -s . folder");
  ASSERT_EQ(prepared.exit_code, 0) << prepared.err;
  const std::vector<std::pair<std::string, std::string>> same = {
      {"new", "new"},           {"new", "./new"},   {"new", "sub/../new"}, {"new", "$PWD/new"},
      {"folder/new", "new"},    {"old", "old"},     {"old", "link"},       {"old", "hard"},
      {"folder/old", "./link"}, {"dangling", "no"}, {"twice", "./no"},     {"-", "-"}};
  for (const auto& [json, markdown] : same) {
    expect_result_refused(folder, "$swingproof report --json " + json + " --markdown " + markdown,
                          "--markdown: ");
  }
  expect_result_refused(folder, "$swingproof report --json /dev/stdout", "--json: ");
  EXPECT_EQ(run_shell(folder, "$swingproof trace 0 0 0 --json s >s").exit_code, 2);
  EXPECT_EQ(run_command(folder, "report --json /dev/null --markdown /dev/null").exit_code, 0);
}

TEST(ResultOutput, InputsAreNotOverwritten) {
  const TemporaryFolder folder;
  folder.write("d.toml", "[deployment]\n");
  folder.write("in.npy", "not read");
  ASSERT_EQ(run_shell(folder, "ln -s d.toml link").exit_code, 0);
  for (const std::string arguments :
       {"report d.toml --json d.toml", "report d.toml --json ./link",
        "report --deployment link --json d.toml", "trace d.toml 0 0 0 --json $PWD/d.toml"}) {
    expect_result_refused(folder, "$swingproof " + arguments, "--json: ");
  }
  for (const std::string arguments :
       {"dump ideal d.toml -o d.toml", "convert in.npy -o in.npy --with ideal",
        "convert in.npy -o - --with ideal 1<>in.npy"}) {
    expect_result_refused(folder, "$swingproof " + arguments, "--output: ");
  }
}

TEST(ResultOutput, AnArrayMayGoToAPipeButNotToATerminal) {
  const TemporaryFolder folder;
  EXPECT_EQ(run_command(folder, "dump training -o cube.npy").exit_code, 0);
  EXPECT_EQ(run_shell(folder, "$swingproof dump training -o - | cmp - cube.npy").exit_code, 0);
  EXPECT_FALSE(folder.names().contains("-"));
  const CommandResult result =
      run_shell(folder, "script -qec \"$swingproof dump training -o -\" /dev/null");
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.out, testing::HasSubstr("error: --output: \"-\" would send binary data"));
  const CommandResult frame = run_shell(
      folder, "script -qec \"$swingproof probe --image 64x64 -o p.npy --nv12 -\" /dev/null");
  EXPECT_EQ(frame.exit_code, 2);
  EXPECT_THAT(frame.out, testing::HasSubstr("error: --nv12: \"-\" would send binary data"));
  const std::string captured = "certify --stimulus p.npy --capture c.npy --next-probe -";
  EXPECT_EQ(
      run_shell(folder,
                "$swingproof probe -o p.npy && $swingproof convert p.npy -o c.npy --with fixed")
          .exit_code,
      0);
  const CommandResult next =
      run_shell(folder, "script -qec \"$swingproof " + captured + "\" /dev/null");
  EXPECT_EQ(next.exit_code, 2);
  EXPECT_THAT(next.out, testing::HasSubstr("error: --next-probe: \"-\" would send binary data"));
}

}  // namespace
}  // namespace swingproof
