// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// The speed of the sweep and of the end-to-end path, as ratios to memset in the same run.
// docs/performance.md says how to run it and holds its table.

#include <benchmark/benchmark.h>
#include <tbb/global_control.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <vector>

#include "fixedpoint/bpu_model.h"
#include "fixedpoint/training_op.h"
#include "oracle/exact_map.h"
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
  const SweepSets sets = sweep_sets(deployment.matrix);
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

// What a direct loop has of one channel over one set of inputs, all of it rational.
struct DirectMeasures {
  Rational max_abs_error;
  Rational sum_error;
  Rational sum_squared_error;
  CodeDifferences code_difference;

  void add(std::int8_t code, const Rational& x, Rounding rounding) {
    const Rational error = code - clamp_to_code_range(x);
    const Rational size = abs(error);
    if (size > max_abs_error) max_abs_error = size;
    sum_error += error;
    sum_squared_error += error * error;
    code_difference.add(code - ideal_code(x, rounding), 1);
  }
};

constexpr std::uint32_t direct_inputs = 65536;

// The sweep as one would write it down with oracle/ideal_op.h, over one in 256 inputs of the cube.
// Nothing is computed in advance.
void direct_sweep_of_65536_inputs(benchmark::State& state) {
  const Deployment deployment;
  const LoweredOp op = lower(deployment, Datapath{});
  for ([[maybe_unused]] auto iteration : state) {
    std::array<std::array<DirectMeasures, 2>, 3> measures;  // by channel; all inputs, in gamut
    for (std::uint32_t i = 0; i < direct_inputs; ++i) {
      const CenteredYuv yuv = centered_yuv_at(i * 256 + i % 256);
      const RationalTriple rgb =
          evaluate(centered_yuv_to_rgb(deployment.matrix), exact_triple(yuv));
      const bool in_gamut = std::all_of(
          rgb.begin(), rgb.end(), [](const Rational& level) { return level >= 0 && level <= 255; });
      const RationalTriple x = ideal_values(deployment, yuv);
      const auto codes = fixed_codes(op, yuv);
      for (std::size_t c = 0; c < 3; ++c) {
        measures[c][0].add(codes[c], x[c], deployment.rounding);
        if (in_gamut) measures[c][1].add(codes[c], x[c], deployment.rounding);
      }
    }
    benchmark::DoNotOptimize(measures);
  }
}

// The same of the path.
void direct_path_of_65536_pixels(benchmark::State& state) {
  const Deployment deployment;
  const LoweredOp op = lower(deployment, Datapath{});
  const auto rows = training_rows(deployment.op, deployment.matrix);
  for ([[maybe_unused]] auto iteration : state) {
    std::array<CodeDifferences, 3> code_difference;
    for (std::uint32_t i = 0; i < direct_inputs; ++i) {
      const std::array<std::uint8_t, 3> bytes = {static_cast<std::uint8_t>(i >> 8U),
                                                 static_cast<std::uint8_t>(i),
                                                 static_cast<std::uint8_t>(i * 37)};
      const auto codes = fixed_codes(op, training_yuv(rows, bytes));
      for (std::size_t c = 0; c < 3; ++c) {
        code_difference[c].add(codes[c] - training_code(deployment, bytes[c], c), 1);
      }
    }
    benchmark::DoNotOptimize(code_difference);
  }
}

BENCHMARK(memset_of_the_cube)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(sweep_of_one_deployment)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(path_of_one_deployment)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(direct_sweep_of_65536_inputs)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(direct_path_of_65536_pixels)->Iterations(1)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace swingproof

BENCHMARK_MAIN();
