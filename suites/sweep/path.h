// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_SWEEP_PATH_H_
#define SWINGPROOF_SUITES_SWEEP_PATH_H_

#include <array>
#include <cstdint>
#include <map>

#include "deployment/deployment.h"
#include "fixedpoint/lowering.h"
#include "suites/sweep/code_differences.h"

namespace swingproof {

// End to end, one output channel over all 2^24 training pixels: the code that the deployed op
// makes of the deployed training-side conversion of the pixel, minus the code that the model saw
// in training (docs/numerics.md section 5).
struct PathErrors {
  Channel channel = Channel::red;
  CodeDifferences code_difference;  // the difference in codes: how many pixels

  friend bool operator==(const PathErrors&, const PathErrors&) = default;
};

// In output order.
std::array<PathErrors, 3> sweep_path(const Deployment& deployment, const LoweredOp& op);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_SWEEP_PATH_H_
