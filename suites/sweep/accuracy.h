// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_SWEEP_ACCURACY_H_
#define SWINGPROOF_SUITES_SWEEP_ACCURACY_H_

#include <array>

#include "deployment/deployment.h"
#include "fixedpoint/arithmetic.h"
#include "fixedpoint/lowering.h"
#include "suites/sweep/path.h"
#include "suites/sweep/sweep.h"

namespace swingproof {

// Everything that swingproof report says of one deployment.
struct Accuracy {
  Deployment deployment;
  Arithmetic arithmetic;
  LoweredOp op;
  std::array<ChannelErrors, 3> errors;  // output order
  std::array<PathErrors, 3> path;       // output order
};

// Lowers the op, sweeps all inputs and all training pixels. Throws InputError as lower() does.
Accuracy measure_accuracy(const Deployment& deployment, const Arithmetic& arithmetic);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_SWEEP_ACCURACY_H_
