// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/finding.h"

#include <algorithm>
#include <cstdlib>

namespace swingproof {

std::string_view name(FindingKind kind) {
  constexpr std::array<std::string_view, 12> names = {
      "value",         "crash",          "timeout",
      "out_of_bounds", "exit",           "nondeterministic",
      "stale_state",   "fp_environment", "input_written",
      "budget",        "baseline",       "speed"};
  return names.at(static_cast<std::size_t>(kind));
}

std::string_view name(Which which) {
  constexpr std::array<std::string_view, 3> names = {"first", "worst", "minimal"};
  return names.at(static_cast<std::size_t>(which));
}

int code_distance(const Mismatch& mismatch) {
  int distance = 0;
  for (std::size_t c = 0; c < 3; ++c) {
    distance = std::max(distance, std::abs(mismatch.got[c] - mismatch.expected[c]));
  }
  return distance;
}

}  // namespace swingproof
