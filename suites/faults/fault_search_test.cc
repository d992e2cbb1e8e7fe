// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/faults/fault_search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <tuple>

#include "fixedpoint/bpu_model.h"
#include "fixedpoint/lowering.h"
#include "oracle/ideal_op.h"
#include "suites/certify/capture_distance.h"

namespace swingproof {
namespace {

using Kernel = std::function<std::int8_t(const LoweredChannel&, CenteredYuv)>;

Deployment imagenet() {
  Deployment deployment;
  deployment.mean = parse_mean({"123.675", "116.28", "103.53"}, "mean");
  deployment.std = parse_std({"58.395", "57.12", "57.375"}, "std");
  deployment.q_scale = parse_scale("0.0207", "q_scale");
  return deployment;
}

// Pixels from all over the cube, 64 rows of 64.
YuvPlanes some_pixels() {
  YuvPlanes pixels;
  for (std::uint32_t i = 0; i < 4096; ++i) {
    pixels.push_back(centered_yuv_at(i * 0x9E3779B1U % cube_inputs));
  }
  return pixels;
}

struct Observation {
  YuvPlanes pixels = some_pixels();
  CaptureCodes codes;

  ObservedCodes observed() const {
    ObservedCodes all;
    all.pixels = &pixels;
    all.codes = {codes.planes[0].data(), codes.planes[1].data(), codes.planes[2].data()};
    all.size = pixels.size();
    all.layout.shape = {64, 64};
    return all;
  }
};

Observation observe(const Deployment& deployment, const Kernel& kernel) {
  Observation observation;
  const LoweredOp op = lower(deployment, Datapath());
  for (std::size_t c = 0; c < 3; ++c) {
    for (std::size_t i = 0; i < observation.pixels.size(); ++i) {
      observation.codes.planes[c].push_back(kernel(op[c], observation.pixels[i]));
    }
  }
  return observation;
}

Observation observe_exact(const Deployment& deployment) {
  Observation observation;
  for (std::size_t i = 0; i < observation.pixels.size(); ++i) {
    const CodeTriple codes = ideal_codes(deployment, observation.pixels[i]);
    for (std::size_t c = 0; c < 3; ++c) observation.codes.planes[c].push_back(codes[c]);
  }
  return observation;
}

std::vector<FoundFault> faults_of(const Deployment& deployment, const Observation& observation) {
  return find_faults({deployment, {}, {}}, observation.observed(), true).faults;
}

std::int8_t saturated(std::int64_t value) {
  return static_cast<std::int8_t>(std::clamp<std::int64_t>(value, -128, 127));
}

TEST(FaultSearch, NothingIsWrongWithTheModelsCodes) {
  const FaultFindings findings =
      find_faults({imagenet(), {}, {}}, observe(imagenet(), fixed_code).observed(), true);
  EXPECT_TRUE(findings.faults.empty());
  EXPECT_FALSE(findings.fit);
}

TEST(FaultSearch, AFaultIsNamedAlone) {
  const std::pair<std::string, Kernel> kernels[] = {
      {"requantisation_toward_zero",
       [](const LoweredChannel& channel, CenteredYuv yuv) {
         const Stages stages = fixed_stages(channel, yuv);
         return saturated(std::int64_t{stages.product} / (std::int64_t{1} << channel.post_shift));
       }},
      {"codes_wrap_int8",
       [](const LoweredChannel& channel, CenteredYuv yuv) {
         return static_cast<std::int8_t>(fixed_stages(channel, yuv).requantised);
       }},
      {"saturation_symmetric",
       [](const LoweredChannel& channel, CenteredYuv yuv) {
         return std::max<std::int8_t>(fixed_code(channel, yuv), -127);
       }},
      {"chroma_equal",
       [](const LoweredChannel& channel, CenteredYuv yuv) {
         return fixed_code(channel, {yuv.y, yuv.u, yuv.u});
       }},
      {"constant", [](const LoweredChannel&, CenteredYuv) { return std::int8_t{3}; }}};
  for (const auto& [fault, kernel] : kernels) {
    const auto faults = faults_of(imagenet(), observe(imagenet(), kernel));
    ASSERT_FALSE(faults.empty()) << fault;
    EXPECT_EQ(faults[0].fault, fault);
    EXPECT_EQ(faults[0].differing, 0U);
    EXPECT_EQ(std::ranges::count(faults, 0U, &FoundFault::differing), 1) << fault;
  }
}

TEST(FaultSearch, TwoFaultsAreNamedTogether) {
  const auto faults =
      faults_of(imagenet(), observe(imagenet(), [](const LoweredChannel& channel, CenteredYuv yuv) {
                  const CenteredYuv equal{yuv.y, yuv.v, yuv.v};
                  return static_cast<std::int8_t>(fixed_stages(channel, equal).requantised);
                }));
  ASSERT_FALSE(faults.empty());
  EXPECT_EQ(faults[0].fault, "codes_wrap_int8+chroma_equal");
  EXPECT_EQ(faults[0].differing, 0U);
}

TEST(FaultSearch, WhatIsLeftUnexplainedIsCountedAndShown) {
  Observation observation = observe(imagenet(), [](const LoweredChannel& channel, CenteredYuv yuv) {
    return std::max<std::int8_t>(fixed_code(channel, yuv), -127);
  });
  observation.codes.planes[1][77] ^= 1;
  const auto faults = faults_of(imagenet(), observation);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].fault, "saturation_symmetric");
  EXPECT_EQ(faults[0].differing, 1U);
  EXPECT_EQ(faults[0].of, 4096U);
  ASSERT_TRUE(faults[0].first);
  EXPECT_EQ(faults[0].first->yuv, observation.pixels[77]);
  EXPECT_EQ(faults[0].first->got[1], observation.codes.planes[1][77]);
}

