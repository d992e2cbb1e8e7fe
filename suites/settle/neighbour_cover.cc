// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/settle/neighbour_cover.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "fixedpoint/channel_lowering.h"
#include "suites/parallel_blocks.h"
#include "suites/settle/channel_functions.h"

namespace swingproof {
namespace {

// Two functions of one channel that no pixel tells apart yet.
struct OpenPair {
  const StepFunction* known;
  const StepFunction* neighbour;
};

// One channel: the datapaths' functions, and those next to them.
struct ChannelNeighbours {
  std::vector<StepFunction> known;
  std::vector<StepFunction> neighbours;
  std::vector<OpenPair> open;
  std::int64_t least = 0;                // the least sum
  std::vector<std::uint32_t> differing;  // open pairs that differ at each sum from there
};

std::vector<LoweredChannel> next_to(const LoweredChannel& channel) {
  std::vector<LoweredChannel> all;
  for (const int step : {1, -1}) {
    all.push_back(channel);
    all.back().bias += step;
    all.push_back(channel);
    all.back().multiplier += step;
  }
  return all;
}

ChannelNeighbours channel_neighbours(const Deployment& deployment, std::size_t c,
                                     const std::vector<Datapath>& datapaths) {
  ChannelNeighbours result;
  const ChannelFunctions functions = channel_functions(deployment, c, datapaths);
  result.known = functions.functions;
  const ReachableSums sums(result.known.front().weights, all_values());
  const OpConstants constants = published_constants(deployment.matrix);
  std::set<StepFunction> seen(result.known.begin(), result.known.end());
  for (const Datapath& datapath : datapaths) {
    for (const LoweredChannel& each : next_to(lower_channel(deployment, datapath, constants, c))) {
      StepFunction function = with_reachable_thresholds(step_function(each), sums);
      if (seen.insert(function).second) result.neighbours.push_back(function);
    }
  }
  const auto [least, greatest] = sum_range(result.known.front().weights, all_values());
  result.least = least;
  result.differing.resize(static_cast<std::size_t>(greatest - least + 1));
  return result;
}

std::vector<std::int8_t> codes_on(const StepFunction& function, const YuvPlanes& pixels) {
  std::vector<std::int8_t> codes;
  for (std::size_t i = 0; i < pixels.size(); ++i) codes.push_back(step_code(function, pixels[i]));
  return codes;
}

void find_open_pairs(const YuvPlanes& pixels, ChannelNeighbours& channel) {
  std::multimap<std::vector<std::int8_t>, const StepFunction*> known;
  for (const StepFunction& each : channel.known) known.emplace(codes_on(each, pixels), &each);
  for (const StepFunction& each : channel.neighbours) {
    const auto [begin, end] = known.equal_range(codes_on(each, pixels));
    for (auto same = begin; same != end; ++same) channel.open.push_back({same->second, &each});
  }
}

void count_differing(ChannelNeighbours& channel) {
  std::vector<std::int64_t> change(channel.differing.size() + 1, 0);
  const auto place = [&](std::int64_t sum) {
    return static_cast<std::size_t>(std::clamp<std::int64_t>(
        sum - channel.least, 0, static_cast<std::int64_t>(channel.differing.size())));
  };
  for (const OpenPair& pair : channel.open) {
    // Between their steps to a code the two differ; runs of several codes count as one each, which
    // only prefers them.
    for (std::size_t i = 0; i < pair.known->thresholds.size(); ++i) {
      const auto [from, to] = std::minmax(pair.known->thresholds[i], pair.neighbour->thresholds[i]);
      ++change[place(from)];
      --change[place(to)];
    }
  }
  std::int64_t now = 0;
  for (std::size_t i = 0; i < channel.differing.size(); ++i) {
    now += change[i];
    channel.differing[i] = static_cast<std::uint32_t>(now);
  }
}

struct BestPixel {
  std::uint64_t shows = 0;
  CenteredYuv pixel;
};

// Of the pixels with this Y; the first of equals.
BestPixel best_with_luma(const std::array<ChannelNeighbours, 3>& channels, int y) {
  BestPixel best;
  for (int u = -128; u < 128; ++u) {
    for (int v = -128; v < 128; ++v) {
      std::uint64_t shows = 0;
      for (const ChannelNeighbours& channel : channels) {
        const auto& weights = channel.known.front().weights;
        const std::int64_t sum = weights[0] * y + weights[1] * u + weights[2] * v;
        shows += channel.differing[static_cast<std::size_t>(sum - channel.least)];
      }
      if (shows <= best.shows) continue;
      best = {
          shows,
          {static_cast<std::int8_t>(y), static_cast<std::int8_t>(u), static_cast<std::int8_t>(v)}};
    }
  }
  return best;
}

std::optional<CenteredYuv> best_pixel(const std::array<ChannelNeighbours, 3>& channels) {
  std::array<BestPixel, 256> rows;
  for_each_block(rows.size(), [&](std::size_t i) {
    rows[i] = best_with_luma(channels, static_cast<int>(i) - 128);
  });
  const BestPixel& best = *std::ranges::max_element(rows, {}, &BestPixel::shows);
  if (best.shows == 0) return {};
  return best.pixel;
}

}  // namespace

NeighbourCover cover_neighbours(const Deployment& deployment,
                                const std::vector<Datapath>& datapaths, const YuvPlanes& given) {
  NeighbourCover cover{given, 0};
  std::array<ChannelNeighbours, 3> channels;
  for (std::size_t c = 0; c < 3; ++c) {
    channels[c] = channel_neighbours(deployment, c, datapaths);
    find_open_pairs(given, channels[c]);
    cover.neighbours += channels[c].neighbours.size();
  }
  for (;;) {
    for (ChannelNeighbours& channel : channels) count_differing(channel);
    const auto pixel = best_pixel(channels);
    if (!pixel) return cover;
    cover.pixels.push_back(*pixel);
    for (ChannelNeighbours& channel : channels) {
      std::erase_if(channel.open, [&](const OpenPair& pair) {
        return step_code(*pair.known, *pixel) != step_code(*pair.neighbour, *pixel);
      });
    }
  }
}

}  // namespace swingproof
