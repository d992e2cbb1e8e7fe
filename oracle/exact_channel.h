// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_ORACLE_EXACT_CHANNEL_H_
#define SWINGPROOF_ORACLE_EXACT_CHANNEL_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "deployment/centered_yuv.h"
#include "deployment/deployment.h"
#include "deployment/exact_number.h"
#include "oracle/step_function.h"

namespace swingproof {

// The exact op in machine integers.
//
// Every coefficient of a matrix is rational, so on one channel all 2^24 exact grey levels are whole
// multiples of 1/K for one K (293,500 for BT.601's green at full swing): grey level = M / K, and
// the lattice point M is an integer combination of Y, U and V. Normalisation is monotone in M, so
// whatever mean, std and q_scale are, "the ideal code is at least n" is "M is at least a
// threshold", and the 255 thresholds are integers that rational arithmetic computes once. After
// that every decision about a code, a tie or a clamp is an exact comparison of 64-bit integers.

// M = y Y + u U + v V + constant, in 1/K grey levels. y < 2^31, and |M| < 2^39 over the cube:
// BT.601's green at studio swing has y = 1,117,648,000 and |M| = 2^38.6.
struct GreyLattice {
  std::int64_t y = 0;  // > 0
  std::int64_t u = 0;
  std::int64_t v = 0;
  std::int64_t constant = 0;
  std::int64_t steps_per_grey_level = 1;  // K
};

// The lattice of a matrix's exact R, G or B.
GreyLattice grey_lattice(Matrix matrix, Channel channel);

// The lattice point of one input.
constexpr std::int64_t lattice_point(const GreyLattice& lattice, int y, int u, int v) {
  return lattice.y * y + lattice.u * u + lattice.v * v + lattice.constant;
}

// How many of the 256 inputs with this U and V, from Y = -128 up, lie below a lattice point:
// 0..256. |least| <= 2^62.
int luma_values_below(const GreyLattice& lattice, int u, int v, std::int64_t least);

// One output channel of a deployment, exactly.
struct ExactChannel {
  GreyLattice lattice;
  // x = (point_factor * M - origin) / denominator, in LSB: (M / K - mean) / (std * q_scale) over
  // one denominator. point_factor and denominator are above 0.
  Integer point_factor;
  Integer origin;
  Integer denominator;
  // code_thresholds[i]: the least M whose ideal code is at least i - 127, ties decided by the
  // deployment's rounding. Ascending; beyond +-2^62, which no input reaches, they saturate.
  CodeThresholds<std::int64_t> code_thresholds = {};
  std::int64_t first_unclamped = 0;  // the least M with x >= -128
  std::int64_t end_unclamped = 0;    // the least M with x > 127
};

// c is 0, 1 or 2 in the op's output order.
ExactChannel exact_channel(const Deployment& deployment, std::size_t c);

// x of a lattice point, in LSB, neither rounded nor clamped: (M / K - mean) / (std * q_scale).
Rational exact_value(const ExactChannel& channel, std::int64_t lattice_point);

// sat8(round(x)) of a lattice point, by its thresholds: equal to ideal_code(exact_value(...)).
std::int8_t exact_code(const ExactChannel& channel, std::int64_t lattice_point);

}  // namespace swingproof

#endif  // SWINGPROOF_ORACLE_EXACT_CHANNEL_H_
