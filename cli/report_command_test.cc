// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "cli/command_runner.h"
#include "cli/report_page_fixture.h"
#include "suites/png/png_image.h"

namespace swingproof {
namespace {

using nlohmann::json;
using testing::HasSubstr;

TEST(ReportCommand, BudgetDecidesTheExitCodeAndResultsAreWrittenAllTheSame) {
  const TemporaryFolder folder;
  // G is off by up to 1.6883 LSB in gamut.
  const std::vector<std::pair<std::string, std::string>> budgets = {
      {"\"1.6\"", "fail"}, {"\"1.7\"", "pass"}, {"2", "pass"}};
  for (const auto& [limit, verdict] : budgets) {
    folder.write("budget.toml", "[budget.in_gamut.G]\nmax_abs_error = " + limit + "\n");
    const CommandResult result =
        run_command(folder, "report --budget budget.toml --json r.json --markdown r.md");
    EXPECT_EQ(result.exit_code, verdict == "fail" ? 1 : 0) << limit;
    const json budget = json::parse(folder.read("r.json")).at("budget");
    EXPECT_EQ(budget.at("verdict"), verdict);
    ASSERT_EQ(budget.at("limits").size(), 1U);
    EXPECT_EQ(budget.at("limits")[0].at("value").get<std::string>().substr(0, 5), "1.688");
    const std::string word = verdict == "fail" ? "FAIL" : limit == "2" ? "PASS:" : "PASS, CLOSE";
    EXPECT_THAT(result.out, HasSubstr(word));
    EXPECT_THAT(folder.read("r.md"), HasSubstr(word.substr(0, 4)));
  }
}

// rms errors are compared by their squares: the limit just below and at the exact root.
TEST(ReportCommand, BudgetsAreExact) {
  const TemporaryFolder folder;
  run_command(folder, "report --json r.json");
  const json channel = json::parse(folder.read("r.json")).at("channels")[0].at("all_inputs");
  EXPECT_EQ(channel.at("max_abs_error").at("exact"), "5/4");
  folder.write("b.toml", "[budget.all_inputs.R]\nmax_abs_error = \"5/4\"\n");
  EXPECT_EQ(run_command(folder, "report --budget b.toml").exit_code, 0);
  folder.write("b.toml", "[budget.all_inputs.R]\nmax_abs_error = \"1.2499999999999999999999\"\n");
  EXPECT_EQ(run_command(folder, "report --budget b.toml").exit_code, 1);
}

TEST(ReportCommand, BudgetsThatJudgeNothingAreRefused) {
  const TemporaryFolder folder;
  for (const std::string text : {"[budget]\nmax_code_difference = 1\n",
                                 "[budget.legal]\nmax_abs_error = 9\n", "[budget]\n"}) {
    folder.write("b.toml", text);
    const CommandResult result = run_command(folder, "report --budget b.toml --json r.json");
    EXPECT_EQ(result.exit_code, 2) << text;
    EXPECT_THAT(result.err, HasSubstr("b.toml: sets no limit on the op's error"));
    EXPECT_FALSE(std::filesystem::exists(folder.path_of("r.json")));
  }
  EXPECT_EQ(run_command(folder, "report --budget missing.toml").exit_code, 2);
}

// A pass does not say of limits that they are kept if nothing was held against them.
TEST(ReportCommand, LimitsThatAreNotJudgedAreTold) {
  const TemporaryFolder folder;
  folder.write("b.toml",
               "[budget]\nmax_abs_error = 255\n[budget.legal.G]\nmax_abs_error = 0\n"
               "[budget.in_gamut]\nmax_code_difference = 0\n");
  const CommandResult full =
      run_command(folder, "report --budget b.toml --json full.json --markdown full.md");
  EXPECT_EQ(full.exit_code, 0);
  const std::string sentence =
      "Every limit of the budget that was judged is kept; others were not.";
  EXPECT_THAT(full.out, HasSubstr(sentence));
  EXPECT_THAT(folder.read("full.md"), HasSubstr(sentence));
  EXPECT_THAT(full.out, HasSubstr("not judged: full swing has no legal inputs"));
  const json budget = json::parse(folder.read("full.json")).at("budget");
  EXPECT_EQ(budget.at("limits").size(), 3U);
  ASSERT_EQ(budget.at("not_judged").size(), 2U);
  EXPECT_EQ(budget.at("not_judged")[0].at("measure"), "max_code_difference");
  EXPECT_TRUE(budget.at("not_judged")[0].at("channel").is_null());
  EXPECT_EQ(budget.at("not_judged")[1].at("set"), "legal");
  EXPECT_EQ(budget.at("not_judged")[1].at("channel"), "G");
  EXPECT_EQ(run_command(folder, "report --swing studio --budget b.toml").exit_code, 1);
}

TEST(ReportCommand, TheClampedWeightJumpsOut) {
  const TemporaryFolder folder;
  const CommandResult result = run_command(folder, "report --json r.json --markdown r.md");
  const std::string words = "the Y weight of G does not fit int8 and is clamped from 128.2 to 127";
  EXPECT_THAT(result.out, HasSubstr(words));
  EXPECT_THAT(folder.read("r.md"), HasSubstr(words));
  const json findings = json::parse(folder.read("r.json")).at("findings");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].at("wanted").at("exact"), "5000/39");
  EXPECT_EQ(findings[0].at("held"), 127);
}

