// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_ORACLE_EXACT_MAP_H_
#define SWINGPROOF_ORACLE_EXACT_MAP_H_

#include <array>

#include "deployment/centered_yuv.h"
#include "deployment/exact_number.h"
#include "deployment/matrix.h"

namespace swingproof {

// Three exact numbers: grey levels in R, G, B order, or centered Y, U, V.
using RationalTriple = std::array<Rational, 3>;

// An affine map of the plane, exactly: out_i = sum_j matrix[i][j] in_j + offset[i].
struct AffineMap {
  std::array<RationalTriple, 3> matrix;
  RationalTriple offset;
};

// Kr and Kb of a standard.
struct LumaCoefficients {
  Rational kr;
  Rational kb;
};

LumaCoefficients luma_coefficients(ColourStandard standard);

// From centered Y, U, V to R, G, B in grey levels (nominally 0..255), exactly, in the form of
// docs/numerics.md section 2.
AffineMap centered_yuv_to_rgb(Matrix matrix);

// The exact inverse of centered_yuv_to_rgb, written from the definition of luma and colour
// differences (not by inverting a matrix), so that each map checks the other.
AffineMap rgb_to_centered_yuv(Matrix matrix);

// The image of a triple under the map.
RationalTriple evaluate(const AffineMap& map, const RationalTriple& in);

RationalTriple exact_triple(CenteredYuv yuv);

}  // namespace swingproof

#endif  // SWINGPROOF_ORACLE_EXACT_MAP_H_
