// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "oracle/exact_map.h"

#include <cstddef>

namespace swingproof {
namespace {

// Grey levels per step of Y, grey levels per step of U or V, and the centered Y that is black.
struct SwingScale {
  Rational luma;
  Rational chroma;
  Rational black;
};

SwingScale scale_of(Swing swing) {
  if (swing == Swing::full) return {1, 1, 128};
  return {Rational(255, 219), Rational(255, 224), 112};
}

}  // namespace

LumaCoefficients luma_coefficients(ColourStandard standard) {
  const StandardLuma& luma = luma_of(standard);
  return {Rational(luma.kr, 10000), Rational(luma.kb, 10000)};
}

AffineMap centered_yuv_to_rgb(Matrix matrix) {
  const auto [ys, cs, y0] = scale_of(matrix.swing);
  const auto [kr, kb] = luma_coefficients(matrix.standard);
  const Rational kg = 1 - kr - kb;
  AffineMap map;
  map.matrix[0] = {ys, 0, cs * 2 * (1 - kr)};
  map.matrix[1] = {ys, -cs * 2 * kb * (1 - kb) / kg, -cs * 2 * kr * (1 - kr) / kg};
  map.matrix[2] = {ys, cs * 2 * (1 - kb), 0};
  map.offset = {ys * y0, ys * y0, ys * y0};
  return map;
}

AffineMap rgb_to_centered_yuv(Matrix matrix) {
  const auto [ys, cs, y0] = scale_of(matrix.swing);
  const auto [kr, kb] = luma_coefficients(matrix.standard);
  const RationalTriple luma = {kr, 1 - kr - kb, kb};
  const Rational u_scale = 1 / (cs * 2 * (1 - kb));  // U = (B - luma) * u_scale
  const Rational v_scale = 1 / (cs * 2 * (1 - kr));  // V = (R - luma) * v_scale
  AffineMap map;
  for (std::size_t j = 0; j < 3; ++j) {
    map.matrix[0][j] = luma[j] / ys;
    map.matrix[1][j] = ((j == 2 ? 1 : 0) - luma[j]) * u_scale;
    map.matrix[2][j] = ((j == 0 ? 1 : 0) - luma[j]) * v_scale;
  }
  map.offset = {-y0, 0, 0};
  return map;
}

RationalTriple evaluate(const AffineMap& map, const RationalTriple& in) {
  RationalTriple out = map.offset;
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) out[i] += map.matrix[i][j] * in[j];
  }
  return out;
}

RationalTriple exact_triple(CenteredYuv yuv) {
  return {Rational(yuv.y), Rational(yuv.u), Rational(yuv.v)};
}

}  // namespace swingproof
