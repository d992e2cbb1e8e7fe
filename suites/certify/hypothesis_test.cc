// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/hypothesis.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "deployment/input_error.h"
#include "suites/certify/hypothesis_classes.h"

namespace swingproof {
namespace {

std::string text_of(const Hypothesis& hypothesis) {
  std::string text;
  for (const Axis axis : all_axes) text += std::string(value_name(hypothesis, axis)) + " ";
  return text;
}

// The names of docs/numerics.md section 7, in its order.
TEST(Hypothesis, TheAxesHaveTheContractsValues) {
  const std::vector<std::string> arithmetics = {"bayes",
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
                                                "bayes:lowering=float64",
                                                "ideal"};
  EXPECT_EQ(arithmetic_names(), arithmetics);
  EXPECT_EQ(arithmetic_names()[ideal_arithmetic()], "ideal");
  const std::vector<std::pair<std::string, std::vector<std::string>>> axes = {
      {"swing", {"full", "studio"}},
      {"output_order", {"as_declared", "reversed"}},
      {"chroma_order", {"as_declared", "swapped"}},
      {"input_centering", {"centered", "uncentered"}},
      {"quant_stub", {"one", "unreset"}},
      {"normalisation", {"as_declared", "reversed", "unit_range"}},
      {"arithmetic", arithmetics}};
  ASSERT_EQ(axes.size(), all_axes.size());
  for (std::size_t i = 0; i < axes.size(); ++i) {
    EXPECT_EQ(name(all_axes[i]), axes[i].first);
    EXPECT_EQ(parse_name<Axis>(axes[i].first, "axis"), all_axes[i]);
    Hypothesis hypothesis;
    EXPECT_EQ(value_name(hypothesis, all_axes[i]), axes[i].second.front());
    for (const std::string& value : axes[i].second) {
      set_value(hypothesis, all_axes[i], value, "value");
      EXPECT_EQ(value_name(hypothesis, all_axes[i]), value);
    }
  }
}

TEST(Hypothesis, TheProductHasEachHypothesisOnceAndTheDeclaredOneFirst) {
  Deployment deployment;
  for (const Swing swing : {Swing::full, Swing::studio}) {
    deployment.matrix.swing = swing;
    for (const std::string& arithmetic : arithmetic_names()) {
      const Hypothesis declared = declared_hypothesis(deployment, arithmetic, "arithmetic");
      const std::vector<Hypothesis> all = all_hypotheses(declared);
      ASSERT_EQ(all.size(), 1440U);
      EXPECT_EQ(all.front(), declared);
      EXPECT_EQ(text_of(declared), std::string(name(swing)) +
                                       " as_declared as_declared centered one as_declared " +
                                       arithmetic + " ");
      std::set<std::string> different;
      for (const Hypothesis& each : all) different.insert(text_of(each));
      EXPECT_EQ(different.size(), 1440U);
    }
  }
}

TEST(Hypothesis, NamesThatAreNoneAreRefused) {
  Hypothesis hypothesis;
  EXPECT_THROW(declared_hypothesis({}, "nash", "arithmetic"), InputError);
  EXPECT_THROW(parse_name<Axis>("Swing", "axis"), InputError);
  for (const Axis axis : all_axes) {
    EXPECT_THROW(set_value(hypothesis, axis, "", "value"), InputError);
    EXPECT_THROW(set_value(hypothesis, axis, "half", "value"), InputError);
  }
  EXPECT_EQ(hypothesis, Hypothesis{});
}

TEST(Hypothesis, ListsOfAxes) {
  EXPECT_EQ(parse_axes<Axis>("swing", "--against"), std::vector{Axis::swing});
  EXPECT_EQ(parse_axes<Axis>("output_order,swing", "--against"),
            (std::vector{Axis::output_order, Axis::swing}));
  for (const char* text : {"", ",", "swing,", ",swing", "swing,swing", "swing, arithmetic"}) {
    EXPECT_THROW(parse_axes<Axis>(text, "--against"), InputError) << text;
  }
}

// If only two deviations together cannot be computed, both are named, and nothing that has more.
TEST(HypothesisClasses, WhatIsNotJudgedIsNamedByItsLeastDeviations) {
  HypothesisClasses classes;
  classes.hypotheses = all_hypotheses({});
  EXPECT_TRUE(not_judged(classes).empty());
  for (std::size_t i = 0; i < classes.hypotheses.size(); ++i) {
    const Hypothesis& each = classes.hypotheses[i];
    const bool is_one = each.matrix.swing == Swing::studio && each.quant_stub == QuantStub::unreset;
    if (is_one || each.arithmetic == 3) classes.not_computable.push_back({i, "test"});
  }
  Hypothesis both;
  both.matrix.swing = Swing::studio;
  both.quant_stub = QuantStub::unreset;
  Hypothesis arithmetic;
  arithmetic.arithmetic = 3;
  std::vector<Hypothesis> least;
  for (const std::size_t each : not_judged(classes)) least.push_back(classes.hypotheses[each]);
  EXPECT_EQ(least, (std::vector{arithmetic, both}));
}

}  // namespace
}  // namespace swingproof
