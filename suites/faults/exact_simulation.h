// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_FAULTS_EXACT_SIMULATION_H_
#define SWINGPROOF_SUITES_FAULTS_EXACT_SIMULATION_H_

#include <array>
#include <optional>

#include "deployment/deployment.h"
#include "oracle/exact_map.h"
#include "suites/faults/faulty_op.h"
#include "suites/faults/number_block.h"

namespace swingproof {

// The ideal codes of a deployment with another matrix, range or last rounding than the exact op
// has: oracle/exact_channel.h for what is not the op. Doubles where their error cannot change the
// result, rationals where it may.
class ExactSimulation {
 public:
  ExactSimulation(const Deployment& deployment, std::optional<MatrixFault> matrix,
                  std::optional<GamutFault> gamut, std::optional<RequantisationFault> rounding);

  // The rounded values of the three output channels. Beyond +-2^20 they are cut.
  void compute(const InputBlock& in, std::array<RoundedPlane, 3>& out) const;

 private:
  struct Affine {
    RationalTriple weight;
    Rational offset;
    std::array<double, 3> fast_weight = {};
    double fast_offset = 0;
    double doubt = 0;  // a bound on the error of a double in place of the rational
  };
  static Affine affine(const RationalTriple& weight, const Rational& offset);

  double fast_value(std::size_t c, int y, int u, int v, bool& in_doubt) const;
  std::int32_t exact_value(std::size_t c, int y, int u, int v) const;

  std::array<Affine, 3> grey_;  // grey levels, in output order
  std::array<Affine, 3> code_;  // (grey - mean) / (std q_scale) of grey levels that are not cut
  std::array<double, 3> fast_mean_ = {};
  std::array<double, 3> fast_step_ = {};  // codes for a grey level
  std::array<Rational, 3> mean_;
  std::array<Rational, 3> step_;
  std::optional<GamutFault> gamut_;
  std::optional<RequantisationFault> rounding_;
  Rounding stub_;
};

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_FAULTS_EXACT_SIMULATION_H_
