// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/sweep/accuracy.h"

namespace swingproof {

Accuracy measure_accuracy(const Deployment& deployment, const Arithmetic& arithmetic) {
  const LoweredOp op = lower(deployment, arithmetic);
  return Accuracy{deployment, arithmetic, op, sweep(deployment, op, sweep_sets(deployment.matrix)),
                  sweep_path(deployment, op)};
}

}  // namespace swingproof
