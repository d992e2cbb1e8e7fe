// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "fixedpoint/arithmetic.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

#include "deployment/input_error.h"

namespace swingproof {
namespace {

// The arithmetic axis of docs/numerics.md section 7, in its order.
TEST(Arithmetic, AlternativesAreThoseOfTheContract) {
  const std::vector<std::string> expected = {"bayes",
                                             "bayes:weight_rounding=half_even",
                                             "bayes:bias_width=8",
                                             "bayes:bias_width=16",
                                             "bayes:saturation=before_pre_shift",
                                             "bayes:bias_rounding=half_even",
                                             "bayes:bias_rounding=floor",
                                             "bayes:bias_rounding=trunc",
                                             "bayes:pre_rounding=half_up",
                                             "bayes:post_rounding=floor",
                                             "bayes:post_rounding=half_even",
                                             "bayes:post_rounding=half_away",
                                             "bayes:post_rounding=trunc",
                                             "bayes:lowering=float64"};
  std::vector<std::string> names;
  for (const Arithmetic& each : arithmetic_alternatives()) names.push_back(each.name);
  EXPECT_EQ(names, expected);
}

// What the part of the name behind the colon would be for a datapath.
std::string difference_from_default(const Datapath& datapath) {
  const auto rounding = [](RoundingMode mode) -> std::string {
    switch (mode) {
      case RoundingMode::half_up:
        return "half_up";
      case RoundingMode::half_even:
        return "half_even";
      case RoundingMode::half_away:
        return "half_away";
      case RoundingMode::floor:
        return "floor";
      case RoundingMode::trunc:
        return "trunc";
    }
    return "";
  };
  const Datapath bayes;
  std::string text;
  if (datapath.weight_rounding != bayes.weight_rounding)
    text += ":weight_rounding=" + rounding(datapath.weight_rounding);
  if (datapath.bias_width != bayes.bias_width)
    text += ":bias_width=" + std::to_string(datapath.bias_width);
  if (datapath.saturation == Saturation::before_pre_shift) text += ":saturation=before_pre_shift";
  if (datapath.bias_rounding != bayes.bias_rounding)
    text += ":bias_rounding=" + rounding(datapath.bias_rounding);
  if (datapath.pre_rounding == PreRounding::half_up) text += ":pre_rounding=half_up";
  if (datapath.post_rounding != bayes.post_rounding)
    text += ":post_rounding=" + rounding(datapath.post_rounding);
  if (datapath.lowering == LoweringPrecision::float64) text += ":lowering=float64";
  return text;
}

TEST(Arithmetic, EachAlternativeReplacesTheChoiceThatItNames) {
  for (const Arithmetic& each : arithmetic_alternatives()) {
    EXPECT_EQ("bayes" + difference_from_default(each.datapath), each.name);
    EXPECT_EQ(parse_arithmetic(each.name, "arithmetic").datapath, each.datapath);
  }
  EXPECT_EQ(datapath_of(March::bayes), Datapath{});
  EXPECT_EQ(datapath_of(March::bayes_e), Datapath{});
}

TEST(Arithmetic, NoTwoAlternativesAreEqual) {
  const std::vector<Arithmetic> alternatives = arithmetic_alternatives();
  for (std::size_t i = 0; i < alternatives.size(); ++i) {
    for (std::size_t j = 0; j < alternatives.size(); ++j) {
      EXPECT_EQ(alternatives[i].datapath == alternatives[j].datapath, i == j)
          << alternatives[i].name << ", " << alternatives[j].name;
    }
  }
}

TEST(Arithmetic, AnUnknownNameIsRefusedWithTheListOfNames) {
  for (const char* text : {"", "bayes:", "Bayes", "bayes:bias_width=32", "bayes:bias_width=8 ",
                           "bayes:lowering=float64,bias_width=8"}) {
    try {
      parse_arithmetic(text, "arithmetic");
      ADD_FAILURE() << text;
    } catch (const InputError& error) {
      EXPECT_NE(std::string(error.what()).find("bayes:bias_width=8, bayes:bias_width=16, "),
                std::string::npos);
    }
  }
}

}  // namespace
}  // namespace swingproof
