// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/lint/lint_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace swingproof {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

// Findings made by hand, so that every printed figure can be checked by eye.
LintReport report_of(const Consequence& consequence) {
  LintReport report;
  report.source = parse_deployment_source("[deployment]\nswing = \"studio\"\n", "test.toml");
  report.arithmetic = Arithmetic{};
  report.findings = {{"swing-studio", Severity::error, "swing", "it is so", consequence, "stop"}};
  return report;
}

CodeConsequence a_quarter_differs() {
  CodeConsequence consequence;
  consequence.meant = "swing full";
  consequence.codes.inputs_that_differ = cube_inputs / 4;
  for (auto& difference : consequence.codes.code_difference) difference = {{0, cube_inputs}};
  consequence.codes.code_difference[1] = {{-3, cube_inputs / 4}, {0, 3 * cube_inputs / 4}};
  consequence.grey_levels_per_code = {Rational(1, 3), Rational(2, 3), 1};
  return consequence;
}

TEST(LintReport, CodesAreToldInLsbAndGreyLevels) {
  const LintReport report = report_of(a_quarter_differs());
  EXPECT_EQ(consequence_sentence(report.findings[0].consequence),
            "against swing full, 25.00 % of all 2^24 inputs get other codes, by up to 3 LSB and "
            "2.0000 grey levels");
  const Json json = lint_json(report).at("findings").at(0);
  EXPECT_EQ(json.at("rule"), "swing-studio");
  EXPECT_EQ(json.at("fault"), nullptr);
  EXPECT_EQ(json.at("severity"), "error");
  EXPECT_EQ(json.at("line"), 2);
  const Json& green = json.at("consequence").at("channels").at(1);
  EXPECT_EQ(green.at("channel"), "G");
  EXPECT_EQ(green.at("max_abs_difference"), 3);
  EXPECT_EQ(green.at("mean_difference").at("exact"), "-3/4");
  EXPECT_EQ(green.at("mean_abs_difference").at("exact"), "3/4");
  EXPECT_EQ(green.at("mean_grey_levels").at("exact"), "-1/2");
  EXPECT_EQ(green.at("max_abs_grey_levels").at("value"), "2.000000000000");
  EXPECT_EQ(green.at("code_difference").at("-3"), cube_inputs / 4);
}

TEST(LintReport, TheGamutIsToldPerChannel) {
  GamutConsequence consequence;
  consequence.use.inputs = 1000;
  consequence.use.channels[0] = {Channel::red, -64, 200, -64, 127, 0, 10};
  consequence.use.channels[1] = {Channel::green, -128, 127, -128, 127, 0, 0};
  consequence.use.channels[2] = {Channel::blue, Rational(-257, 2), 0, -128, 0, 5, 0};
  consequence.grey_levels_per_code = {2, 2, 2};
  consequence.least_q_scale = Rational(1, 3);
  const LintReport report = report_of(consequence);
  // Rounded up: with a q_scale below the least one inputs saturate.
  EXPECT_EQ(consequence_sentence(report.findings[0].consequence),
            "colours in gamut use codes -128..127, and 1.00 % of them saturate on R; the least "
            "q_scale with which none does is about 0.333333333334");
  const Json json = lint_json(report).at("findings").at(0).at("consequence");
  EXPECT_EQ(json.at("channels").at(0).at("cut_off").at("exact"), "73/1");
  EXPECT_EQ(json.at("channels").at(0).at("cut_off_grey_levels").at("exact"), "146/1");
  EXPECT_EQ(json.at("channels").at(2).at("cut_off").at("exact"), "1/2");
  EXPECT_EQ(json.at("channels").at(2).at("inputs_below"), 5);
}

TEST(LintReport, OnlyErrorsCountAsErrors) {
  LintReport report = report_of(NoCodes{"why"});
  EXPECT_TRUE(has_errors(report));
  EXPECT_THAT(lint_text(report), HasSubstr("1 error, 0 warnings, 0 notes\n"));
  report.findings[0].severity = Severity::warning;
  EXPECT_FALSE(has_errors(report));
  EXPECT_THAT(lint_text(report), HasSubstr("0 errors, 1 warning, 0 notes\n"));
  EXPECT_THAT(lint_text(report), HasSubstr("No BPU has confirmed this model yet"));
}

TEST(LintReport, TheDeclaredMarchIsShownNotTheOneOfTheFigures) {
  LintReport report = report_of(NoCodes{"why"});
  set_march("nash-e", "--march", report.source);
  EXPECT_EQ(lint_json(report).at("deployment").at("march"), "nash-e");
  EXPECT_THAT(lint_json(report).at("notice").get<std::string>(), StartsWith("No BPU"));
}

}  // namespace
}  // namespace swingproof
