// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/budget/budget.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace swingproof {
namespace {

ErrorMeasures measures(const Rational& max_abs_error, const Rational& mean_square) {
  ErrorMeasures measures;
  measures.inputs = 16;
  measures.max_abs_error = max_abs_error;
  measures.sum_squared_error = 16 * mean_square;
  return measures;
}

// Greatest errors 1, 2 and 3 LSB over all inputs, root mean squares 1/2 less; half of it in gamut.
struct Figures {
  std::array<ChannelErrors, 3> errors;
  std::array<PerSet<ModelDifference>, 3> from_model;
};

Figures figures() {
  Figures figures;
  for (std::size_t c = 0; c < 3; ++c) {
    const Rational error = static_cast<int>(c) + 1;
    const Rational rms = error - Rational(1, 2);
    figures.errors[c].channel = static_cast<Channel>(c);
    figures.errors[c].all_inputs = measures(error, rms * rms);
    figures.errors[c].in_gamut = measures(error / 2, rms * rms / 4);
    figures.from_model[c].all_inputs.max_code_difference = static_cast<int>(c) + 1;
  }
  return figures;
}

// "R max_abs_error kept", "G ... close", "B ... exceeded"
std::vector<std::string> checks(const std::string& limits) {
  std::vector<std::string> words;
  const Budget budget = parse_budget_toml("[budget]\nbit_exact = false\n" + limits, "budget.toml");
  for (const LimitCheck& check : check_error_limits(budget, figures().errors)) {
    words.push_back(std::string(name(check.channel)) + " " + std::string(name(check.measure)) +
                    (!check.is_kept   ? " exceeded"
                     : check.is_close ? " close"
                                      : " kept"));
  }
  return words;
}

using Words = std::vector<std::string>;

TEST(Budget, LimitsAreInclusiveAndExact) {
  EXPECT_EQ(checks("max_abs_error = 2"),
            (Words{"R max_abs_error kept", "G max_abs_error close", "B max_abs_error exceeded"}));
  EXPECT_EQ(checks("max_abs_error = \"1.99999999999999999999\"")[1], "G max_abs_error exceeded");
}

TEST(Budget, AnRmsErrorIsHeldAgainstItsLimitNotAgainstItsSquare) {
  EXPECT_EQ(checks("max_rms_error = \"1.5\""),
            (Words{"R max_rms_error kept", "G max_rms_error close", "B max_rms_error exceeded"}));
}

// Above 9/10 of a limit, and not at it.
TEST(Budget, CloseIsAboveNineTenths) {
  EXPECT_EQ(checks("max_abs_error = \"10/3\"")[2], "B max_abs_error kept");
  EXPECT_EQ(checks("max_abs_error = \"3.333\"")[2], "B max_abs_error close");
  EXPECT_EQ(checks("max_rms_error = \"25/9\"")[2], "B max_rms_error kept");
  EXPECT_EQ(checks("max_rms_error = \"2.777\"")[2], "B max_rms_error close");
}

TEST(Budget, LimitsAreOfTheirSetAndChannel) {
  EXPECT_EQ(checks("[budget.in_gamut]\nmax_abs_error = 1"),
            (Words{"R max_abs_error kept", "G max_abs_error close", "B max_abs_error exceeded"}));
  EXPECT_EQ(checks("[budget.all_inputs.G]\nmax_abs_error = 9"), (Words{"G max_abs_error kept"}));
  // Full swing has no legal inputs.
  EXPECT_EQ(checks("[budget.legal]\nmax_abs_error = 1"), Words{});
}

// "G legal max_abs_error", "each ..."
Words left_out(const std::vector<UnjudgedLimit>& limits) {
  Words words;
  for (const UnjudgedLimit& limit : limits) {
    words.push_back(std::string(limit.channel ? name(*limit.channel) : "each") + " " +
                    std::string(name(limit.set)) + " " + std::string(name(limit.measure)));
  }
  return words;
}

TEST(Budget, WhatIsHeldAgainstNothingIsTold) {
  const Budget budget = parse_budget_toml(
      "[budget]\nmax_code_difference = 1\nmax_abs_error = 9\n[budget.legal]\nmax_abs_error = 1\n"
      "[budget.legal.G]\nmax_code_difference = 0\nmax_rms_error = 1\n",
      "budget.toml");
  EXPECT_EQ(left_out(unjudged_limits(budget, Swing::studio)), Words{});
  EXPECT_EQ(
      left_out(unjudged_limits(budget, Swing::full)),
      (Words{"each legal max_abs_error", "G legal max_code_difference", "G legal max_rms_error"}));
  EXPECT_EQ(left_out(unjudged_error_limits(budget, Swing::studio)),
            (Words{"each all_inputs max_code_difference", "G legal max_code_difference"}));
  EXPECT_EQ(left_out(unjudged_error_limits(budget, Swing::full)).size(), 4U);
}

TEST(Budget, AKernelIsHeldAgainstTheModelToo) {
  const Budget budget =
      parse_budget_toml("[budget]\nbit_exact = false\nmax_code_difference = 2\n", "budget.toml");
  EXPECT_TRUE(check_error_limits(budget, figures().errors).empty());
  const std::vector<LimitCheck> checks =
      check_kernel_limits(budget, figures().errors, figures().from_model);
  ASSERT_EQ(checks.size(), 3U);
  for (const LimitCheck& check : checks) {
    EXPECT_EQ(check.measure, LimitedMeasure::max_code_difference);
    EXPECT_EQ(check.figure, static_cast<int>(check.channel) + 1);
    EXPECT_EQ(check.is_kept, check.channel != Channel::blue);
  }
}

}  // namespace
}  // namespace swingproof
