// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_PROPERTIES_SIMD_TARGETS_H_
#define SWINGPROOF_SUITES_PROPERTIES_SIMD_TARGETS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "hwy/targets.h"

namespace swingproof {

// The SIMD targets that the library was compiled for and this machine has, the best one first; the
// last one is Highway's plain C++.
inline std::vector<std::int64_t> simd_targets() { return hwy::SupportedAndGeneratedTargets(); }

// For its lifetime, everything that dispatches by processor runs on this target.
class OnSimdTarget {
 public:
  explicit OnSimdTarget(std::int64_t target) : target_(target) { choose(target); }
  ~OnSimdTarget() { choose(0); }
  OnSimdTarget(const OnSimdTarget&) = delete;
  OnSimdTarget& operator=(const OnSimdTarget&) = delete;

  std::string name() const { return hwy::TargetName(target_); }

 private:
  // 0: whatever the machine has.
  static void choose(std::int64_t target) {
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
  }

  std::int64_t target_;
};

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_PROPERTIES_SIMD_TARGETS_H_
