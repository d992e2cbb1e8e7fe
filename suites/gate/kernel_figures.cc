// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/kernel_figures.h"

#include <algorithm>
#include <cstdlib>
#include <span>
#include <utility>
#include <vector>

#include "suites/parallel_blocks.h"
#include "suites/sweep/cube_channel.h"

namespace swingproof {
namespace {

using SetPointers = std::vector<const InputSet*>;
using Differences = std::vector<ModelDifference>;  // one for each set

SetPointers set_pointers(const SweepSets& sets) {
  SetPointers pointers;
  for_each_set(sets, [&](SetName, const SweepSet& set) { pointers.push_back(&set.inputs); });
  return pointers;
}

void compare_row(const std::int8_t* got, const std::int8_t* expected, LumaRun run,
                 ModelDifference& difference) {
  for (std::size_t i = run.begin; i < run.end; ++i) {
    const int distance = std::abs(got[i] - expected[i]);
    difference.mismatches += distance != 0 ? 1U : 0U;
    difference.max_code_difference = std::max(difference.max_code_difference, distance);
  }
}

Differences compare_channel(const CubeJudge& judge, std::size_t c, const SetPointers& sets) {
  const auto compare_slab = [&](std::size_t slab, Differences& differences) {
    const int u = static_cast<int>(slab) - 128;
    ModelSlabs::Row scratch;
    for (int v = -128; v < 128; ++v) {
      const std::int8_t* got = judge.kept_codes()[c].data() + slab_index(-128, u, v);
      const std::int8_t* expected = judge.model().row(c, u, v, scratch);
      for (std::size_t s = 0; s < sets.size(); ++s) {
        compare_row(got, expected, (*sets[s])[chroma_index(u, v)], differences[s]);
      }
    }
  };
  const auto add = [](Differences& sum, const Differences& part) {
    for (std::size_t s = 0; s < sum.size(); ++s) {
      sum[s].mismatches += part[s].mismatches;
      sum[s].max_code_difference =
          std::max(sum[s].max_code_difference, part[s].max_code_difference);
    }
  };
  return sum_of_blocks(cube_slabs, Differences(sets.size()), compare_slab, add);
}

std::vector<ErrorMeasures> measure_channel(const Deployment& deployment, std::size_t c,
                                           const std::vector<std::int8_t>& codes,
                                           const SetPointers& sets) {
  const FilledRows rows([&](int u, int v, std::span<std::int8_t, 256> out) {
    std::copy_n(codes.data() + slab_index(-128, u, v), 256, out.data());
  });
  return measure_cube(exact_channel(deployment, c), rows, sets);
}

}  // namespace

KernelFigures measure_kernel(const Deployment& deployment, const LoweredOp& op,
                             const CubeJudge& judge, const SweepSets& sets) {
  KernelFigures figures;
  if (judge.tally().mismatches() == 0) {
    figures.errors = sweep(deployment, op, sets);
    if (sets.legal) {
      for (PerSet<ModelDifference>& difference : figures.from_model) difference.legal.emplace();
    }
    return figures;
  }
  const SetPointers pointers = set_pointers(sets);
  for (std::size_t c = 0; c < 3; ++c) {
    figures.errors[c] = {per_set(measure_channel(deployment, c, judge.kept_codes()[c], pointers)),
                         output_channels(deployment.op)[c]};
    figures.from_model[c] = per_set(compare_channel(judge, c, pointers));
  }
  return figures;
}

}  // namespace swingproof
