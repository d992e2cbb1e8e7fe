// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/review/review_sections_json.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>

namespace swingproof {
namespace {

MixedErrors invented_errors(int max_abs_error) {
  MixedErrors errors;
  errors.all_inputs.inputs = 4;
  errors.all_inputs.max_abs_error = max_abs_error;
  errors.all_inputs.sum_squared_error = Rational(9);
  errors.in_gamut.inputs = 1;
  errors.in_gamut.max_abs_error = Rational(1, 4);
  errors.in_gamut.sum_squared_error = Rational(1, 16);
  return errors;
}

// One code is worth 1/2, 1 and 2 grey levels on output channels B, G and R.
Review invented_review() {
  Review review{.accuracy = {.deployment = {},
                             .arithmetic = {"bayes", {}},
                             .op = {},
                             .errors = {},
                             .path = {}},
                .channels = {},
                .misconfigurations = {}};
  Deployment& deployment = review.accuracy.deployment;
  deployment.op = Op::centered_yuv2bgr;
  deployment.std = parse_std({"1", "2", "4"}, "std");
  deployment.q_scale = parse_scale("0.5", "q_scale");
  for (std::size_t c = 0; c < 3; ++c) {
    review.channels[c].channel = output_channels(deployment.op)[c];
    review.channels[c].attribution.deployed = invented_errors(static_cast<int>(c) + 2);
  }
  return review;
}

TEST(ReviewSectionsJson, AttributionHasEveryStageOfEveryChannel) {
  Review review = invented_review();
  review.channels[1].attribution.stages = {
      {LoweringStage::weights, invented_errors(7), invented_errors(8)}};
  const Json json = attribution_json(review);
  ASSERT_EQ(json.size(), 3U);
  EXPECT_EQ(json[0].at("channel"), "B");
  EXPECT_EQ(json[2].at("deployed").at("all_inputs").at("max_abs_error").at("exact"), "4/1");
  EXPECT_TRUE(json[0].at("stages").empty());
  const Json& stage = json[1].at("stages").at(0);
  EXPECT_EQ(stage.at("stage"), "weights");
  EXPECT_EQ(stage.at("alone").at("all_inputs").at("max_abs_error").at("exact"), "7/1");
  EXPECT_EQ(stage.at("cumulative").at("all_inputs").at("max_abs_error").at("exact"), "8/1");
  EXPECT_EQ(stage.at("alone").at("all_inputs").at("mean_squared_error_exact"), "9/4");
  EXPECT_EQ(stage.at("alone").at("all_inputs").at("rms_error"), "1.500000000000");
  EXPECT_EQ(stage.at("alone").at("in_gamut").at("rms_error"), "0.250000000000");
}

// Deviations are in codes and become grey levels of their own plane.
TEST(ReviewSectionsJson, MistakesAreInGreyLevels) {
  Review review = invented_review();
  Misconfiguration mistake;
  mistake.hypothesis.matrix.swing = Swing::studio;
  mistake.axes = {Axis::swing};
  mistake.inputs = 4;
  mistake.planes = {PlaneDeviation{6, 36, 3}, PlaneDeviation{6, 36, 2}, PlaneDeviation{6, 36, 1}};
  mistake.grey_ramp_max_abs = 5;
  Misconfiguration refused;
  refused.hypothesis.quant_stub = QuantStub::unreset;
  refused.axes = {Axis::quant_stub};
  refused.refused = "cannot be lowered";
  review.misconfigurations = {mistake, refused};
  const Json json = mistakes_json(review);
  ASSERT_EQ(json.size(), 2U);
  EXPECT_EQ(json[0].at("as_set_up"), Json({{"swing", "studio"}}));
  EXPECT_EQ(json[0].at("inputs"), 4);
  EXPECT_EQ(json[0].at("grey_ramp_max_abs"), 5);
  EXPECT_EQ(json[0].at("planes").at(0).at("max_abs_grey").at("exact"), "3/1");
  EXPECT_EQ(json[0].at("planes").at(0).at("rms_grey"), "1.500000000000");
  EXPECT_EQ(json[0].at("planes").at(0).at("changed"), 3);
  EXPECT_EQ(json[0].at("planes").at(2).at("max_abs_grey").at("exact"), "12/1");
  EXPECT_EQ(json[0].at("planes").at(2).at("rms_grey"), "6.000000000000");
  EXPECT_EQ(json[1],
            Json({{"as_set_up", {{"quant_stub", "unreset"}}}, {"refused", "cannot be lowered"}}));
}

TEST(ReviewSectionsJson, WorstInputsAreThoseOfTheirChannel) {
  Review review = invented_review();
  TracedInput worst;
  worst.input.yuv = CenteredYuv{-1, 2, -3};
  worst.traces[2].code = 4;
  worst.traces[2].ideal_code = 5;
  worst.traces[2].error = Rational(-3, 4);
  worst.traces[2].grey_error = Rational(-3, 2);
  review.channels[2].worst = {worst};
  const Json json = worst_inputs_json(review);
  EXPECT_TRUE(json[0].at("inputs").empty());
  EXPECT_EQ(json[2].at("channel"), "R");
  const Json& input = json[2].at("inputs").at(0);
  EXPECT_EQ(input.at("at"), Json({-1, 2, -3}));
  EXPECT_EQ(input.at("code"), 4);
  EXPECT_EQ(input.at("ideal_code"), 5);
  EXPECT_EQ(input.at("error").at("exact"), "-3/4");
  EXPECT_EQ(input.at("grey_error").at("exact"), "-3/2");
}

}  // namespace
}  // namespace swingproof
