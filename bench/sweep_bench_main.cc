// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// The speed of the sweep and of the end-to-end path, as ratios to memset in the same run.
// docs/performance.md says how to run it and holds its table.

#include <benchmark/benchmark.h>
#include <tbb/global_control.h>

#include <cstddef>
#include <cstring>
#include <vector>

#include "oracle/ideal_op.h"
#include "suites/sweep/path.h"
#include "suites/sweep/sweep.h"

namespace swingproof {
namespace {

constexpr std::size_t cube_bytes = cube_inputs * 3;

using ThreadLimit = tbb::global_control;

void memset_of_the_cube(benchmark::State& state) {
  std::vector<char> cube(cube_bytes);
  for ([[maybe_unused]] auto iteration : state) {
    std::memset(cube.data(), 1, cube.size());
    benchmark::DoNotOptimize(cube.data());
    benchmark::ClobberMemory();
  }
}

void sweep_of_one_deployment(benchmark::State& state) {
  const ThreadLimit limit(ThreadLimit::max_allowed_parallelism,
                          static_cast<std::size_t>(state.range(0)));
  const Deployment deployment;
  const LoweredOp op = lower(deployment, Datapath{});
  const SweepSets sets = sweep_sets(deployment.swing);
  for ([[maybe_unused]] auto iteration : state) {
    benchmark::DoNotOptimize(sweep(deployment, op, sets));
  }
}

void path_of_one_deployment(benchmark::State& state) {
  const ThreadLimit limit(ThreadLimit::max_allowed_parallelism,
                          static_cast<std::size_t>(state.range(0)));
  const Deployment deployment;
  const LoweredOp op = lower(deployment, Datapath{});
  for ([[maybe_unused]] auto iteration : state) {
    benchmark::DoNotOptimize(sweep_path(deployment, op));
  }
}

// Three channels of 2^16 inputs by rationals; times 256 it is the whole cube.
void rationals_on_65536_inputs(benchmark::State& state) {
  const Deployment deployment;
  for ([[maybe_unused]] auto iteration : state) {
    for (std::uint32_t i = 0; i < 65536; ++i) {
      benchmark::DoNotOptimize(ideal_codes(deployment, centered_yuv_at(i * 256)));
    }
  }
}

BENCHMARK(memset_of_the_cube)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(sweep_of_one_deployment)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(path_of_one_deployment)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(rationals_on_65536_inputs)->Iterations(1)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace swingproof

BENCHMARK_MAIN();