TEST(ReportCommand, PicturesThatCannotBeReadLeaveNothingBehind) {
  const TemporaryFolder folder;
  folder.write("text.png", "hello");
  folder.write("cut.png", small_png().substr(0, small_png().size() / 2));
  for (const std::string file : {"missing.png", "text.png", "cut.png", "."}) {
    const CommandResult result = run_command(folder, "report --image " + file + " --json r.json");
    EXPECT_EQ(result.exit_code, 2) << file;
    EXPECT_THAT(result.err, HasSubstr(file + ":"));
    EXPECT_FALSE(std::filesystem::exists(folder.path_of("r.json")));
  }
}

TEST(ReportCommand, PicturesAreInTheOrderGiven) {
  const TemporaryFolder folder;
  folder.write("a.png", small_png());
  folder.write("b.png", png_bytes(2, 2, std::vector<std::uint8_t>(12, 77)));
  run_command(folder, "report --image b.png --image a.png --json r.json");
  const json pictures = json::parse(folder.read("r.json")).at("pictures");
  ASSERT_EQ(pictures.size(), 2U);
  EXPECT_EQ(pictures[0].at("name"), "b.png");
  EXPECT_EQ(pictures[1].at("size"), json({256, 4}));
  // Grey: nothing for 4:2:0 to lose.
  EXPECT_EQ(pictures[0].at("paths")[0].at("channels"), pictures[0].at("paths")[1].at("channels"));
  EXPECT_NE(pictures[1].at("paths")[0].at("psnr_db"), pictures[1].at("paths")[1].at("psnr_db"));
}

TEST(ReportCommand, SeveralDeploymentsAreOneReport) {
  const TemporaryFolder folder;
  folder.write("a.toml", "[deployment]\n");
  folder.write("b.toml", imagenet_toml);
  const CommandResult result =
      run_command(folder, "report --deployment a.toml --deployment b.toml --json r.json");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  const json all = json::parse(folder.read("r.json"));
  EXPECT_EQ(all.at("schema"), "swingproof.reports/1");
  ASSERT_EQ(all.at("reports").size(), 2U);
  run_command(folder, "report b.toml --json b.json");
  EXPECT_EQ(all.at("reports")[1], json::parse(folder.read("b.json")));
  EXPECT_EQ(run_command(folder, "report a.toml --deployment b.toml").exit_code, 2);
  folder.write("bad.toml", "[deployment]\nstd = 0\n");
  const CommandResult bad = run_command(folder, "report --deployment a.toml --deployment bad.toml");
  EXPECT_EQ(bad.exit_code, 2);
  EXPECT_THAT(bad.err, HasSubstr("bad.toml"));
}

// Integers of its own, with which no page says what the op could be, are the quickest to write.
TEST(ReportCommand, ThePageSaysHowToWriteItAgainByteForByte) {
  if (!can_write_pages()) GTEST_SKIP() << "built without npm";
  expect_page_is_written_again(
      "report plain.toml --arithmetic arithmetics/integers.toml --budget b.toml --image a.png "
      "-o p.html");
}

// Each byte of a pipe can be read once: the digest is of what was computed with.
TEST(ReportCommand, TheArithmeticFileIsReadOnce) {
  const TemporaryFolder folder;
  folder.write("d.toml", "[deployment]\nq_scale = \"1/64\"\n");
  folder.write("own.toml",
               "[arithmetic]\nswing = \"full\"\n[arithmetic.constants]\noffset = 128\n");
  EXPECT_EQ(run_shell(folder,
                      "cat own.toml | $swingproof report --arithmetic /dev/stdin "
                      "--deployment d.toml --deployment d.toml --json o.json")
                .exit_code,
            0);
  EXPECT_EQ(run_shell(folder,
                      "cat own.toml | $swingproof tune --arithmetic /dev/stdin "
                      "--deployment d.toml --deployment d.toml --json t.json")
                .exit_code,
            0);
}

// What tune prints; report_command_slow_test.cc has other ops.
TEST(ReportCommand, ThePageSaysWhatTheOpCouldBe) {
  if (!can_write_pages()) GTEST_SKIP() << "built without npm";
  // Not by a matcher, which would print the whole page.
  for (const std::string text :
       {"would be R <strong>0.0114937</strong>, G <strong>0.0084028</strong>",
        "<td class=\"r\">0.0084028</td>"}) {
    EXPECT_NE(default_page().find(text), std::string::npos) << text;
  }
}

}  // namespace
}  // namespace swingproof
