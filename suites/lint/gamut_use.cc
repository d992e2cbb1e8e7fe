// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/lint/gamut_use.h"

#include <algorithm>
#include <cstddef>
#include <limits>

#include "oracle/exact_channel.h"
#include "oracle/gamut.h"

namespace swingproof {
namespace {

std::uint64_t size_of(const InputSet& set) {
  std::uint64_t inputs = 0;
  for (const LumaRun run : set) inputs += static_cast<std::uint64_t>(run.end - run.begin);
  return inputs;
}

ChannelGamutUse channel_gamut_use(const Deployment& deployment, std::size_t c,
                                  const InputSet& gamut) {
  const ExactChannel channel = exact_channel(deployment, c);
  ChannelGamutUse use;
  use.channel = output_channels(deployment.op)[c];
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  std::int64_t greatest = std::numeric_limits<std::int64_t>::min();
  for (int u = -128; u < 128; ++u) {
    for (int v = -128; v < 128; ++v) {
      const LumaRun run = gamut[chroma_index(u, v)];
      if (run.begin == run.end) continue;
      const int first = luma_values_below(channel.lattice, u, v, channel.first_unclamped);
      const int end = luma_values_below(channel.lattice, u, v, channel.end_unclamped);
      use.below +=
          static_cast<std::uint64_t>(std::clamp<int>(first, run.begin, run.end) - run.begin);
      use.above += static_cast<std::uint64_t>(run.end - std::clamp<int>(end, run.begin, run.end));
      least = std::min(least, lattice_point(channel.lattice, run.begin - 128, u, v));
      greatest = std::max(greatest, lattice_point(channel.lattice, run.end - 129, u, v));
    }
  }
  use.least = exact_value(channel, least);
  use.greatest = exact_value(channel, greatest);
  use.least_code = exact_code(channel, least);
  use.greatest_code = exact_code(channel, greatest);
  return use;
}

}  // namespace

GamutUse gamut_use(const Deployment& deployment) {
  const InputSet gamut = in_gamut(deployment.matrix);
  GamutUse use;
  use.inputs = size_of(gamut);
  for (std::size_t c = 0; c < 3; ++c) use.channels[c] = channel_gamut_use(deployment, c, gamut);
  return use;
}

Rational greatest_cut_off(const ChannelGamutUse& use) {
  return std::max<Rational>({0, use.greatest - 127, -128 - use.least});
}

bool cuts_codes_off(const GamutUse& use) {
  return std::any_of(use.channels.begin(), use.channels.end(),
                     [](const ChannelGamutUse& channel) { return greatest_cut_off(channel) > 1; });
}

Rational least_scale_factor(const GamutUse& use) {
  Rational factor = 0;
  for (const ChannelGamutUse& channel : use.channels) {
    factor = std::max<Rational>({factor, channel.greatest / 127, channel.least / -128});
  }
  return factor;
}

}  // namespace swingproof
