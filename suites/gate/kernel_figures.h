// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_GATE_KERNEL_FIGURES_H_
#define SWINGPROOF_SUITES_GATE_KERNEL_FIGURES_H_

#include <array>
#include <cstdint>
#include <optional>

#include "deployment/deployment.h"
#include "suites/budget/budget.h"
#include "suites/gate/cube_judge.h"
#include "suites/sweep/sweep.h"

namespace swingproof {

// How good a kernel is, in output order: against the exact op and against the model.
struct KernelFigures {
  std::array<ChannelErrors, 3> errors;
  std::array<PerSet<ModelDifference>, 3> from_model;
};

// Measures a complete cube, exactly. sets: those of the deployment's swing.
KernelFigures measure_kernel(const Deployment& deployment, const LoweredOp& op,
                             const CubeJudge& judge, const SweepSets& sets);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_GATE_KERNEL_FIGURES_H_
