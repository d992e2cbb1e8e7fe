// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Which pixels are a patch, by what is judged of them.

#include "suites/certify/captured_colours.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <set>
#include <vector>

#include "suites/certify/lossy_capture_fixture.h"
#include "suites/certify/source_verdict.h"

namespace swingproof {
namespace {

// The interior of a 16 x 16 patch in the middle of others is its inner 8 x 8.
TEST(CapturedColours, InteriorKeepsAwayFromOtherColours) {
  const RgbStimulus chart = source_chart();
  const std::vector<bool> interior = interior_pixels(chart);
  for (std::size_t y = 96; y < 112; ++y) {
    for (std::size_t x = 64; x < 80; ++x) {
      const bool inner = y >= 100 && y < 108 && x >= 68 && x < 76;
      EXPECT_EQ(interior[y * 256 + x], inner) << y << " " << x;
    }
  }
}

// The greatest deviation of a patch's mean, by one walk over each patch at a time, and the means in
// doubles: all are multiples of 1/1024 here.
double plain_distance(const SourceHypothesis& source, const RgbStimulus& stimulus,
                      const CaptureCodes& capture) {
  const std::size_t height = stimulus.positions[0];
  const std::size_t width = stimulus.positions[1];
  std::vector<bool> left = interior_pixels(stimulus);
  double greatest = 0;
  for (std::size_t start = 0; start < left.size(); ++start) {
    if (!left[start]) continue;
    std::set<std::size_t> patch = {start};
    for (std::vector<std::size_t> rim = {start}; !rim.empty();) {
      const std::size_t at = rim.back();
      rim.pop_back();
      std::vector<std::size_t> beside;
      if (at % width > 0) beside.push_back(at - 1);
      if (at % width + 1 < width) beside.push_back(at + 1);
      if (at / width > 0) beside.push_back(at - width);
      if (at / width + 1 < height) beside.push_back(at + width);
      for (const std::size_t each : beside) {
        if (left[each] && stimulus.pixels[each] == stimulus.pixels[at] &&
            patch.insert(each).second) {
          rim.push_back(each);
        }
      }
    }
    const CenteredYuv expected = source_function(source)(stimulus.pixels[start]);
    const std::array<int, 3> values = {expected.y, expected.u, expected.v};
    for (std::size_t plane = 0; plane < 3; ++plane) {
      double sum = 0;
      for (const std::size_t each : patch) sum += capture.planes[plane][each];
      const double mean = sum / static_cast<double>(patch.size());
      greatest = std::max(greatest, std::abs(mean - values[plane]));
    }
    for (const std::size_t each : patch) left[each] = false;
  }
  return greatest;
}

// Patches of two colours at random, so that they touch, enclose and pass each other.
TEST(CapturedColours, PatchesOfAnyFormAreJudgedOneByOne) {
  std::mt19937 random(3);
  SourceRules rules;
  rules.tolerance = 1;
  for (int round = 0; round < 20; ++round) {
    SCOPED_TRACE(round);
    RgbStimulus stimulus{{120, 150}, std::vector<Rgb>(18000)};
    std::array<bool, 80> is_dark{};
    for (bool& each : is_dark) each = random() % 2 == 0;
    for (std::size_t i = 0; i < stimulus.pixels.size(); ++i) {
      const std::size_t patch = i / 150 / 15 * 10 + i % 150 / 15;
      stimulus.pixels[i] = is_dark[patch % 80] ? Rgb{20, 40, 60} : Rgb{200, 180, 160};
    }
    CaptureCodes capture = delivered({}, stored_image({}, stimulus));
    for (auto& plane : capture.planes) {
      for (std::int8_t& code : plane)
        code = static_cast<std::int8_t>(code + static_cast<int>(random() % 5) - 2);
    }
    const double found =
        judge_source({}, stimulus, capture, rules, "patches").declared.codes.convert_to<double>();
    EXPECT_NEAR(found, plain_distance({}, stimulus, capture), 1e-9);
  }
}

// An image with Y off by so much at each of its pixels.
CaptureCodes with_luma_errors(const RgbStimulus& stimulus, const std::vector<int>& errors) {
  CaptureCodes capture = delivered({}, stored_image({}, stimulus));
  for (std::size_t i = 0; i < errors.size(); ++i) {
    capture.planes[0][i] = static_cast<std::int8_t>(capture.planes[0][i] + errors[i]);
  }
  return capture;
}

// Two bands at the sides, of which the right one is longer and 3 codes off: a row's end is not
// beside the next row's beginning.
TEST(CapturedColours, PatchesAtBothSidesAreTwo) {
  RgbStimulus stimulus{{60, 90}, std::vector<Rgb>(5400, Rgb{200, 180, 160})};
  std::vector<int> errors(5400, 0);
  for (std::size_t i = 0; i < 5400; ++i) {
    const bool is_left = i % 90 < 30 && i / 90 >= 30;
    const bool is_right = i % 90 >= 60;
    if (!is_left && !is_right) continue;
    stimulus.pixels[i] = {20, 40, 60};
    errors[i] = is_right ? 3 : 0;
  }
  SourceRules rules;
  rules.tolerance = 1;
  const SourceVerdict verdict =
      judge_source({}, stimulus, with_luma_errors(stimulus, errors), rules, "bands");
  EXPECT_EQ(verdict.declared.codes, 3);
  EXPECT_EQ(verdict.declared.captured, verdict.declared.expected + 3);
}

// A patch with two arms, one 3 codes too bright and one 3 codes too dark: its mean is right.
TEST(CapturedColours, APatchIsFollowedUpwardAsWell) {
  RgbStimulus stimulus{{60, 90}, std::vector<Rgb>(5400, Rgb{200, 180, 160})};
  std::vector<int> errors(5400, 0);
  for (std::size_t i = 0; i < 5400; ++i) {
    const bool is_middle = i % 90 >= 30 && i % 90 < 60;
    const bool is_arm = i / 90 < 30 && !is_middle;
    if (is_middle && i / 90 < 30) continue;
    stimulus.pixels[i] = {20, 40, 60};
    if (is_arm) errors[i] = i % 90 < 30 ? 3 : -3;
  }
  SourceRules rules;
  rules.tolerance = 1;
  const CaptureCodes capture = with_luma_errors(stimulus, errors);
  EXPECT_EQ(judge_source({}, stimulus, capture, rules, "arms").declared.codes, 0);
}

// Of a list the patches are its runs of one colour.
TEST(CapturedColours, RunsOfAListAreJudgedOneByOne) {
  RgbStimulus list{{6}, std::vector<Rgb>(6, Rgb{0, 255, 120})};
  list.pixels[2] = list.pixels[3] = {10, 20, 30};
  CaptureCodes capture;
  const std::array<int, 6> more = {4, -2, 0, 0, 1, -3};
  for (std::size_t i = 0; i < list.pixels.size(); ++i) {
    const CenteredYuv yuv = source_function({})(list.pixels[i]);
    capture.planes[0].push_back(static_cast<std::int8_t>(yuv.y + more[i]));
    capture.planes[1].push_back(yuv.u);
    capture.planes[2].push_back(yuv.v);
  }
  SourceRules rules;
  rules.tolerance = 2;
  const SourceVerdict verdict = judge_source({}, list, capture, rules, "list");
  EXPECT_EQ(verdict.declared.codes,
            1);  // the means of the runs are off by 1, 0 and -1, of all by 0
  EXPECT_EQ(verdict.colours, 2U);
}

}  // namespace
}  // namespace swingproof
