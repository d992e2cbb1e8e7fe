// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/source_verdict.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>
#include <string>

#include "deployment/input_error.h"
#include "suites/certify/source_truth_fixture.h"

namespace swingproof {
namespace {

// The conversion's distance to the other one on a chart, in codes.
int greatest_difference(const SourceHypothesis& a, const SourceHypothesis& b,
                        const RgbStimulus& chart) {
  const SourceFunction left = source_function(a);
  const SourceFunction right = source_function(b);
  int greatest = 0;
  for (const Rgb& pixel : chart.pixels) {
    const CenteredYuv x = left(pixel);
    const CenteredYuv y = right(pixel);
    greatest = std::max({greatest, std::abs(x.y - y.y), std::abs(x.u - y.u), std::abs(x.v - y.v)});
  }
  return greatest;
}

TEST(SourceHypothesis, FiftySixTheDeclaredOneFirst) {
  Deployment deployment;
  deployment.matrix.swing = Swing::studio;
  const SourceHypothesis declared = declared_source(deployment);
  const std::vector<SourceHypothesis> sources = all_sources(declared);
  ASSERT_EQ(sources.size(), 56U);
  EXPECT_EQ(sources.front(), declared);
  EXPECT_EQ(in_words(declared), "rgb2centered_yuv studio as_declared as_declared centered ");
  std::set<std::string> different;
  for (const SourceHypothesis& each : sources) different.insert(in_words(each));
  EXPECT_EQ(different.size(), 56U);
}

TEST(SourceHypothesis, AxesAreReadByName) {
  EXPECT_EQ(parse_axes<SourceAxis>("swing,input_centering", "--against"),
            (std::vector{SourceAxis::swing, SourceAxis::input_centering}));
  EXPECT_THROW(parse_axes<SourceAxis>("swing,", "--against"), InputError);
  EXPECT_THROW(parse_axes<SourceAxis>("swing,swing", "--against"), InputError);
  EXPECT_THROW(parse_axes<SourceAxis>("arithmetic", "--against"), InputError);
}

// This is the proof that no two sources are one class.
TEST(SourceChart, TellsEveryTwoSourcesApart) {
  RgbStimulus chart = source_chart();
  std::sort(chart.pixels.begin(), chart.pixels.end());
  chart.pixels.erase(std::unique(chart.pixels.begin(), chart.pixels.end()), chart.pixels.end());
  const std::vector<SourceHypothesis> sources = all_sources({});
  for (std::size_t i = 0; i < sources.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const int difference = greatest_difference(sources[i], sources[j], chart);
      const bool by_conversion_only = agree_on(sources[i], sources[j], all_but_conversion());
      EXPECT_GE(difference, by_conversion_only ? 1 : 20)
          << in_words(sources[i]) << in_words(sources[j]);
    }
  }
  SourceHypothesis exact;
  exact.conversion = Conversion::bt601;
  EXPECT_EQ(greatest_difference({}, exact, chart), 2);
}

TEST(SourceChart, IsMadeOfWholePatchesWithoutTies) {
  const RgbStimulus chart = source_chart();
  ASSERT_EQ(chart.positions, (std::vector<std::size_t>{128, 256}));
  std::set<Rgb> colours;
  for (std::size_t i = 0; i < chart.pixels.size(); ++i) {
    const std::size_t corner = i / 256 / 16 * 16 * 256 + i % 256 / 16 * 16;
    ASSERT_EQ(chart.pixels[i], chart.pixels[corner]) << i;
    colours.insert(chart.pixels[i]);
  }
  EXPECT_GE(colours.size(), 100U);
  for (const Rgb& colour : colours) EXPECT_FALSE(is_tie(colour));
  EXPECT_TRUE(colours.count({0, 0, 0}) == 1 && colours.count({255, 255, 255}) == 1);
}

TEST(SourceChart, TilesAnImage) {
  const RgbStimulus chart = source_chart();
  const RgbStimulus image = tiled_chart({300, 130}, "--image");
  ASSERT_EQ(image.positions, (std::vector<std::size_t>{130, 300}));
  for (std::size_t i = 0; i < image.pixels.size(); ++i) {
    ASSERT_EQ(image.pixels[i], chart.pixels[i / 300 % 128 * 256 + i % 300 % 256]) << i;
  }
  EXPECT_THROW(tiled_chart({255, 128}, "--image"), InputError);
  EXPECT_THROW(tiled_chart({256, 127}, "--image"), InputError);
}

// Every source, declared and not: the truth and nothing else. source_verdict_slow_test.cc has every
// capture against every declared source.
TEST(SourceVerdict, AnExactCaptureHasOneSource) {
  const std::vector<SourceHypothesis> sources = all_sources({});
  for (std::size_t i = 0; i < sources.size(); ++i) {
    expect_one_source(sources[i], {sources[i], sources[(i + 13) % sources.size()]});
  }
}

// Every source through one of the losses; source_verdict_slow_test.cc has each through all.
TEST(SourceVerdict, ALossyCaptureIsNeverAttributedWrongly) {
  const std::vector<SourceHypothesis> sources = all_sources({});
  for (std::size_t i = 0; i < sources.size(); ++i) {
    expect_true_of_lossy_capture(sources[i], losses()[i % losses().size()]);
  }
}

// 4:2:0 does not touch a patch that is aligned: no tolerance is needed.
TEST(SourceVerdict, AlignedPatchesSurviveSubsamplingExactly) {
  const RgbStimulus chart = source_chart();
  for (const bool average : {true, false}) {
    StoredImage image = stored_image({}, chart);
    subsample(image, average);
    EXPECT_EQ(judge_source({}, chart, delivered({}, image), {}, "chart").judgement,
              Judgement::certified);
  }
}

TEST(SourceVerdict, OneWrongPixelRefutesWithoutTolerance) {
  const RgbStimulus chart = source_chart();
  CaptureCodes capture = delivered({}, stored_image({}, chart));
  capture.planes[1][20000] = static_cast<std::int8_t>(capture.planes[1][20000] ^ 1);
  const SourceVerdict verdict = judge_source({}, chart, capture, {}, "chart");
  EXPECT_EQ(verdict.judgement, Judgement::refuted);
  EXPECT_TRUE(verdict.explained_by.empty());
  ASSERT_EQ(verdict.nearest.size(), 3U);
  EXPECT_EQ(verdict.nearest.front().source, SourceHypothesis{});
  EXPECT_EQ(verdict.declared.codes, 1);
  EXPECT_EQ(verdict.declared.plane, 1U);
  EXPECT_EQ(verdict.declared.colour, chart.pixels[20000]);
}

// A frame of 56 charts, in which each colour is in many patches: one patch that is far off does not
// disappear in the mean of all patches of its colour.
TEST(SourceVerdict, TheWorstPatchIsJudged) {
  constexpr std::size_t width = std::size_t{8} * 256;
  const RgbStimulus frame = tiled_chart({width, std::size_t{7} * 128}, "frame");
  const CaptureCodes right = delivered({}, stored_image({}, frame));
  SourceRules rules;
  rules.tolerance = 2;
  rules.against = all_but_conversion();
  EXPECT_EQ(judge_source({}, frame, right, rules, "frame").judgement, Judgement::certified);
  CaptureCodes wrong = right;
  constexpr std::size_t left = 768 + 5 * patch_side;  // in the fourth chart of the fifth row
  constexpr std::size_t top = 512 + 6 * patch_side;
  for (std::size_t y = top; y < top + patch_side; ++y) {
    for (std::size_t x = left; x < left + patch_side; ++x) {
      std::int8_t& code = wrong.planes[2][y * width + x];
      code = static_cast<std::int8_t>(code < 0 ? code + 100 : code - 100);
    }
  }
  const SourceVerdict verdict = judge_source({}, frame, wrong, rules, "frame");
  EXPECT_EQ(verdict.judgement, Judgement::refuted);
  EXPECT_EQ(verdict.declared.codes, 100);
  EXPECT_EQ(verdict.declared.plane, 2U);
  EXPECT_EQ(verdict.declared.colour, frame.pixels[top * width + left]);
}

// The means decide as exact fractions, at the very edges of tolerance and margin.
TEST(SourceVerdict, ToleranceAndMarginAreExactToTheFraction) {
  SourceHypothesis exact;
  exact.conversion = Conversion::bt601;
  // Y of two pixels of three is one code too high: distance 2/3.
  RgbStimulus list{{3}, {}};
  list.pixels.assign(3, Rgb{0, 255, 120});
  CaptureCodes capture;
  const CenteredYuv yuv = source_function({})(list.pixels[0]);
  for (const int more : {1, 0, 1}) {
    capture.planes[0].push_back(static_cast<std::int8_t>(yuv.y + more));
    capture.planes[1].push_back(yuv.u);
    capture.planes[2].push_back(yuv.v);
  }
  SourceRules rules;
  rules.tolerance = Rational(2, 3);
  rules.margin = 0;
  EXPECT_EQ(judge_source({}, list, capture, rules, "list").declared.codes, Rational(2, 3));
  EXPECT_EQ(judge_source({}, list, capture, rules, "list").judgement, Judgement::certified);
  rules.tolerance = Rational(2, 3) - Rational(1, 1000000);
  EXPECT_EQ(judge_source({}, list, capture, rules, "list").judgement, Judgement::refuted);
  // The margin is about what explains the capture: nothing does.
  rules.margin = 1;
  EXPECT_EQ(judge_source({}, list, capture, rules, "list").judgement, Judgement::refuted);
  EXPECT_TRUE(judge_source({}, list, capture, rules, "list").within_margin.empty());
  // BT.601 is 2 codes away in V: 4/3 farther than the declared source.
  rules.tolerance = Rational(2, 3);
  rules.margin = Rational(4, 3);
  EXPECT_EQ(judge_source({}, list, capture, rules, "list").judgement, Judgement::certified);
  rules.margin = Rational(4, 3) + Rational(1, 1000000);
  const SourceVerdict thin = judge_source({}, list, capture, rules, "list");
  EXPECT_EQ(thin.judgement, Judgement::undecided);
  ASSERT_EQ(thin.within_margin.size(), 1U);
  EXPECT_EQ(thin.within_margin.front().source, exact);
  // What is declared is within the margin of what explains the capture: it may be that.
  EXPECT_EQ(judge_source(exact, list, capture, rules, "list").judgement, Judgement::undecided);
  rules.margin = Rational(4, 3);
  EXPECT_EQ(judge_source(exact, list, capture, rules, "list").judgement, Judgement::refuted);
}

// Grey alone says nothing of chroma and channel order.
TEST(SourceVerdict, AStimulusThatCannotTellIsUndecided) {
  RgbStimulus grey{{256}, {}};
  for (unsigned level = 0; level < 256; ++level) {
    const auto byte = static_cast<std::uint8_t>(level);
    grey.pixels.push_back({byte, byte, byte});
  }
  CaptureCodes capture;
  for (const Rgb& pixel : grey.pixels) {
    const CenteredYuv yuv = source_function({})(pixel);
    capture.planes[0].push_back(yuv.y);
    capture.planes[1].push_back(yuv.u);
    capture.planes[2].push_back(yuv.v);
  }
  const SourceVerdict verdict = judge_source({}, grey, capture, {}, "grey");
  EXPECT_EQ(verdict.judgement, Judgement::undecided);
  EXPECT_LT(verdict.sources_separated, 56U);
  SourceRules swing_only;
  swing_only.against = {SourceAxis::swing, SourceAxis::input_centering};
  EXPECT_EQ(judge_source({}, grey, capture, swing_only, "grey").judgement, Judgement::certified);
}

TEST(SourceVerdict, NoInteriorIsAnInputError) {
  const RgbStimulus checks{{2, 2}, {{0, 0, 0}, {9, 9, 9}, {9, 9, 9}, {0, 0, 0}}};
  const CaptureCodes capture{
      {std::vector<std::int8_t>(4), std::vector<std::int8_t>(4), std::vector<std::int8_t>(4)}};
  SourceRules rules;
  rules.tolerance = 1;
  EXPECT_THROW(judge_source({}, checks, capture, rules, "checks"), InputError);
  EXPECT_NO_THROW(judge_source({}, checks, capture, {}, "checks"));
  EXPECT_THROW(judge_source({}, {{0}, {}}, {}, {}, "none"), InputError);
}

}  // namespace
}  // namespace swingproof
