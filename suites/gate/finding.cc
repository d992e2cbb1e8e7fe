// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/finding.h"

#include <algorithm>
#include <cstdlib>

namespace swingproof {
namespace {

struct KindWords {
  std::string_view name;
  std::string_view summary;
};

// In the order of FindingKind.
constexpr std::array<KindWords, finding_kinds> kind_words = {{
    {"value", "A code differs from the model of the BPU"},
    {"crash", "A signal ended the kernel"},
    {"timeout", "The kernel did not return in time"},
    {"out_of_bounds", "The kernel touched memory that is not the image's"},
    {"exit", "The kernel left without a result"},
    {"nondeterministic", "The same image gave different codes"},
    {"stale_state", "What ran before changes what the kernel computes"},
    {"fp_environment", "The kernel left the floating-point environment changed"},
    {"input_written", "The kernel wrote to its inputs"},
    {"leak", "The kernel holds ever more of what the process has"},
    {"process_state", "The kernel changed the state of its process"},
    {"machine_state", "The kernel did not restore a register"},
    {"budget", "A figure is over its budget"},
    {"baseline", "A figure is worse than in the baseline"},
    {"speed", "The kernel is slower than its budget allows"},
}};

}  // namespace

std::string_view name(FindingKind kind) {
  return kind_words.at(static_cast<std::size_t>(kind)).name;
}

std::string_view summary(FindingKind kind) {
  return kind_words.at(static_cast<std::size_t>(kind)).summary;
}

int code_distance(const Mismatch& mismatch) {
  int distance = 0;
  for (std::size_t c = 0; c < 3; ++c) {
    distance = std::max(distance, std::abs(mismatch.got[c] - mismatch.expected[c]));
  }
  return distance;
}

}  // namespace swingproof
