// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_ORACLE_BT601_H_
#define SWINGPROOF_ORACLE_BT601_H_

#include <array>

#include "deployment/centered_yuv.h"
#include "deployment/deployment.h"
#include "deployment/exact_number.h"

namespace swingproof {

// Three exact numbers: grey levels in R, G, B order, or centered Y, U, V.
using RationalTriple = std::array<Rational, 3>;

// An affine map of the plane, exactly: out_i = sum_j matrix[i][j] in_j + offset[i].
struct AffineMap {
  std::array<RationalTriple, 3> matrix;
  RationalTriple offset;
};

// What a standard's luma is made of: Y = kr R + (1 - kr - kb) G + kb B.
struct LumaCoefficients {
  Rational kr;
  Rational kb;
};

LumaCoefficients bt601_luma();   // ITU-R BT.601: kr = 0.299, kb = 0.114
LumaCoefficients bt709_luma();   // ITU-R BT.709: kr = 0.2126, kb = 0.0722
LumaCoefficients bt2020_luma();  // ITU-R BT.2020: kr = 0.2627, kb = 0.0593

// BT.601 from centered Y, U, V to R, G, B in grey levels (nominally 0..255), exactly:
// ITU-R BT.601 with Kr = 0.299 and Kb = 0.114, in the form of docs/numerics.md section 2.
AffineMap centered_yuv_to_rgb(Swing swing);

// The same with the luma of another standard.
AffineMap centered_yuv_to_rgb(Swing swing, const LumaCoefficients& coefficients);

// The exact inverse of centered_yuv_to_rgb, written from the definition of luma and colour
// differences (not by inverting a matrix), so that each map checks the other.
AffineMap rgb_to_centered_yuv(Swing swing);

// The same with the luma of another standard; swing and form are those of BT.601.
AffineMap rgb_to_centered_yuv(Swing swing, const LumaCoefficients& coefficients);

// The image of a triple under the map.
RationalTriple evaluate(const AffineMap& map, const RationalTriple& in);

RationalTriple exact_triple(CenteredYuv yuv);

}  // namespace swingproof

#endif  // SWINGPROOF_ORACLE_BT601_H_
