// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_REVIEW_MISCONFIGURATION_H_
#define SWINGPROOF_SUITES_REVIEW_MISCONFIGURATION_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "deployment/deployment.h"
#include "fixedpoint/arithmetic.h"
#include "oracle/gamut.h"
#include "suites/certify/hypothesis.h"

namespace swingproof {

// How far the codes of a wrongly set up op are from those of the declared one, on one output plane,
// in codes of the declared op.
struct PlaneDeviation {
  int max_abs = 0;
  std::uint64_t sum_of_squares = 0;
  std::uint64_t changed = 0;  // inputs with another code
};

// One mistake of docs/numerics.md section 7 and what it does to the in-gamut inputs with U and V on
// every fourth value, and all values of Y.
struct Misconfiguration {
  Hypothesis hypothesis;
  std::vector<Axis> axes;  // those on which it is not as declared
  std::string refused;     // why the op cannot be lowered so; empty if it can
  std::uint64_t inputs = 0;
  std::array<PlaneDeviation, 3> planes;  // as the model receives them
  // The same on a grey ramp only, U = V = 0: what a smoke test with a grey picture sees.
  int grey_ramp_max_abs = 0;
};

// Every mistake on one axis (arithmetic excepted: that is no mistake of the user), and the other op
// with the same lists of mean and std.
std::vector<Misconfiguration> measure_misconfigurations(const Deployment& deployment,
                                                        const Arithmetic& arithmetic,
                                                        const InputSet& gamut);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_REVIEW_MISCONFIGURATION_H_
