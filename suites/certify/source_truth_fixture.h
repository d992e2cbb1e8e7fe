// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_SOURCE_TRUTH_FIXTURE_H_
#define SWINGPROOF_SUITES_CERTIFY_SOURCE_TRUTH_FIXTURE_H_

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "suites/certify/lossy_capture_fixture.h"
#include "suites/certify/source_verdict.h"

namespace swingproof {

// For tests: what must be true of the verdict on a capture whose source is known.
inline const std::vector<SourceAxis>& all_but_conversion() {
  static const std::vector<SourceAxis> axes = {SourceAxis::swing, SourceAxis::output_order,
                                               SourceAxis::chroma_order,
                                               SourceAxis::input_centering};
  return axes;
}

inline std::string in_words(const SourceHypothesis& source) {
  std::string text;
  for (const SourceAxis axis : all_source_axes) text += std::string(value_name(source, axis)) + " ";
  return text;
}

// Whatever the verdict says of an axis is true, and the source remains possible.
inline void expect_no_wrong_cause(const SourceVerdict& verdict, const SourceHypothesis& truth) {
  EXPECT_FALSE(verdict.explained_by.empty());
  for (const SourceAxisFinding& each : verdict.axes) {
    EXPECT_EQ(std::count(each.values.begin(), each.values.end(), value_name(truth, each.axis)), 1)
        << name(each.axis);
  }
}

// The capture of a source: the truth and nothing else, whatever is declared.
inline void expect_one_source(const SourceHypothesis& truth,
                              const std::vector<SourceHypothesis>& all_declared) {
  static const RgbStimulus chart = source_chart();
  const CaptureCodes capture = delivered(truth, stored_image(truth, chart));
  for (const SourceHypothesis& declared : all_declared) {
    const SourceVerdict verdict = judge_source(declared, chart, capture, {}, "chart");
    ASSERT_EQ(verdict.explained_by.size(), 1U) << in_words(truth);
    ASSERT_EQ(verdict.explained_by.front().source, truth);
    ASSERT_EQ(verdict.judgement, declared == truth ? Judgement::certified : Judgement::refuted);
    ASSERT_EQ(verdict.sources_separated, 56U);
  }
}

struct Loss {
  const char* name;
  std::function<void(StoredImage&)> apply;
};

inline const std::vector<Loss>& losses() {
  static const std::vector<Loss> all = {
      {"4:2:0, mean", [](StoredImage& image) { subsample(image, true); }},
      {"4:2:0, dropped", [](StoredImage& image) { subsample(image, false); }},
      {"JPEG 95", [](StoredImage& image) { through_jpeg(image, 95); }},
      {"JPEG 75", [](StoredImage& image) { through_jpeg(image, 75); }},
      {"noise", [](StoredImage& image) { add_noise(image, 1); }},
      {"all", [](StoredImage& image) {
         add_noise(image, 2);
         subsample(image, true);
         through_jpeg(image, 90);
       }}};
  return all;
}

// A source through a loss: what the verdict says is true, whatever was declared; the axes that
// matter are decided; and the conversion is at worst left open.
inline void expect_true_of_lossy_capture(const SourceHypothesis& truth, const Loss& loss) {
  static const RgbStimulus chart = source_chart();
  SourceRules rules;
  rules.tolerance = 2;
  SourceRules axes_that_matter = rules;
  axes_that_matter.against = all_but_conversion();
  SCOPED_TRACE(in_words(truth) + loss.name);
  StoredImage image = stored_image(truth, chart);
  loss.apply(image);
  const CaptureCodes capture = delivered(truth, image);
  for (const Matrix matrix : {bt601_full, bt601_studio}) {
    SourceHypothesis declared;
    declared.matrix = matrix;
    const SourceVerdict verdict = judge_source(declared, chart, capture, rules, "chart");
    expect_no_wrong_cause(verdict, truth);
    if (declared != truth) {
      EXPECT_NE(verdict.judgement, Judgement::certified);
    } else {
      EXPECT_NE(verdict.judgement, Judgement::refuted);
    }
    EXPECT_EQ(judge_source(declared, chart, capture, axes_that_matter, "chart").judgement,
              agree_on(declared, truth, all_but_conversion()) ? Judgement::certified
                                                              : Judgement::refuted);
  }
}

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_SOURCE_TRUTH_FIXTURE_H_