// A fault that gives nearly the model's codes must not be blamed for one wrong input.
TEST(FaultSearch, TheInnocentAreNotAccused) {
  Observation observation = observe(imagenet(), fixed_code);
  observation.codes.planes[2][5] ^= 1;
  EXPECT_TRUE(faults_of(imagenet(), observation).empty());
  // Nor for codes that have nothing to do with the op.
  std::uint32_t state = 1;
  for (auto& plane : observation.codes.planes) {
    for (std::int8_t& code : plane)
      code = static_cast<std::int8_t>((state = state * 69069 + 1) >> 24);
  }
  EXPECT_TRUE(faults_of(imagenet(), observation).empty());
}

TEST(FaultSearch, FaultsOfPlaceAreFound) {
  const Observation right = observe(imagenet(), fixed_code);
  Observation flipped = right;
  Observation shifted = right;
  Observation interleaved = right;
  for (std::size_t c = 0; c < 3; ++c) {
    for (std::size_t i = 0; i < 4096; ++i) {
      flipped.codes.planes[c][i] = right.codes.planes[c][(63 - i / 64) * 64 + i % 64];
      shifted.codes.planes[c][i] = right.codes.planes[c][(i + 3) % 4096];
      const std::size_t element = c * 4096 + i;
      interleaved.codes.planes[c][i] = right.codes.planes[element % 3][element / 3];
    }
  }
  EXPECT_EQ(faults_of(imagenet(), flipped).at(0).fault, "rows_flipped");
  EXPECT_EQ(faults_of(imagenet(), shifted).at(0).fault, "pixels_shifted");
  EXPECT_EQ(faults_of(imagenet(), interleaved).at(0).fault, "channels_last_as_first");
}

TEST(FaultSearch, TheFitContainsTheTruth) {
  Deployment other = imagenet();
  other.q_scale = parse_scale("0.0231", "q_scale");
  other.mean[1] = parse_mean({"110"}, "mean")[0];
  const Observation observation = observe(other, fixed_code);
  const FaultFindings findings = find_faults({imagenet(), {}, {}}, observation.observed(), true);
  ASSERT_TRUE(findings.fit);
  for (std::size_t c = 0; c < 3; ++c) {
    const ChannelFit& fit = (*findings.fit)[c];
    const Rational truth = grey_levels_per_code(other, c);
    // float32 in the lowering moves the ends by less than its last bits.
    const Rational slack = truth / 1000000;
    EXPECT_LE(fit.grey_levels_per_code.least - slack, truth);
    EXPECT_GE(fit.grey_levels_per_code.greatest + slack, truth);
    EXPECT_LT(fit.grey_levels_per_code.greatest - fit.grey_levels_per_code.least, truth / 1000);
    EXPECT_LE(fit.mean.least, other.mean[c].exact);
    EXPECT_GE(fit.mean.greatest, other.mean[c].exact);
  }
  ASSERT_FALSE(findings.faults.empty());
  EXPECT_EQ(findings.faults[0].fault, "other_scale");
  EXPECT_EQ(findings.faults[0].differing, 0U);
}

