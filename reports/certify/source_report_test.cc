// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/certify/source_report.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "suites/certify/lossy_capture_fixture.h"

namespace swingproof {
namespace {

CaptureCodes capture_from(const SourceHypothesis& source, const RgbStimulus& chart) {
  return delivered(source, stored_image(source, chart));
}

SourceVerdict judged(const SourceHypothesis& declared, const RgbStimulus& chart,
                     const CaptureCodes& capture, const SourceRules& rules = {}) {
  return judge_source(declared, chart, capture, rules, "chart");
}

RgbStimulus greys() {
  RgbStimulus chart = source_chart();
  for (Rgb& pixel : chart.pixels) pixel = {pixel[0], pixel[0], pixel[0]};
  return chart;
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

// What a finding has to name for a reader to know the source.
std::string name_in_finding(const SourceHypothesis& source, SourceAxis axis) {
  switch (axis) {
    case SourceAxis::conversion:
      switch (source.conversion) {
        case Conversion::training_op:
          return "computes rgb2centered_yuv";
        case Conversion::bt601:
          return "computes exact BT.601";
        case Conversion::bt709:
          return "computes BT.709";
        case Conversion::opencv:
          return "computes OpenCV's COLOR_RGB2YUV";
      }
      break;
    case SourceAxis::swing:
      return "delivers " + std::string(name(source.matrix.swing)) + " swing";
    case SourceAxis::output_order:
      return "red for blue";
    case SourceAxis::chroma_order:
      return "U and V are exchanged";
    case SourceAxis::input_centering:
      return "without subtracting 128";
  }
  return "no such axis";
}

// Everything that can be told of a refuted source: with what is delivered declared as well, so that
// each value of an axis is the one that was found.
TEST(SourceReport, EveryDifferingAxisIsACauseWithWordsOfItsOwn) {
  const RgbStimulus chart = source_chart();
  std::set<std::string> findings;
  std::set<std::string> remedies;
  for (const Conversion conversion : {Conversion::training_op, Conversion::bt601}) {
    for (const Swing swing : {Swing::full, Swing::studio}) {
      SourceHypothesis declared;
      declared.conversion = conversion;
      declared.matrix.swing = swing;
      for (const SourceHypothesis& truth : all_sources(declared)) {
        const SourceVerdict verdict = judged(declared, chart, capture_from(truth, chart));
        const std::string text = source_text(verdict, {});
        const Json causes = source_json(Deployment(), verdict, {}).at("causes");
        std::vector<std::string> expected;
        for (const SourceAxis axis : all_source_axes) {
          if (agree_on(declared, truth, {axis})) continue;
          expected.emplace_back(name(axis));
          const Json& cause = causes.at(expected.size() - 1);
          const auto finding = cause.at("finding").get<std::string>();
          const auto remedy = cause.at("remedy").get<std::string>();
          EXPECT_EQ(cause.at("axis"), name(axis));
          EXPECT_EQ(cause.at("value"), value_name(truth, axis));
          EXPECT_TRUE(contains(finding, name_in_finding(truth, axis))) << finding;
          EXPECT_TRUE(contains(text, fmt::format("  {} {}: {}.\n    Remedy: {}.\n", name(axis),
                                                 value_name(truth, axis), finding, remedy)));
          findings.insert(finding);
          remedies.insert(remedy);
        }
        EXPECT_EQ(causes.size(), expected.size());
        EXPECT_EQ(contains(text, "has this in common"), !expected.empty());
      }
    }
  }
  // Four conversions, two swings, and three axes that are either as declared or not.
  EXPECT_EQ(findings.size(), 9U);
  EXPECT_EQ(remedies.size(), 9U);
}

TEST(SourceReport, TheRemedyForASwingNamesTheOneThatWasFound) {
  const RgbStimulus chart = source_chart();
  SourceHypothesis truth;
  truth.matrix.swing = Swing::studio;
  const std::string text = source_text(judged({}, chart, capture_from(truth, chart)), {});
  EXPECT_TRUE(contains(text, "or swing to studio in the deployment and its training")) << text;
}

// In studio swing the training-side op gives some greys another Y than BT.601 does, and BT.709 the
// same: that it is not the op is known, but not which of these it is.
TEST(SourceReport, AnAxisThatIsOpenIsNoCause) {
  SourceHypothesis declared;
  declared.matrix.swing = Swing::studio;
  SourceHypothesis truth = declared;
  truth.conversion = Conversion::bt601;
  const RgbStimulus chart = greys();
  const SourceVerdict verdict = judged(declared, chart, capture_from(truth, chart));
  const std::string text = source_text(verdict, {});
  EXPECT_EQ(text.find("refuted: "), 0U);
  EXPECT_TRUE(contains(text, "  conversion: bt601 or bt709 (open)\n")) << text;
  EXPECT_FALSE(contains(text, "has this in common")) << text;
  EXPECT_TRUE(source_json(Deployment(), verdict, {}).at("causes").empty());
}

// A verdict on some axes does not speak of the others.
TEST(SourceReport, WhatIsNotJudgedIsNotCertified) {
  const RgbStimulus chart = source_chart();
  SourceHypothesis truth;
  truth.matrix.swing = Swing::studio;
  truth.chroma_order = ChromaOrder::swapped;
  SourceRules rules;
  rules.against = {SourceAxis::input_centering, SourceAxis::conversion};
  const SourceVerdict verdict = judged({}, chart, capture_from(truth, chart), rules);
  const std::string text = source_text(verdict, rules);
  EXPECT_EQ(
      text.find("certified: as declared on conversion, input_centering; nothing else was judged"),
      0U)
      << text;
  EXPECT_FALSE(contains(text, "comes from the declared source"));
  EXPECT_TRUE(contains(text, "  judged     conversion, input_centering\n")) << text;
  EXPECT_TRUE(contains(text, "  conversion: rgb2centered_yuv\n")) << text;
  EXPECT_TRUE(contains(text, "  swing: studio (not judged)\n")) << text;
  EXPECT_TRUE(contains(text, "  chroma_order: swapped (not judged)\n")) << text;
}

TEST(SourceReport, ACertifiedSourceNeedsNoRemedy) {
  const RgbStimulus chart = source_chart();
  const SourceVerdict verdict = judged({}, chart, capture_from({}, chart));
  const std::string text = source_text(verdict, {});
  EXPECT_EQ(text.find("certified: "), 0U);
  EXPECT_FALSE(contains(text, "Remedy"));
  EXPECT_TRUE(contains(text, "which tell 56 of 56 sources apart"));
  EXPECT_TRUE(contains(text, "tolerance  0 codes, every pixel"));
  EXPECT_EQ(source_json(Deployment(), verdict, {}).at("verdict"), "certified");
}

// Greys say nothing of the order of red and blue.
TEST(SourceReport, WhatIsOpenIsSaidAndHowToSettleIt) {
  const RgbStimulus chart = greys();
  const SourceVerdict verdict = judged({}, chart, capture_from({}, chart));
  const std::string text = source_text(verdict, {});
  EXPECT_EQ(text.find("undecided: the declared source is not the only one"), 0U);
  EXPECT_TRUE(contains(text, "  output_order: as_declared or reversed (open)\n")) << text;
  EXPECT_TRUE(contains(text, "  swing: full\n")) << text;
  EXPECT_TRUE(contains(text, "Remedy: show the patches of probe --source")) << text;
  const Json open = source_json(Deployment(), verdict, {}).at("open_axes");
  EXPECT_EQ(open.at("output_order"), (Json{"as_declared", "reversed"}));
  EXPECT_FALSE(open.contains("swing"));
}

TEST(SourceReport, ACaptureOfSomethingElseHasTheNearestSourcesAndNoCause) {
  const RgbStimulus chart = source_chart();
  CaptureCodes capture = capture_from({}, chart);
  for (auto& plane : capture.planes) plane.assign(plane.size(), 0);
  const SourceVerdict verdict = judged({}, chart, capture);
  const std::string text = source_text(verdict, {});
  EXPECT_EQ(text.find("refuted: "), 0U);
  EXPECT_FALSE(contains(text, "has this in common"));
  EXPECT_TRUE(contains(text, "No source explains the capture. The nearest ones:\n  1. "));
  EXPECT_TRUE(contains(text, "Remedy: check that the capture belongs to this stimulus")) << text;
  const Json json = source_json(Deployment(), verdict, {});
  EXPECT_TRUE(json.at("causes").empty());
  EXPECT_EQ(json.at("nearest").size(), 3U);
}

TEST(SourceReport, ATooThinMarginIsSaid) {
  const RgbStimulus chart = source_chart();
  SourceRules rules;
  rules.tolerance = Rational(1, 2);
  rules.margin = 3;
  const SourceVerdict verdict = judged({}, chart, capture_from({}, chart), rules);
  const std::string text = source_text(verdict, rules);
  EXPECT_EQ(text.find("undecided: a margin too thin"), 0U) << text;
  EXPECT_TRUE(contains(text, "Too near to exclude:\n  1. conversion bt601, ")) << text;
  EXPECT_TRUE(contains(text, "tolerance  0.500 codes, mean of each patch; margin 3.000 codes"))
      << text;
  EXPECT_TRUE(contains(text, "Remedy: capture with less loss and a smaller --tolerance")) << text;
}

}  // namespace
}  // namespace swingproof
