// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_GATE_SPEED_H_
#define SWINGPROOF_SUITES_GATE_SPEED_H_

#include <optional>
#include <string>

#include "deployment/deployment.h"
#include "suites/gate/finding.h"
#include "suites/gate/kernel_session.h"

namespace swingproof {

// A kernel's speed as a ratio to something on the same machine at the same time: a second kernel,
// or a copy of as many bytes as it reads (memcpy).
struct SpeedBudget {
  std::optional<LibraryKernel> other;  // nothing: memcpy
  ExactNumber least_ratio;             // speed of the kernel / speed of the other, above 0
};

// Runs both in turn on one image of 2^20 pixels and compares the shortest run of each: what else
// the machine does only ever makes a run longer. A finding of kind speed if the kernel is slower
// than the budget allows; also if one of the two cannot be timed.
std::optional<GateFinding> check_speed(const LibraryKernel& kernel, const SpeedBudget& budget,
                                       const Deployment& deployment);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_GATE_SPEED_H_
