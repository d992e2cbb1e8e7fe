// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// What gating a shared library costs beyond the kernel's own time, in its parts: the cube, which is
// the goal's, and all of it with processes, the contract, narrow rows and figures. Environment:
// SWINGPROOF_BENCH_KERNEL, a kernel that passes; SWINGPROOF_BENCH_HOST, the command swingproof.

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdlib>
#include <optional>
#include <vector>

#include "fixedpoint/lowering.h"
#include "suites/gate/gate.h"
#include "suites/gate/library_cube.h"

namespace swingproof {
namespace {

using Seconds = std::chrono::duration<double>;

std::optional<LibraryKernel> kernel_of_the_environment(benchmark::State& state) {
  const char* kernel = std::getenv("SWINGPROOF_BENCH_KERNEL");
  const char* host = std::getenv("SWINGPROOF_BENCH_HOST");
  if (kernel == nullptr || host == nullptr) {
    state.SkipWithError("SWINGPROOF_BENCH_KERNEL and SWINGPROOF_BENCH_HOST are not set");
    return std::nullopt;
  }
  LibraryKernel library;
  library.path = kernel;
  library.host.path = host;
  return library;
}

// Filling every block, handing it over, taking it back and comparing it with the model, as far as
// the kernel does not compute another block meanwhile.
void cube_of_the_gate(benchmark::State& state) {
  const auto library = kernel_of_the_environment(state);
  if (!library) return;
  const Deployment deployment;
  const LoweredOp op = lower(deployment, Datapath());
  const KernelMemory memory;
  KernelSession session(*library, memory);
  session.create(0, kernel_config(deployment));
  for ([[maybe_unused]] auto iteration : state) {
    const auto own_before = session.nanoseconds();
    const auto start = std::chrono::steady_clock::now();
    CubeJudge judge(op);
    compute_cube(session, memory, RowShape::wide, judge, [](double) {});
    const Seconds all = std::chrono::steady_clock::now() - start;
    if (!judge.is_complete() || judge.tally().mismatches() != 0) {
      state.SkipWithError("the kernel does not pass");
      return;
    }
    const Seconds own = std::chrono::nanoseconds(session.nanoseconds() - own_before);
    state.SetIterationTime((all - own).count());
  }
}

void start_of_a_kernel_process(benchmark::State& state) {
  const auto library = kernel_of_the_environment(state);
  if (!library) return;
  const KernelMemory memory;
  for ([[maybe_unused]] auto iteration : state) {
    KernelSession session(*library, memory);
    benchmark::DoNotOptimize(session.create(0, kernel_config(Deployment())));
  }
}

void overhead_of_the_gate(benchmark::State& state) {
  const auto library = kernel_of_the_environment(state);
  if (!library) return;
  const std::vector<GateTask> tasks = {{Deployment(), {"bayes", Datapath()}}};
  for ([[maybe_unused]] auto iteration : state) {
    const auto start = std::chrono::steady_clock::now();
    const GateVerdict verdict = gate(library_kernel(*library), tasks, {}, [](double) {});
    const Seconds all = std::chrono::steady_clock::now() - start;
    if (!verdict.is_passed) state.SkipWithError("the kernel does not pass");
    const Seconds own = std::chrono::nanoseconds(verdict.deployments.front().kernel_nanoseconds);
    state.SetIterationTime((all - own).count());
  }
}

BENCHMARK(cube_of_the_gate)->Unit(benchmark::kMillisecond)->UseManualTime();
BENCHMARK(start_of_a_kernel_process)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(overhead_of_the_gate)->Unit(benchmark::kMillisecond)->UseManualTime();

}  // namespace
}  // namespace swingproof
