// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/certify/hypothesis_words.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "deployment/deployment.h"

namespace swingproof {
namespace {

Hypothesis as_declared(const Deployment& deployment) {
  return declared_hypothesis(deployment, "bayes", "arithmetic");
}

std::vector<Deviation> deviations_of(const Deployment& deployment, const Hypothesis& found) {
  return deviations(deployment, found, differing_axes(as_declared(deployment), found));
}

Deviation only_deviation(const Deployment& deployment, const Hypothesis& found) {
  const std::vector<Deviation> all = deviations_of(deployment, found);
  EXPECT_EQ(all.size(), 1U);
  return all.empty() ? Deviation() : all.front();
}

TEST(HypothesisWords, TheDeclaredHypothesisDeviatesNowhere) {
  const Hypothesis declared = as_declared(Deployment());
  EXPECT_TRUE(deviations_of(Deployment(), declared).empty());
  EXPECT_EQ(short_text(declared, declared), "as declared");
}

// Over all hypotheses: one deviation for each axis that differs, or for the two that are the other
// op, each with words of its own.
TEST(HypothesisWords, EveryDifferingAxisIsTold) {
  const Deployment deployment;
  const Hypothesis declared = as_declared(deployment);
  std::set<std::string> findings;
  for (const Hypothesis& found : all_hypotheses(declared)) {
    std::vector<Axis> told;
    for (const Deviation& each : deviations_of(deployment, found)) {
      told.insert(told.end(), each.axes.begin(), each.axes.end());
      findings.insert(each.finding);
      EXPECT_FALSE(each.finding.empty());
      EXPECT_FALSE(each.remedy.empty());
      EXPECT_NE(each.remedy.back(), '.');
    }
    std::ranges::sort(told);
    EXPECT_EQ(told, differing_axes(declared, found));
  }
  // One for the swing, the order, chroma, centering and QuantStub; two normalisations, every
  // other arithmetic, and the other op.
  EXPECT_EQ(findings.size(), 5U + 2U + (arithmetic_names().size() - 1) + 1U);
}

TEST(HypothesisWords, TheSwingThatWasFoundIsNamed) {
  Deployment deployment;
  for (const Swing declared : {Swing::full, Swing::studio}) {
    deployment.matrix.swing = declared;
    Hypothesis found = as_declared(deployment);
    found.matrix.swing = declared == Swing::full ? Swing::studio : Swing::full;
    const Deviation deviation = only_deviation(deployment, found);
    EXPECT_EQ(deviation.finding,
              "the board computes " + std::string(name(found.matrix.swing)) + " swing");
    EXPECT_EQ(deviation.remedy.find("set swing to " + std::string(name(found.matrix.swing))), 0U);
  }
}

TEST(HypothesisWords, TheOrderOfChannelsIsThatOfTheOp) {
  Deployment deployment;
  deployment.op = Op::centered_yuv2bgr;
  Hypothesis found = as_declared(deployment);
  found.output_order = OutputOrder::reversed;
  EXPECT_EQ(only_deviation(deployment, found).finding,
            "output planes 0 and 2 are exchanged: R, G, B instead of B, G, R");
  found.normalisation = Normalisation::reversed;
  const Deviation other_op = only_deviation(deployment, found);
  EXPECT_EQ(other_op.finding, "the board computes centered_yuv2rgb with this list of mean and std");
  EXPECT_EQ(other_op.remedy, "set op to centered_yuv2rgb, or insert centered_yuv2bgr");
  found.output_order = OutputOrder::as_declared;
  EXPECT_EQ(only_deviation(deployment, found).remedy,
            "pass mean and std in the output order of centered_yuv2bgr: B, G, R");
}

// "unit_range" with exchanged planes is not the other op: two mistakes, each told.
TEST(HypothesisWords, OnlyReversedNormalisationMakesTheOtherOp) {
  Hypothesis found = as_declared(Deployment());
  found.output_order = OutputOrder::reversed;
  found.normalisation = Normalisation::unit_range;
  EXPECT_EQ(deviations_of(Deployment(), found).size(), 2U);
  EXPECT_EQ(short_text(as_declared(Deployment()), found),
            "output_order reversed, normalisation unit_range");
}

// A normalisation that the capture does not settle is no part of what is told.
TEST(HypothesisWords, WhatIsNotKnownIsNotTold) {
  Hypothesis found = as_declared(Deployment());
  found.output_order = OutputOrder::reversed;
  found.normalisation = Normalisation::reversed;
  const std::vector<Deviation> all = deviations(Deployment(), found, {Axis::output_order});
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].axes, std::vector<Axis>{Axis::output_order});
  EXPECT_EQ(all[0].finding, "output planes 0 and 2 are exchanged: B, G, R instead of R, G, B");
}

TEST(HypothesisWords, AnotherArithmeticIsNamed) {
  Hypothesis found = as_declared(Deployment());
  found.arithmetic = 1;
  EXPECT_NE(
      only_deviation(Deployment(), found).remedy.find("--arithmetic " + arithmetic_names()[1]),
      std::string::npos);
  found.arithmetic = ideal_arithmetic();
  EXPECT_NE(only_deviation(Deployment(), found).finding.find("a float simulation"),
            std::string::npos);
}

TEST(HypothesisWords, JsonHasEveryAxisInTheContractsOrder) {
  const Json json = hypothesis_json(as_declared(Deployment()));
  std::vector<std::string> axes;
  for (const auto& [axis, value] : json.items()) axes.push_back(axis);
  EXPECT_EQ(axes,
            (std::vector<std::string>{"swing", "output_order", "chroma_order", "input_centering",
                                      "quant_stub", "normalisation", "arithmetic"}));
  EXPECT_EQ(json.at("swing"), "full");
  EXPECT_EQ(json.at("arithmetic"), "bayes");
}

}  // namespace
}  // namespace swingproof
