// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "fixedpoint/simd_targets.h"

#include <cstdint>

#include "hwy/targets.h"

namespace swingproof {
namespace {

// Highway gives better targets lower bits.
std::vector<std::string> target_names(std::int64_t targets) {
  std::vector<std::string> names;
  for (; targets != 0; targets &= targets - 1) {
    names.emplace_back(hwy::TargetName(targets & -targets));
  }
  return names;
}

}  // namespace

std::vector<std::string> compiled_simd_targets() { return target_names(HWY_TARGETS); }

std::string used_simd_target() {
  return target_names(hwy::SupportedTargets() & HWY_TARGETS).front();
}

}  // namespace swingproof
