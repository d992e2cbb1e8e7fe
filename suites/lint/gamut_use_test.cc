// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/lint/gamut_use.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>

#include "oracle/exact_channel.h"

namespace swingproof {
namespace {

// The same by one look at every input of the cube: lattice points only, no runs of Y.
GamutUse use_plainly(const Deployment& deployment) {
  std::array<ExactChannel, 3> channels;
  for (std::size_t c = 0; c < 3; ++c) channels[c] = exact_channel(deployment, c);
  GamutUse use;
  std::array<std::int64_t, 3> least = {};
  std::array<std::int64_t, 3> greatest = {};
  for (std::uint32_t index = 0; index < cube_inputs; ++index) {
    const CenteredYuv yuv = centered_yuv_at(index);
    std::array<std::int64_t, 3> point;
    bool in_gamut = true;
    for (std::size_t c = 0; c < 3; ++c) {
      point[c] = lattice_point(channels[c].lattice, yuv.y, yuv.u, yuv.v);
      in_gamut =
          in_gamut && point[c] >= 0 && point[c] <= 255 * channels[c].lattice.steps_per_grey_level;
    }
    if (!in_gamut) continue;
    for (std::size_t c = 0; c < 3; ++c) {
      use.channels[c].below += point[c] < channels[c].first_unclamped ? 1 : 0;
      use.channels[c].above += point[c] >= channels[c].end_unclamped ? 1 : 0;
      least[c] = use.inputs == 0 ? point[c] : std::min(least[c], point[c]);
      greatest[c] = use.inputs == 0 ? point[c] : std::max(greatest[c], point[c]);
    }
    ++use.inputs;
  }
  for (std::size_t c = 0; c < 3; ++c) {
    use.channels[c].least = exact_value(channels[c], least[c]);
    use.channels[c].greatest = exact_value(channels[c], greatest[c]);
  }
  return use;
}

void expect_same_use(const Deployment& deployment) {
  const GamutUse use = gamut_use(deployment);
  const GamutUse plain = use_plainly(deployment);
  EXPECT_EQ(use.inputs, plain.inputs);
  for (std::size_t c = 0; c < 3; ++c) {
    const ChannelGamutUse& channel = use.channels[c];
    EXPECT_EQ(channel.channel, output_channels(deployment.op)[c]);
    EXPECT_EQ(channel.least, plain.channels[c].least);
    EXPECT_EQ(channel.greatest, plain.channels[c].greatest);
    EXPECT_EQ(channel.below, plain.channels[c].below);
    EXPECT_EQ(channel.above, plain.channels[c].above);
  }
}

TEST(GamutUse, CountsEveryInputInGamut) {
  Deployment deployment;
  deployment.q_scale = parse_scale("1/200", "");
  expect_same_use(deployment);
  deployment.op = Op::centered_yuv2bgr;
  deployment.matrix.swing = Swing::studio;
  deployment.mean = parse_mean({"1", "200", "250.5"}, "");
  expect_same_use(deployment);
}

// The default deployment uses every code and cuts nothing off.
TEST(GamutUse, TheDefaultDeploymentFitsExactly) {
  const GamutUse use = gamut_use(Deployment{});
  for (const ChannelGamutUse& channel : use.channels) {
    EXPECT_EQ(channel.least_code, -128);
    EXPECT_EQ(channel.greatest_code, 127);
    EXPECT_EQ(channel.below + channel.above, 0U);
    EXPECT_EQ(greatest_cut_off(channel), 0);
  }
  EXPECT_EQ(least_scale_factor(use), 1);
}

// The least factor is the least: with it nothing is cut off, with any smaller one something is.
TEST(GamutUse, TheLeastScaleFactorIsTight) {
  Deployment deployment;
  deployment.mean = parse_mean({"10", "128", "300"}, "");
  deployment.q_scale = parse_scale("1/1000", "");
  const auto cut_off_with = [&](const Rational& factor) {
    Deployment scaled = deployment;
    scaled.q_scale = parse_scale(exact_text(deployment.q_scale.exact * factor), "");
    Rational greatest = 0;
    for (const ChannelGamutUse& channel : gamut_use(scaled).channels) {
      greatest = std::max(greatest, greatest_cut_off(channel));
    }
    return greatest;
  };
  const Rational factor = least_scale_factor(gamut_use(deployment));
  EXPECT_EQ(cut_off_with(factor), 0);
  EXPECT_GT(cut_off_with(factor * Rational(999'999, 1'000'000)), 0);
}

}  // namespace
}  // namespace swingproof
