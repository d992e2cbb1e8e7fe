// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <string>

#include "fixedpoint/choices.h"
#include "reports/accuracy/accuracy_report.h"

namespace swingproof {
namespace {

// An accuracy whose every figure can be told from the others: output channel c of blue, green and
// red has 4 (c + 1) inputs, and std * q_scale is 1/2, 1 and 2 grey levels.
ErrorMeasures measures(int scale, const CenteredYuv& at) {
  ErrorMeasures result;
  result.inputs = static_cast<std::uint64_t>(4 * scale);
  result.max_abs_error = Rational(5, 4);
  result.max_at = at;
  result.sum_error = -1;
  result.sum_squared_error = Rational(9 * scale, 4);
  result.code_difference = {{-1, static_cast<std::uint64_t>(scale)},
                            {0, static_cast<std::uint64_t>(3 * scale)}};
  return result;
}

Accuracy invented_accuracy() {
  Accuracy accuracy{
      .deployment = {}, .arithmetic = {"bayes", {}}, .op = {}, .errors = {}, .path = {}};
  accuracy.deployment.op = Op::centered_yuv2bgr;
  accuracy.deployment.matrix.swing = Swing::studio;
  accuracy.deployment.std = parse_std({"1", "2", "4"}, "std");
  accuracy.deployment.q_scale = parse_scale("0x1p-1", "q_scale");
  const auto channels = output_channels(accuracy.deployment.op);
  for (std::size_t c = 0; c < 3; ++c) {
    const int scale = static_cast<int>(c) + 1;
    accuracy.op[c] = {.weights = {1, -2, 3},
                      .bias = -4,
                      .bias_shift = 5,
                      .multiplier = 6,
                      .pre_shift = 7,
                      .post_shift = 8};
    accuracy.errors[c].channel = channels[c];
    accuracy.errors[c].all_inputs = measures(scale, {1, 2, 3});
    accuracy.errors[c].in_gamut = measures(scale, {4, 5, 6});
    accuracy.errors[c].legal = measures(scale, {-128, 127, 0});
    accuracy.path[c].channel = channels[c];
    accuracy.path[c].code_difference = {{-3, 1}, {2, 3}};
  }
  return accuracy;
}

TEST(AccuracyJson, HasTheContractsFields) {
  const Json json = accuracy_json(invented_accuracy());
  EXPECT_EQ(json.at("schema"), "swingproof.report/1");
  EXPECT_EQ(json.at("tool"), Json({{"name", "swingproof"}, {"version", SWINGPROOF_VERSION}}));
  EXPECT_EQ(json.at("deployment"), Json::parse(R"({"op": "centered_yuv2bgr", "march": "bayes",
      "swing": "studio", "mean": ["128"], "std": ["1", "2", "4"], "q_scale": "0x1p-1",
      "rounding": "half_even"})"));
  EXPECT_EQ(json.at("conv").at(0), Json::parse(R"({"channel": "B", "weights": [1, -2, 3],
      "bias": -4, "bias_shift": 5, "multiplier": 6, "pre_shift": 7, "post_shift": 8})"));
  EXPECT_EQ(json.at("channels").at(2).at("channel"), "R");
  EXPECT_EQ(json.at("channels").at(2).at("legal"), Json::parse(R"({"inputs": 12,
      "max_abs_error": {"value": "1.250000000000", "exact": "5/4", "at": [-128, 127, 0]},
      "mean_error": "-0.083333333333", "rms_error": "0.750000000000", "sum_error": "-1/1",
      "sum_squared_error": "27/4", "code_difference": {"-1": 3, "0": 9}})"));
  EXPECT_EQ(json.at("channels").at(0).at("in_gamut").at("max_abs_error").at("at"),
            Json::array({4, 5, 6}));
  EXPECT_EQ(json.at("path").at(1), Json::parse(R"({"channel": "G", "mean": "0.750000000000",
      "max_abs": 3, "code_difference": {"-3": 1, "2": 3}})"));
}

TEST(AccuracyJson, LegalIsLeftOutAtFullSwing) {
  Accuracy accuracy = invented_accuracy();
  accuracy.errors[0].legal.reset();
  EXPECT_FALSE(accuracy_json(accuracy).at("channels").at(0).contains("legal"));
}

TEST(AccuracyJson, StatesTheStandingOfEveryChoice) {
  const Json json = accuracy_json(invented_accuracy());
  EXPECT_EQ(json.at("notice").get<std::string>().find("No BPU has confirmed this model yet"), 0U);
  ASSERT_EQ(json.at("provenance").size(), choices().size());
  for (const Json& entry : json.at("provenance")) {
    const std::string standing = entry.at("standing");
    EXPECT_TRUE(standing == "published" || standing == "inferred" || standing == "assumed");
    EXPECT_NE(entry.at("choice"), "");
    EXPECT_NE(entry.at("source"), "");
  }
}

// Grey levels are codes times std * q_scale of their own channel: 1/2, 1 and 2.
TEST(AccuracyTables, ErrorsAreInCodesAndInGreyLevels) {
  const TextTable table = error_table(invented_accuracy());
  ASSERT_EQ(table.rows.size(), 10U);
  using Row = std::vector<std::string>;
  EXPECT_EQ(table.rows[1], (Row{"B", "all_inputs", "4", "1.2500", "-0.2500", "0.7500", "0.6250",
                                "0.3750", "25.00 %", "(1, 2, 3)"}));
  EXPECT_EQ(table.rows[9], (Row{"R", "legal", "12", "1.2500", "-0.0833", "0.7500", "2.5000",
                                "1.5000", "25.00 %", "(-128, 127, 0)"}));
}

TEST(AccuracyTables, PathAndSettingsAreAsGiven) {
  const Accuracy accuracy = invented_accuracy();
  using Row = std::vector<std::string>;
  EXPECT_EQ(path_table(accuracy).rows.at(1), (Row{"B", "3", "+0.7500", "100.00 %"}));
  EXPECT_EQ(lowered_table(accuracy).rows.at(3), (Row{"R", "1, -2, 3", "-4", "5", "6", "7", "8"}));
  const TextTable settings = deployment_table(accuracy.deployment, accuracy.arithmetic);
  EXPECT_EQ(settings.rows.at(5), (Row{"std", "1, 2, 4"}));
  EXPECT_EQ(settings.rows.at(9), (Row{"1 LSB (code)", "0.5000, 1.0000, 2.0000 grey levels"}));
}

// A bar of 32 characters is everything; what occurred at all shows.
TEST(AccuracyTables, HistogramsHaveSharesAndBars) {
  const TextTable table = histogram_table({{-1, 1}, {0, 67108864}, {1, 67108863}});
  using Row = std::vector<std::string>;
  EXPECT_EQ(table.rows.at(1), (Row{"-1", "1", "0.00 %", "▏"}));
  EXPECT_EQ(table.rows.at(2), (Row{"0", "67,108,864", "50.00 %", "████████████████"}));
  EXPECT_EQ(table.rows.at(3), (Row{"+1", "67,108,863", "50.00 %", "███████████████▉"}));
}

}  // namespace
}  // namespace swingproof