// Where the exact op is declared, the model is an explanation and all else is computed exactly.
TEST(FaultSearch, FaultsOfTheExactOpAreNamed) {
  const FaultSubject exact{imagenet(), {}, {}, {}, {}, true};
  EXPECT_TRUE(find_faults(exact, observe_exact(imagenet()).observed(), true).faults.empty());
  Deployment other = imagenet();
  other.mean = parse_mean({"0"}, "mean");
  const auto faults = find_faults(exact, observe_exact(other).observed(), true).faults;
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].fault, "mean_not_applied");
  EXPECT_EQ(faults[0].differing, 0U);
  const auto model = find_faults(exact, observe(imagenet(), fixed_code).observed(), true).faults;
  ASSERT_FALSE(model.empty());
  EXPECT_EQ(model[0].fault, "arithmetic bayes");
  EXPECT_EQ(model[0].differing, 0U);
}

// Toward zero, and in pixels here and there one more code that is wrong.
Observation with_more_wrong(std::size_t more) {
  Observation observation = observe(imagenet(), [](const LoweredChannel& channel, CenteredYuv yuv) {
    return saturated(std::int64_t{fixed_stages(channel, yuv).product} /
                     (std::int64_t{1} << channel.post_shift));
  });
  for (std::size_t i = 0; i < more; ++i) observation.codes.planes[0][i * 97] ^= 1;
  return observation;
}

// 1 % of 4096 pixels is 40; of a probe's 38 pixels one may be left.
TEST(FaultSearch, WhatAFaultLeavesIsLimited) {
  for (const auto& [pixels, more, is_named] :
       {std::tuple(4096U, 1U, true), {4096U, 40U, true}, {4096U, 41U, false}, {38U, 1U, true}}) {
    const Observation observation = with_more_wrong(more);
    ObservedCodes observed = observation.observed();
    observed.size = pixels;
    observed.layout.shape = {1, pixels};
    const auto faults = find_faults({imagenet(), {}, {}}, observed, false).faults;
    const auto found = std::ranges::find(faults, "requantisation_toward_zero", &FoundFault::fault);
    ASSERT_EQ(found != faults.end(), is_named) << pixels << ' ' << more;
    if (is_named) {
      EXPECT_EQ(found->differing, more);
    }
  }
}

TEST(FaultSearch, TheBestAreKeptBestFirst) {
  std::vector<FoundFault> faults(6);
  const std::vector<std::uint64_t> differing = {5, 0, 3, 9, 0, 1};
  for (std::size_t i = 0; i < faults.size(); ++i) faults[i].differing = differing[i];
  keep_best(faults);
  std::vector<std::uint64_t> kept;
  for (const FoundFault& each : faults) kept.push_back(each.differing);
  EXPECT_EQ(kept, (std::vector<std::uint64_t>{0, 0, 1, 3, 5}));
}

TEST(FaultSearch, SaturatedCodesHaveNoFit) {
  Deployment other = imagenet();
  other.std = parse_std({"0.01"}, "std");
  const FaultFindings findings =
      find_faults({imagenet(), {}, {}}, observe(other, fixed_code).observed(), true);
  EXPECT_FALSE(findings.fit);
  EXPECT_TRUE(findings.is_saturated);
}

TEST(FaultSearch, WhatAPassDoesNotTellApartIsKnown) {
  Deployment deployment;
  const auto faults = faults_without_effect({deployment, {}, {}});
  const auto has = [&](std::string_view id) {
    return std::ranges::count(faults, id, &FaultWithoutEffect::fault) == 1;
  };
  EXPECT_TRUE(has("pre_shift_rounded"));  // the pre-shift is 0
  EXPECT_TRUE(has("arithmetic bayes:weight_rounding=half_even"));
  EXPECT_FALSE(has("requantisation_toward_zero"));
  EXPECT_FALSE(has("codes_wrap_int8"));
  EXPECT_FALSE(has("mean_not_applied"));
  deployment.mean = parse_mean({"0"}, "mean");
  const auto others = faults_without_effect({deployment, {}, {}});
  EXPECT_EQ(std::ranges::count(others, "mean_not_applied", &FaultWithoutEffect::fault), 1);
  // Split in some places the shift gives the same codes, in others it does not.
  const auto split = std::ranges::find(faults, "double_rounding", &FaultWithoutEffect::fault);
  ASSERT_NE(split, faults.end());
  EXPECT_FALSE(split->in_every_form);
}

}  // namespace
}  // namespace swingproof
