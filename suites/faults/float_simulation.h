// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_FAULTS_FLOAT_SIMULATION_H_
#define SWINGPROOF_SUITES_FAULTS_FLOAT_SIMULATION_H_

#include <array>
#include <optional>

#include "deployment/deployment.h"
#include "suites/faults/faulty_op.h"
#include "suites/faults/number_block.h"

namespace swingproof {

// The op as a simulation in floating point computes it, each operation rounded by itself: the whole
// project is compiled without contraction (cmake/compile_options.cmake).
struct FloatSimulation {
  NumberKind numbers = NumberKind::float32;  // or float64
  FloatOrder order;
  ColourStandard standard = ColourStandard::bt601;
  std::optional<MatrixFault> matrix;
  std::optional<GamutFault> gamut;
  std::optional<RequantisationFault>
      rounding;  // toward_zero or half_toward_zero in place of order's
};

// The rounded values of the three output channels of the deployment. Beyond +-2^20 they are cut.
void simulate_floats(const Deployment& deployment, const FloatSimulation& simulation,
                     const InputBlock& in, std::array<RoundedPlane, 3>& out);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_FAULTS_FLOAT_SIMULATION_H_
