// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/review/attribution.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>

#include "oracle/exact_channel.h"
#include "suites/parallel_blocks.h"
#include "suites/sweep/cube_channel.h"
#include "suites/sweep/plane_channel.h"

namespace swingproof {
namespace {

std::optional<FreeChroma> free_chroma(const ExactChannel& exact, const MixedChannel& mixed) {
  if (exact.lattice.u == 0 && mixed.weights[1] == 0) return FreeChroma::u;
  if (exact.lattice.v == 0 && mixed.weights[2] == 0) return FreeChroma::v;
  return std::nullopt;
}

std::vector<ErrorMeasures> measure(const ExactChannel& exact, const MixedChannel& mixed,
                                   const SweepSets& sets) {
  const std::optional<FreeChroma> free = free_chroma(exact, mixed);
  if (!free) {
    const FilledRows rows([&](int u, int v, std::span<std::int8_t, 256> codes) {
      mixed_luma_row(mixed, u, v, codes);
    });
    const std::array<const InputSet*, 2> inputs = {&sets.all_inputs.inputs, &sets.in_gamut.inputs};
    return measure_cube(exact, rows, inputs);
  }
  const auto projected = [&](const SweepSet& set) {
    return *free == FreeChroma::u ? set.without_u.get() : set.without_v.get();
  };
  const std::array<const PlaneSet*, 2> planes = {projected(sets.all_inputs),
                                                 projected(sets.in_gamut)};
  // The free chroma's weight is 0, so it may take the other's value.
  const auto codes = [&](int chroma, std::span<std::int8_t, 256> row) {
    mixed_luma_row(mixed, chroma, chroma, row);
  };
  return measure_plane(exact, *free, codes, planes);
}

MixedErrors mixed_errors(const ExactChannel& exact, const MixedChannel& mixed,
                         const SweepSets& sets) {
  return per_set(measure(exact, mixed, sets));
}

// Mixed ops without those that another equals: a stage often changes nothing.
class DistinctMixedOps {
 public:
  // The index of the op in ops().
  std::size_t add(const MixedChannel& op) {
    const auto known = std::find(ops_.begin(), ops_.end(), op);
    if (known != ops_.end()) return static_cast<std::size_t>(known - ops_.begin());
    ops_.push_back(op);
    return ops_.size() - 1;
  }
  const std::vector<MixedChannel>& ops() const { return ops_; }

 private:
  std::vector<MixedChannel> ops_;
};

ChannelAttribution attribute_channel(const Deployment& deployment, const LoweredOps& ops,
                                     std::size_t c, const SweepSets& sets) {
  constexpr std::size_t stages = all_lowering_stages.size();
  DistinctMixedOps distinct;
  const auto add = [&](const ExactStages& exact) {
    return distinct.add(mixed_channel(deployment, ops, c, exact));
  };
  const std::size_t deployed = add({});
  std::array<std::size_t, stages> replaced{};
  std::array<std::size_t, stages> cumulative{};
  ExactStages up_to{};
  for (std::size_t s = 0; s < stages; ++s) {
    ExactStages only{};
    only[s] = up_to[s] = true;
    replaced[s] = add(only);
    cumulative[s] = add(up_to);
  }

  const ExactChannel exact = exact_channel(deployment, c);
  std::vector<MixedErrors> errors(distinct.ops().size());
  for_each_block(errors.size(),
                 [&](std::size_t i) { errors[i] = mixed_errors(exact, distinct.ops()[i], sets); });

  const Channel channel = output_channels(deployment.op).at(c);
  ChannelAttribution attribution{channel, errors[deployed], {}, clamped_weights(ops, c)};
  for (std::size_t s = 0; s < stages; ++s) {
    attribution.stages.push_back(
        {all_lowering_stages[s], errors[replaced[s]], errors[cumulative[s]]});
  }
  return attribution;
}

}  // namespace

std::vector<ClampedWeight> clamped_weights(const LoweredOps& ops, std::size_t c) {
  const LoweredChannel& lowered = ops.deployed[c];
  const Rational& scale = ops.weight_scale[c];
  std::vector<ClampedWeight> clamped;
  for (std::size_t j = 0; j < 3; ++j) {
    const Rational& coefficient = ops.constants[c].weight[j];
    const Rational wanted = coefficient / scale;
    const int held = lowered.weights[j];
    const bool above = held == 127 && wanted > Rational(255, 2);
    const bool below = held == -128 && wanted < Rational(-257, 2);
    if (above || below) clamped.push_back({j, coefficient, scale, wanted, held});
  }
  return clamped;
}

std::array<ChannelAttribution, 3> attribute_errors(const Deployment& deployment,
                                                   const Arithmetic& arithmetic,
                                                   const SweepSets& sets) {
  const LoweredOps ops = lower_both(deployment, arithmetic);
  std::array<ChannelAttribution, 3> attributions;
  for_each_block(
      3, [&](std::size_t c) { attributions[c] = attribute_channel(deployment, ops, c, sets); });
  return attributions;
}

}  // namespace swingproof
