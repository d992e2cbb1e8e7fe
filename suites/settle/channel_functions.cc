// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/settle/channel_functions.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "fixedpoint/channel_lowering.h"
#include "fixedpoint/choices.h"

namespace swingproof {
namespace {

auto lowered_key(const LoweredChannel& channel) {
  return std::tuple(channel.weights, channel.bias, channel.bias_shift, channel.multiplier,
                    channel.pre_shift, channel.post_shift, channel.pre_rounding,
                    channel.post_rounding, channel.saturation);
}

// Those that make every invisible choice as the model does.
std::vector<Datapath> make_visible_datapaths() {
  std::vector<Datapath> visible;
  for (const Datapath& datapath : all_datapaths()) {
    const auto differing = differing_choices(Datapath{}, datapath);
    if (std::ranges::all_of(differing,
                            [](const Choice* each) { return each->invisible.empty(); })) {
      visible.push_back(datapath);
    }
  }
  return visible;
}

ValueSet make_values() {
  ValueSet values;
  for (int value = -128; value < 128; ++value) values.push_back(static_cast<std::int8_t>(value));
  return values;
}

}  // namespace

const std::vector<Datapath>& visible_datapaths() {
  static const std::vector<Datapath> visible = make_visible_datapaths();
  return visible;
}

const ValueSet& all_values() {
  static const ValueSet values = make_values();
  return values;
}

ChannelFunctions channel_functions(const Deployment& deployment, std::size_t c,
                                   const std::vector<Datapath>& datapaths) {
  const OpConstants constants = published_constants(deployment.matrix);
  ChannelFunctions result;
  std::map<decltype(lowered_key({})), std::uint16_t> of_lowered;
  std::map<StepFunction, std::uint16_t> of_function;
  std::map<std::array<std::int64_t, 3>, ReachableSums> sums;
  for (const Datapath& datapath : datapaths) {
    const LoweredChannel lowered = lower_channel(deployment, datapath, constants, c);
    const auto [known, is_new] = of_lowered.try_emplace(lowered_key(lowered), std::uint16_t{0});
    if (is_new) {
      StepFunction function = step_function(lowered);
      const auto reachable =
          sums.try_emplace(function.weights, function.weights, all_values()).first;
      function = with_reachable_thresholds(function, reachable->second);
      const auto [entry, is_another] =
          of_function.try_emplace(function, static_cast<std::uint16_t>(result.functions.size()));
      if (is_another) result.functions.push_back(function);
      known->second = entry->second;
    }
    result.of.push_back(known->second);
  }
  return result;
}

DatapathPartition undivided(std::size_t datapaths) {
  return {std::vector<std::uint16_t>(datapaths, 0), 1};
}

DatapathPartition refined(const DatapathPartition& partition,
                          const std::vector<std::uint16_t>& other) {
  DatapathPartition result;
  std::map<std::pair<std::uint16_t, std::uint16_t>, std::uint16_t> parts;
  for (std::size_t i = 0; i < other.size(); ++i) {
    const auto part = static_cast<std::uint16_t>(parts.size());
    result.of.push_back(parts.try_emplace({partition.of[i], other[i]}, part).first->second);
  }
  result.parts = parts.size();
  return result;
}

DatapathPartition deployment_partition(const Deployment& deployment,
                                       const std::vector<Datapath>& datapaths) {
  DatapathPartition partition = undivided(datapaths.size());
  for (std::size_t c = 0; c < 3; ++c) {
    partition = refined(partition, channel_functions(deployment, c, datapaths).of);
  }
  return partition;
}

}  // namespace swingproof
