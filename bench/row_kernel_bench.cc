// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// The row kernel over a batch of [8, 3, 1080, 1920], in parallel: what bench/python_throughput.py
// holds the Python module against.

#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "fixedpoint/row_kernel.h"
#include "suites/parallel_blocks.h"

namespace swingproof {
namespace {

constexpr std::size_t images = 8;
constexpr std::size_t plane = std::size_t{1080} * 1920;
constexpr std::size_t block = 64800;  // divides a plane

void compute_images(const LoweredOp& op, const std::int8_t* in, std::int8_t* out) {
  constexpr std::size_t blocks = plane / block;
  for_each_block(images * blocks, [&](std::size_t i) {
    const std::size_t start = i / blocks * 3 * plane + i % blocks * block;
    const std::int8_t* from = in + start;
    std::int8_t* to = out + start;
    fixed_rows(op, {from, from + plane, from + 2 * plane}, block, {to, to + plane, to + 2 * plane});
  });
}

// Argument 0: the result in new memory each time, as a function that returns an array has it; 1: in
// memory that was used before.
void row_kernel_batch(benchmark::State& state) {
  const bool is_reused = state.range(0) != 0;
  const LoweredOp op = lower(Deployment(), Arithmetic());
  std::vector<std::int8_t> in(images * 3 * plane);
  std::uint32_t seed = 1;
  for (std::int8_t& value : in) {
    seed = seed * 1664525U + 1013904223U;
    value = static_cast<std::int8_t>(seed >> 24U);
  }
  const std::unique_ptr<std::int8_t[]> used(new std::int8_t[in.size()]());
  for ([[maybe_unused]] auto iteration : state) {
    const std::unique_ptr<std::int8_t[]> fresh(is_reused ? nullptr : new std::int8_t[in.size()]);
    std::int8_t* out = is_reused ? used.get() : fresh.get();
    compute_images(op, in.data(), out);
    benchmark::DoNotOptimize(out);
    benchmark::ClobberMemory();
  }
}

BENCHMARK(row_kernel_batch)
    ->Arg(0)
    ->Arg(1)
    ->Repetitions(10)
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace swingproof
