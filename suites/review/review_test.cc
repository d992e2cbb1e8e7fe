// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/review/review.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace swingproof {
namespace {

// As used for ImageNet, in BGR, at studio swing: three different channels, pre-shifts, clipping.
Deployment imagenet_bgr() {
  Deployment deployment;
  deployment.op = Op::centered_yuv2bgr;
  deployment.matrix.swing = Swing::studio;
  deployment.mean = parse_mean({"103.53", "116.28", "123.675"}, "mean");
  deployment.std = parse_std({"57.375", "57.12", "58.395"}, "std");
  deployment.q_scale = parse_scale("0.0147", "q_scale");
  return deployment;
}

const Review& review_of(bool imagenet) {
  static const Review plain = review_deployment(Deployment{}, {"bayes", {}});
  static const Review other = review_deployment(imagenet_bgr(), {"bayes", {}});
  return imagenet ? other : plain;
}

class ReviewTest : public testing::TestWithParam<bool> {
 protected:
  const Review& review() const { return review_of(GetParam()); }
};

TEST_P(ReviewTest, AttributionStartsAtTheSweepAndEndsAtTheIdealCode) {
  for (std::size_t c = 0; c < 3; ++c) {
    const ChannelAttribution& attribution = review().channels[c].attribution;
    const ChannelErrors& swept = review().accuracy.errors[c];
    EXPECT_EQ(attribution.deployed.all_inputs, swept.all_inputs);
    EXPECT_EQ(attribution.deployed.in_gamut, swept.in_gamut);
    ASSERT_EQ(attribution.stages.size(), all_lowering_stages.size());
    const auto& last = attribution.stages.back().cumulative.all_inputs.code_difference;
    EXPECT_EQ(last, (CodeDifferences{{0, std::uint64_t{1} << 24}}));
    EXPECT_LE(attribution.stages.back().cumulative.all_inputs.max_abs_error, Rational(1, 2));
  }
}

TEST_P(ReviewTest, TheSurveyAgreesWithTheSweep) {
  for (std::size_t c = 0; c < 3; ++c) {
    const ErrorSurvey& survey = review().channels[c].survey;
    const ChannelErrors& swept = review().accuracy.errors[c];
    const Rational unit(1, std::int64_t{1} << survey.fraction_bits);
    for (const bool gamut : {false, true}) {
      const SurveyedSet& set = gamut ? survey.in_gamut : survey.all_inputs;
      const ErrorMeasures& measures = gamut ? swept.in_gamut : swept.all_inputs;
      std::uint64_t in_map = 0;
      std::uint64_t in_bins = 0;
      std::int32_t greatest = 0;
      Rational sum = 0;
      for (const MapCell& cell : set.map) {
        in_map += cell.inputs;
        greatest = std::max(greatest, cell.max_abs_error);
        sum += cell.sum_error;
      }
      for (const auto& [bin, inputs] : set.bins) in_bins += inputs;
      EXPECT_EQ(in_map, measures.inputs);
      EXPECT_EQ(in_bins, measures.inputs);
      const Rational distance = greatest * unit - measures.max_abs_error;
      EXPECT_LT(abs(distance), survey_slack * unit);
      EXPECT_LT(abs(Rational(sum * unit - measures.sum_error)),
                measures.inputs * survey_slack * unit);
      const int outermost = std::max(-set.bins.begin()->first, set.bins.rbegin()->first + 1);
      EXPECT_GE(Rational(outermost, bins_per_lsb), measures.max_abs_error);
    }
  }
}

TEST_P(ReviewTest, TheWorstInputIsTheSweepsMaximumInGamutAndTheOthersAreFarAway) {
  for (std::size_t c = 0; c < 3; ++c) {
    const std::vector<TracedInput>& worst = review().channels[c].worst;
    ASSERT_FALSE(worst.empty());
    EXPECT_EQ(worst[0].input.abs_error, review().accuracy.errors[c].in_gamut.max_abs_error);
    for (std::size_t i = 0; i < worst.size(); ++i) {
      EXPECT_EQ(worst[i].input.abs_error, abs(worst[i].traces[c].error));
      for (std::size_t j = 0; j < i; ++j) {
        EXPECT_GE(worst[j].input.abs_error, worst[i].input.abs_error);
        const CenteredYuv& a = worst[i].input.yuv;
        const CenteredYuv& b = worst[j].input.yuv;
        EXPECT_GT(std::max({std::abs(a.y - b.y), std::abs(a.u - b.u), std::abs(a.v - b.v)}), 32);
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Deployments, ReviewTest, testing::Values(false, true),
                         [](const auto& info) { return info.param ? "imagenet" : "plain"; });

// The finding of the issue: 1.0 / 0.0078 = 128.2 does not fit.
TEST(Review, NamesTheGreenLumaWeightThatIsClamped) {
  const Review& review = review_of(false);
  EXPECT_TRUE(review.channels[0].attribution.clamped_weights.empty());
  EXPECT_TRUE(review.channels[2].attribution.clamped_weights.empty());
  const auto& clamped = review.channels[1].attribution.clamped_weights;
  ASSERT_EQ(clamped.size(), 1U);
  EXPECT_EQ(clamped[0].input, 0U);
  EXPECT_EQ(clamped[0].wanted, Rational(10000, 78));
  EXPECT_EQ(clamped[0].held, 127);
}

// All other figures are there.
TEST(Review, AChannelWithoutWeightsHasNoScaleToChoose) {
  Arithmetic arithmetic;
  OpConstants constants = published_constants(bt601_full);
  constants.weight[0] = {0, 0, 0};
  arithmetic.constants = OwnConstants{bt601_full, constants};
  const Review review = review_deployment(Deployment{}, arithmetic);
  EXPECT_FALSE(review.tuning.has_value());
  EXPECT_GT(review.accuracy.errors[0].all_inputs.max_abs_error, 1);
  EXPECT_TRUE(review_of(false).tuning.has_value());
}

TEST(Review, NothingInGamutIsClippedWhereCodesSpanTheGreyLevels) {
  const Review& review = review_of(false);
  for (const ChannelReview& channel : review.channels) {
    EXPECT_EQ(channel.clipping.least_grey, 0);
    EXPECT_EQ(channel.clipping.greatest_grey, 255);
    EXPECT_EQ(channel.clipping.below + channel.clipping.above, 0U);
    EXPECT_EQ(channel.clipping.inputs, review.accuracy.errors[0].in_gamut.inputs);
  }
  EXPECT_GT(review_of(true).channels[0].clipping.above, 0U);
}

TEST(Review, ChromaExchangedIsInvisibleOnGreyAndLoudInColour) {
  const Review& review = review_of(false);
  const auto swapped =
      std::find_if(review.misconfigurations.begin(), review.misconfigurations.end(),
                   [](const Misconfiguration& mistake) {
                     return mistake.hypothesis.chroma_order == ChromaOrder::swapped;
                   });
  ASSERT_NE(swapped, review.misconfigurations.end());
  EXPECT_EQ(swapped->grey_ramp_max_abs, 0);
  for (const PlaneDeviation& plane : swapped->planes) EXPECT_GT(plane.max_abs, 50);
}

}  // namespace
}  // namespace swingproof
