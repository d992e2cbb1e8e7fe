// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// What gating a shared library costs beyond the kernel's own time over the cube. Environment:
// SWINGPROOF_BENCH_KERNEL, a kernel that passes; SWINGPROOF_BENCH_HOST, the command swingproof.

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdlib>
#include <string>

#include "suites/gate/gate.h"

namespace swingproof {
namespace {

void overhead_of_the_gate(benchmark::State& state) {
  const char* kernel = std::getenv("SWINGPROOF_BENCH_KERNEL");
  const char* host = std::getenv("SWINGPROOF_BENCH_HOST");
  if (kernel == nullptr || host == nullptr) {
    state.SkipWithError("SWINGPROOF_BENCH_KERNEL and SWINGPROOF_BENCH_HOST are not set");
    return;
  }
  LibraryKernel library;
  library.path = kernel;
  library.host.path = host;
  const std::vector<GateTask> tasks = {{Deployment(), {"bayes", Datapath()}}};
  for ([[maybe_unused]] auto iteration : state) {
    const auto start = std::chrono::steady_clock::now();
    const GateVerdict verdict = gate(library_kernel(library), tasks, {}, [](double) {});
    const std::chrono::duration<double> all = std::chrono::steady_clock::now() - start;
    if (!verdict.is_passed) state.SkipWithError("the kernel does not pass");
    const std::chrono::duration<double> own =
        std::chrono::nanoseconds(verdict.deployments.front().kernel_nanoseconds);
    state.SetIterationTime((all - own).count());
  }
}

BENCHMARK(overhead_of_the_gate)->Unit(benchmark::kMillisecond)->UseManualTime();

}  // namespace
}  // namespace swingproof
