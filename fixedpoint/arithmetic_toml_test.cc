// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "fixedpoint/arithmetic_toml.h"

#include <gtest/gtest.h>

#include <string>

#include "deployment/input_error.h"
#include "fixedpoint/lowering.h"

namespace swingproof {
namespace {

const std::string full = "[arithmetic]\nswing = \"full\"\n";
const std::string scales =
    full + "[arithmetic.constants]\nweight_scale = [0.0114918, \"0.0084012\", 0.0175445]\n";
const std::string integers =
    full +
    "[arithmetic.integers]\nweights = [[87, 0, 122], [119, -41, -85], [57, 101, 0]]\n"
    "bias = [1, 2, 3]\nbias_shift = [0, 1, 2]\nmultiplier = [24096, 17618, 18396]\n"
    "pre_shift = [0, 1, 0]\npost_shift = [21, 20, 20]\n[deployment]\nswing = \"full\"\n";

std::string message_of(const std::string& toml) {
  try {
    parse_arithmetic_toml(toml, "a.toml");
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

std::string replaced(std::string text, const std::string& part, const std::string& by) {
  const std::size_t at = text.find(part);
  EXPECT_NE(at, std::string::npos) << part;
  return text.replace(at, part.size(), by);
}

TEST(ArithmeticToml, ConstantsThatAreAbsentArePublished) {
  const Arithmetic arithmetic = parse_arithmetic_toml(scales, "a.toml");
  EXPECT_EQ(arithmetic.name, "bayes");
  EXPECT_EQ(arithmetic.file, "a.toml");
  OpConstants expected = published_constants(bt601_full);
  expected.weight_scale = {0.0114918, 0.0084012, 0.0175445};
  ASSERT_TRUE(arithmetic.constants);
  EXPECT_EQ(arithmetic.constants->constants, expected);
  const LoweredOp op = lower(Deployment{}, arithmetic);
  EXPECT_EQ(op[0].weights, (std::array{87, 0, 122}));
  EXPECT_EQ(op[1].weights, (std::array{119, -41, -85}));
  EXPECT_EQ(op[2].weights, (std::array{57, 101, 0}));
}

TEST(ArithmeticToml, IntegersAreTheOpOnItsDatapath) {
  const auto on = [](const std::string& datapath) {
    const std::string text = replaced(integers, "swing", "datapath = \"" + datapath + "\"\nswing");
    return parse_arithmetic_toml(text, "a.toml");
  };
  EXPECT_EQ(lower(Deployment{}, on("bayes:saturation=before_pre_shift"))[0].saturation,
            Saturation::before_pre_shift);
  EXPECT_EQ(lower(Deployment{}, on("bayes:pre_rounding=half_up"))[0].pre_rounding,
            PreRounding::half_up);
  const LoweredOp op = lower(Deployment{}, on("bayes:post_rounding=floor"));
  LoweredChannel green{.weights = {119, -41, -85},
                       .bias = 2,
                       .bias_shift = 1,
                       .multiplier = 17618,
                       .pre_shift = 1,
                       .post_shift = 20};
  green.post_rounding = RoundingMode::floor;
  EXPECT_EQ(op[1], green);
}

TEST(ArithmeticToml, ReadsBackWhatItWrites) {
  Arithmetic arithmetic = parse_arithmetic("bayes:bias_width=16", "arithmetic");
  arithmetic.constants = {bt601_studio, published_constants(bt601_studio)};
  arithmetic.constants->constants.weight_scale[1] = 0.0084012;
  arithmetic.constants->constants.weight[2][0] = 1.16438356164384;
  arithmetic.constants->constants.offset = 130.410958904110;
  const Arithmetic constants = parse_arithmetic_toml(arithmetic_toml(arithmetic), "a.toml");
  EXPECT_EQ(constants.constants, arithmetic.constants);
  EXPECT_EQ(constants.name, "bayes:bias_width=16");
  EXPECT_EQ(constants.datapath, arithmetic.datapath);

  const Arithmetic own = parse_arithmetic_toml(integers, "a.toml");
  EXPECT_EQ(parse_arithmetic_toml(arithmetic_toml(own), "a.toml").integers, own.integers);
}

TEST(ArithmeticToml, FitsTheDeploymentsThatItIsForOnly) {
  Deployment studio;
  studio.matrix = bt601_studio;
  EXPECT_THROW(lower(studio, parse_arithmetic_toml(scales, "a.toml")), InputError);
  EXPECT_EQ(lower(studio, for_matrix(parse_arithmetic_toml(scales, "a.toml"), bt601_studio)),
            lower(studio, Datapath{}));
  Deployment scaled;
  scaled.q_scale = parse_scale("1/64", "q_scale");
  EXPECT_NO_THROW(lower(scaled, parse_arithmetic_toml(scales, "a.toml")));
  EXPECT_THROW(lower(scaled, parse_arithmetic_toml(integers, "a.toml")), InputError);
  Deployment same;
  same.q_scale = parse_scale("0.0078125", "q_scale");  // another text of 1/128
  EXPECT_NO_THROW(lower(same, parse_arithmetic_toml(integers, "a.toml")));
}

// A bias is one of the datapath's width.
std::string of_16_bits() {
  return replaced(integers, "swing", "datapath = \"bayes:bias_width=16\"\nswing");
}

TEST(ArithmeticToml, ABiasFillsTheAccumulatorButForItsRoom) {
  const auto first_bias = [](const std::string& toml, const std::string& bias) {
    const std::string text = replaced(toml, "[1, 2, 3]", "[" + bias + ", 2, 3]");
    return parse_arithmetic_toml(text, "a.toml").integers->op[0].bias;
  };
  EXPECT_EQ(first_bias(integers, "2147352575"), 2147352575);
  EXPECT_EQ(first_bias(integers, "-2147352575"), -2147352575);
  EXPECT_EQ(first_bias(of_16_bits(), "32767"), 32767);
}

// What is wrong, and a part of what must be said of it.
TEST(ArithmeticToml, RefusesWhatItDoesNotKnow) {
  const std::pair<std::string, std::string> cases[] = {
      {"", "a.toml: has no table [arithmetic]"},
      {"[arithmetic", "a.toml: line 1: is not TOML"},
      {"[arithmetic]\n", "[arithmetic] swing: is missing"},
      {full, "needs one of [arithmetic.constants] and [arithmetic.integers]"},
      {replaced(scales, "full", "half"), "[arithmetic] swing: \"half\" is not a swing"},
      {replaced(scales, "swing", "datapath = \"bays\"\nswing"), "\"bays\" is not an arithmetic"},
      {scales + "weight_scales = 1\n", "has the unknown key or table \"weight_scales\""},
      {scales + "[other]\n", "has the unknown key or table \"other\""},
      {full + "[arithmetic.constants]\n", "[arithmetic.constants]: is empty"},
      {replaced(scales, "0.0114918, ", ""), "weight_scale: is not an array of 3 values"},
      {replaced(scales, "0.0114918", "0"), "weight_scale[0]: \"0\" is not above 0"},
      {replaced(scales, "0.0114918", "inf"), "weight_scale[0]: is not a finite number"},
      {replaced(scales, "0.0114918", "\"1/3\""), "has more digits than a double keeps"},
      {replaced(scales, "0.0114918", "1e99"), "weight_scale[0]"},
      {scales + "weight = [[1,0,1],[1,1,1]]\n", "weight: is not an array of 3 values"},
      {scales + "offset = [1]\n", "offset: is not a number"},
      {scales + "[deployment]\n", "[deployment]: is for integers only"},
      {replaced(integers, "[87,", "[128,"), "weights[0][0]: \"128\" is not a whole number"},
      {replaced(integers, "[87,", "[8.5,"), "weights[0][0]: \"8.5\" is not a whole number"},
      {replaced(integers, "24096", "-1"), "multiplier[0]"},
      {replaced(integers, "[1, 2, 3]", "[1, 2, 2147483648]"), "bias[2]: \"2147483648\" is not"},
      {replaced(integers, "[1, 2, 3]", "[2147352576, 2, 3]"), "bias[0]: shifted by bias_shift"},
      {replaced(of_16_bits(), "[1, 2, 3]", "[1, 2, 32768]"), "bias[2]: \"32768\" is not"},
      {replaced(integers, "[0, 1, 2]", "[0, 1, 30]"),
       "bias[2]: shifted by bias_shift does not fit"},
      {replaced(integers, "bias_shift", "shift"), "has the unknown key or table \"shift\""},
      {replaced(integers, "post_shift = [21, 20, 20]\n", ""), "post_shift: is missing"},
      {replaced(integers, "[deployment]\nswing = \"full\"\n", ""), "has no table [deployment]"},
      {integers + "means = 1\n", "has the unknown key \"means\""},
      {replaced(integers, "[deployment]\nswing = \"full\"", "[deployment]\nswing = \"studio\""),
       "[deployment] swing: is not that of [arithmetic]"},
      {std::string(70000, '#'), "a.toml: is larger than 64 KiB"},
  };
  for (const auto& [toml, expected] : cases) {
    const std::string message = message_of(toml);
    EXPECT_NE(message.find(expected), std::string::npos) << expected << "\n" << message;
    EXPECT_EQ(message.find('\n'), std::string::npos);
  }
}

}  // namespace
}  // namespace swingproof
