// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/lint/lint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "fixedpoint/arithmetic_toml.h"
#include "fixedpoint/bpu_model.h"
#include "suites/lint/op_comparison.h"

namespace swingproof {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<LintFinding> lint_settings(const std::string& settings) {
  return lint(parse_deployment_source("[deployment]\n" + settings, "test.toml"), Arithmetic{});
}

// "error swing-studio", ... Without the note that every full-swing deployment gets.
std::vector<std::string> found(const std::string& settings) {
  std::vector<std::string> lines;
  for (const LintFinding& finding : lint_settings(settings)) {
    if (finding.rule == "weight-clamped") continue;
    lines.push_back(std::string(name(finding.severity)) + " " + std::string(finding.rule));
  }
  return lines;
}

const LintFinding& only(const std::vector<LintFinding>& findings, std::string_view rule) {
  const auto finding = std::find_if(findings.begin(), findings.end(),
                                    [&](const LintFinding& each) { return each.rule == rule; });
  EXPECT_NE(finding, findings.end()) << rule;
  return *finding;
}

const std::string imagenet =
    "mean = [123.675, 116.28, 103.53]\nstd = [58.395, 57.12, 57.375]\nq_scale = 0.0207\n";

TEST(Lint, DeploymentsWithoutMistakesAreClean) {
  EXPECT_THAT(found(""), ElementsAre());
  EXPECT_THAT(found(imagenet), ElementsAre());
  EXPECT_THAT(found(imagenet + "march = \"bayes-e\"\nquant_stub_scale = 1\nqat_q_scale = 0.0207\n"),
              ElementsAre());
  EXPECT_THAT(found("op = \"centered_yuv2bgr\"\nmean = [103.53, 116.28, 123.675]\n"
                    "std = [57.375, 57.12, 58.395]\nq_scale = 0.0207\n"),
              ElementsAre());
  EXPECT_THAT(found("mean = 0\nstd = 1\nq_scale = 2.008\n"), ElementsAre());
  EXPECT_THAT(found("mean = 0\nstd = 255\nq_scale = \"1/127\"\n"), ElementsAre());
  EXPECT_THAT(found("mean = 127.5\nstd = 0.5\nq_scale = 2\n"), ElementsAre());
  // A QuantStub calibrated to the greatest value divides by 128: one code saturates.
  EXPECT_THAT(found("mean = 0\nstd = 255\nq_scale = \"1/128\"\n"), ElementsAre());
}

// Settings with one mistake, what is found, and the settings after following the remedy.
struct Mistake {
  std::string settings;
  std::string finding;
  std::string followed;
};

TEST(Lint, EveryMistakeIsFoundAndItsRemedyEndsIt) {
  const std::string std_and_scale = "std = [58.395, 57.12, 57.375]\nq_scale = 0.0207\n";
  const std::vector<Mistake> mistakes = {
      {imagenet + "swing = \"studio\"\n", "error swing-studio", imagenet},
      {imagenet + "march = \"nash-e\"\n", "error march-without-op", imagenet},
      {imagenet + "quant_stub_scale = 0.0207\n", "error quant-stub-not-reset", imagenet},
      // So near to 1 that every input stays as it is.
      {imagenet + "quant_stub_scale = 1.000001\n", "warning quant-stub-not-reset", imagenet},
      {imagenet + "qat_q_scale = 0.03\n", "error q-scale-differs-from-qat", ""},
      {"qat_q_scale = 0.007812501\n", "warning q-scale-differs-from-qat", ""},
      {"mean = [0.485, 0.456, 0.406]\nstd = [58.395, 57.12, 57.375]\nq_scale = 0.035\n",
       "warning unit-range", imagenet},
      {"mean = 0.5\nstd = 128\nq_scale = \"1/64\"\n", "warning unit-range", ""},
      {"mean = [103.53, 116.28, 123.675]\nstd = [57.375, 57.12, 58.395]\nq_scale = 0.0207\n",
       "error channel-order", imagenet},
      {"op = \"centered_yuv2bgr\"\n" + imagenet, "error channel-order",
       "op = \"centered_yuv2bgr\"\nmean = [103.53, 116.28, 123.675]\n"
       "std = [57.375, 57.12, 58.395]\nq_scale = 0.0207\n"},
      // Only one of the two lists.
      {"mean = [103.53, 116.28, 123.675]\n" + std_and_scale, "error channel-order", imagenet},
      // Rounded, with a std that is not published with it.
      {"mean = [104, 117, 123]\nstd = 1\nq_scale = 1.2\n", "error channel-order",
       "mean = [123, 117, 104]\nstd = 1\nq_scale = 1.2\n"},
      {"mean = [122.77, 116.75, 104.09]\nstd = [70.32, 66.63, 68.50]\nq_scale = 0.0178\n",
       "error channel-order",
       "mean = [122.77, 116.75, 104.09]\nstd = [68.50, 66.63, 70.32]\nq_scale = 0.0178\n"},
      {"mean = 128\nstd = 128\nq_scale = \"1/150\"\n", "warning codes-saturate", ""},
      {"mean = 128\nstd = 128\nq_scale = \"1/300\"\n", "error codes-saturate", ""},
      {"mean = 128\nstd = 128\nq_scale = \"1/64\"\n", "warning codes-wasted", ""},
  };
  for (const Mistake& mistake : mistakes) {
    SCOPED_TRACE(mistake.settings);
    EXPECT_THAT(found(mistake.settings), ElementsAre(mistake.finding));
    EXPECT_THAT(found(mistake.followed), ElementsAre());
  }
}

// Mistakes that saturate nearly everything are told apart from a wrong q_scale.
TEST(Lint, OtherUnitsAreNamedAsTheCauseOfSaturation) {
  const auto both = ElementsAre("error unit-range", "error codes-saturate");
  EXPECT_THAT(found("mean = [0.485, 0.456, 0.406]\nstd = [0.229, 0.224, 0.225]\n"), both);
  EXPECT_THAT(found("mean = 0.5\nstd = 0.5\n"), both);
  EXPECT_THAT(found("mean = 0\nstd = 1\n"), both);
  EXPECT_THAT(found("mean = 128\nstd = 0.5\n"), both);
  EXPECT_THAT(found("mean = 0\nstd = 1\nq_scale = 1\n"), ElementsAre("error codes-saturate"));
  const auto scale = ElementsAre("error std-is-a-scale", "error codes-saturate");
  EXPECT_THAT(found("mean = 0\nstd = 0.003921568627451\n"), scale);
  EXPECT_THAT(found("mean = [123.68, 116.78, 103.94]\nstd = 0.017\nq_scale = 0.0207\n"), scale);
  EXPECT_THAT(found("mean = [0.406, 0.456, 0.485]\nstd = [0.225, 0.224, 0.229]\nq_scale = 0.0207"),
              ElementsAre("error unit-range", "error channel-order", "error codes-saturate"));
}

TEST(Lint, RemediesAreExact) {
  const auto units = lint_settings("mean = [0.485, 0.456, 0.406]\nstd = [0.229, 0.224, 0.225]\n");
  EXPECT_EQ(only(units, "unit-range").remedy,
            "write them times 255: mean = [\"123.675\", \"116.28\", \"103.53\"] and "
            "std = [\"58.395\", \"57.12\", \"57.375\"]");
  EXPECT_EQ(only(units, "unit-range").fault, "unit_range");
  const auto scale = lint_settings("mean = 0\nstd = \"0.3e-2\"\n");
  EXPECT_EQ(only(scale, "std-is-a-scale").fault, "scale_used_as_std");
  EXPECT_EQ(only(scale, "std-is-a-scale").remedy, "write the reciprocal: std = [\"1000/3\"]");
}

TEST(Lint, AnOpThatCannotBeLoweredIsAFinding) {
  const auto findings = lint_settings("swing = \"studio\"\nstd = 1e-44\nmean = 1e30\n");
  const LintFinding& finding = only(findings, "not-lowerable");
  EXPECT_EQ(finding.severity, Severity::error);
  EXPECT_THAT(std::get<NoCodes>(finding.consequence).why, HasSubstr("output channel 0"));
  EXPECT_TRUE(std::holds_alternative<NoCodes>(only(findings, "swing-studio").consequence));
}

std::vector<LintFinding> lint_with_green_scale(const std::string& scale) {
  const Arithmetic arithmetic = parse_arithmetic_toml(
      "[arithmetic]\nswing = \"full\"\n[arithmetic.constants]\nweight_scale = [\"0.011\", \"" +
          scale + "\", \"0.0139\"]\n",
      "own.toml");
  return lint(parse_deployment_source("[deployment]\n", "test.toml"), arithmetic);
}

// The weight of Y for green is 1, so a step of 0.0078 makes it 128.2.
TEST(Lint, AGreaterWeightScaleEndsTheClamp) {
  only(lint_with_green_scale("0.0078"), "weight-clamped");
  EXPECT_TRUE(lint_with_green_scale("0.0079").empty());
}

// As the user writes it: weights of G far beyond int8, and then beyond everything.
TEST(Lint, WeightsFarBeyondInt8AreComparedWithThemselves) {
  const auto far_findings = lint_with_green_scale("0.003");
  const LintFinding& far = only(far_findings, "weight-clamped");
  EXPECT_EQ(far.reason, "a weight of the op does not fit int8, -128..127, and is clamped");
  LoweredOp op = lower(Deployment{}, Datapath{});
  op[1].weights = {127, -115, -128};  // 1 / 0.003, -0.3441 / 0.003, -0.7141 / 0.003
  op[1].multiplier = 25166;           // 0.003 is 0.768 * 2^-8, and 0.768 * 2^15 is 25,165.8
  op[1].pre_shift = 1;                // of 15 + 8, as the multiplier has at most 22
  op[1].post_shift = 22;
  LoweredOp unclamped = op;
  unclamped[1].weights = {333, -115, -238};
  EXPECT_EQ(std::get<CodeConsequence>(far.consequence).codes.code_difference[1],
            compare({op, std::nullopt}, {unclamped, std::nullopt}).code_difference[1]);
  const auto beyond_findings = lint_with_green_scale("1e-7");
  EXPECT_THAT(std::get<NoCodes>(only(beyond_findings, "weight-clamped").consequence).why,
              HasSubstr("weight_scale of output channel 1: makes weights of over 20 bits"));
}

// The published full-swing weight of Y for green is 128.2: one row of the cube is enough to see
// that the clamp changes no other channel, and by one weight step there.
TEST(Lint, TheClampedWeightIsTheOnlyDifference) {
  const Deployment deployment;
  LoweredOp op = lower(deployment, Datapath{});
  EXPECT_EQ(op[1].weights[0], 127);
  op[1].weights[0] = 128;
  EXPECT_EQ(op, lower_unclamped(deployment, Arithmetic{}));
  const auto findings = lint_settings("");
  const auto& consequence = std::get<CodeConsequence>(only(findings, "weight-clamped").consequence);
  EXPECT_EQ(consequence.codes.code_difference[0].counts().size(), 1U);
  EXPECT_EQ(consequence.codes.code_difference[1].counts().size(), 3U);
  EXPECT_EQ(consequence.codes.code_difference[2].counts().size(), 1U);
}

TEST(Lint, RuleNamesAreUnique) {
  std::set<std::string_view> ids;
  for (const LintRule& rule : lint_rules()) ids.insert(rule.id);
  EXPECT_EQ(ids.size(), lint_rules().size());
}

}  // namespace
}  // namespace swingproof
