// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/speed.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>

#include "suites/gate/image_trial.h"

namespace swingproof {
namespace {

using Outcome = KernelSession::Outcome;

constexpr int timed_runs = 25;
constexpr std::size_t timed_pixels = std::size_t{1} << 20;

// Varied pixels: a kernel with branches must not be timed on one colour.
ImageTrial timed_trial() {
  ImageTrial trial;
  trial.size = {4096, timed_pixels / 4096};
  return trial;
}

// The time of one run in ns; nothing if it broke down.
std::optional<std::uint64_t> timed_run(KernelSession& session) {
  const std::uint64_t before = session.nanoseconds();
  if (session.run(0, place(timed_trial())) != Outcome::done) return std::nullopt;
  return session.nanoseconds() - before;
}

std::uint64_t timed_copy(const KernelMemory& memory) {
  const auto start = std::chrono::steady_clock::now();
  for (std::size_t c = 0; c < 3; ++c) {
    std::memcpy(memory.slot(input_planes + c).data(), memory.slot(c).data(), timed_pixels);
  }
  const auto end = std::chrono::steady_clock::now();
  return static_cast<std::uint64_t>((end - start) / std::chrono::nanoseconds(1));
}

GateFinding not_timed(const std::string& which) {
  return {FindingKind::speed, "cannot be timed: " + which + " does not compute this deployment"};
}

}  // namespace

std::optional<GateFinding> check_speed(const LibraryKernel& kernel, const SpeedBudget& budget,
                                       const Deployment& deployment) {
  const KernelMemory memory;
  prepare(timed_trial(), memory);
  const std::string other_name = budget.other ? budget.other->path : "memcpy";
  KernelSession session(kernel, memory);
  if (session.create(0, kernel_config(deployment)) != Outcome::done) return not_timed("the kernel");
  std::unique_ptr<KernelSession> other;
  if (budget.other) {
    other = std::make_unique<KernelSession>(*budget.other, memory);
    if (other->create(0, kernel_config(deployment)) != Outcome::done) return not_timed(other_name);
  }
  std::uint64_t least = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t least_of_other = least;
  for (int i = 0; i < timed_runs; ++i) {
    const auto time = timed_run(session);
    const auto other_time = other ? timed_run(*other) : timed_copy(memory);
    if (!time) return not_timed("the kernel");
    if (!other_time) return not_timed(other_name);
    least = std::min(least, *time);
    least_of_other = std::min(least_of_other, *other_time);
  }
  if (least_of_other >= budget.least_ratio.exact * least) return std::nullopt;
  return GateFinding{FindingKind::speed,
                     fmt::format("2^20 pixels take {} ns, {} {} ns: slower than {} of its speed",
                                 least, other_name, least_of_other, budget.least_ratio.text)};
}

}  // namespace swingproof
