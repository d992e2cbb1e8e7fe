// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/sweep/sweep.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "fixedpoint/row_kernel.h"
#include "oracle/exact_channel.h"
#include "suites/parallel_blocks.h"
#include "suites/sweep/cube_channel.h"
#include "suites/sweep/plane_channel.h"

namespace swingproof {
namespace {

// The chroma that neither the exact value nor the codes depend on, if there is one.
std::optional<FreeChroma> free_chroma(const ExactChannel& exact, const LoweredChannel& lowered) {
  if (exact.lattice.u == 0 && lowered.weights[1] == 0) return FreeChroma::u;
  if (exact.lattice.v == 0 && lowered.weights[2] == 0) return FreeChroma::v;
  return std::nullopt;
}

using WantedSets = std::vector<const SweepSet*>;

std::vector<ErrorMeasures> measure_cube_channel(const ExactChannel& exact,
                                                const LoweredChannel& lowered,
                                                const WantedSets& wanted) {
  std::vector<const InputSet*> sets;
  for (const SweepSet* set : wanted) sets.push_back(&set->inputs);
  return measure_cube(exact, *lowered_rows(lowered), sets);
}

std::vector<ErrorMeasures> measure_plane_channel(const ExactChannel& exact,
                                                 const LoweredChannel& lowered, FreeChroma free,
                                                 const WantedSets& wanted) {
  std::vector<const PlaneSet*> sets;
  for (const SweepSet* set : wanted) {
    sets.push_back(free == FreeChroma::u ? set->without_u.get() : set->without_v.get());
  }
  const auto codes = [&](int chroma, std::span<std::int8_t, 256> row) {
    // The free chroma's weight is 0, so it may take the other's value.
    fixed_luma_row(lowered, static_cast<std::int8_t>(chroma), static_cast<std::int8_t>(chroma),
                   row);
  };
  return measure_plane(exact, free, codes, sets);
}

std::vector<ErrorMeasures> measure_channel(const ExactChannel& exact, const LoweredChannel& lowered,
                                           const WantedSets& wanted) {
  const std::optional<FreeChroma> free = free_chroma(exact, lowered);
  return free ? measure_plane_channel(exact, lowered, *free, wanted)
              : measure_cube_channel(exact, lowered, wanted);
}

SweepSet sweep_set(InputSet inputs) {
  SweepSet set;
  set.without_u = project(inputs, FreeChroma::u);
  set.without_v = project(inputs, FreeChroma::v);
  set.inputs = std::move(inputs);
  return set;
}

}  // namespace

SweepSets sweep_sets(Matrix matrix) {
  SweepSets sets{sweep_set(all_inputs()), sweep_set(in_gamut(matrix)), std::nullopt};
  if (matrix.swing == Swing::studio) sets.legal = sweep_set(legal());
  return sets;
}

const SweepSets& SetsByMatrix::of(Matrix matrix) {
  const std::lock_guard lock(mutex_);
  const auto found = sets_.find(matrix);
  return found != sets_.end() ? found->second
                              : sets_.emplace(matrix, sweep_sets(matrix)).first->second;
}

std::array<ChannelErrors, 3> sweep(const Deployment& deployment, const LoweredOp& op,
                                   const SweepSets& sets) {
  WantedSets wanted;
  for_each_set(sets, [&](SetName, const SweepSet& set) { wanted.push_back(&set); });
  std::array<ChannelErrors, 3> errors;
  for_each_block(3, [&](std::size_t c) {
    errors[c] = {per_set(measure_channel(exact_channel(deployment, c), op[c], wanted)),
                 output_channels(deployment.op)[c]};
  });
  return errors;
}

}  // namespace swingproof
