// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/faults/exact_simulation.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "oracle/ideal_op.h"

namespace swingproof {
namespace {

AffineMap map_of(Matrix declared, std::optional<MatrixFault> fault) {
  AffineMap map = centered_yuv_to_rgb(faulty_matrix(declared, fault));
  for (std::size_t row = 0; row < 3; ++row) {
    if (fault == MatrixFault::offset_16) map.offset[row] -= 16;
    for (std::size_t j = 1; j < 3 && fault == MatrixFault::chroma_span_219; ++j) {
      map.matrix[row][j] *= Rational(224, 219);
    }
  }
  return map;
}

Integer nearest_half_up(const Rational& x) {
  const Rational above = x + Rational(1, 2);
  return floor_quotient(numerator(above), denominator(above));
}

// x as an integer. Ties at the least as told, or as the model's QuantStub decides them.
Integer rounded(const Rational& x, std::optional<RequantisationFault> rounding, Rounding stub) {
  const Integer below = floor_quotient(numerator(x), denominator(x));
  if (rounding == RequantisationFault::toward_zero) return x < 0 && below != x ? below + 1 : below;
  const Rational beyond = x - below;
  const bool is_tie = beyond == Rational(1, 2);
  if (!is_tie) return beyond < Rational(1, 2) ? below : below + 1;
  if (rounding == RequantisationFault::half_toward_zero) return x > 0 ? below : below + 1;
  if (stub == Rounding::half_up) return below + 1;
  return below % 2 == 0 ? below : below + 1;
}

}  // namespace

ExactSimulation::Affine ExactSimulation::affine(const RationalTriple& weight,
                                                const Rational& offset) {
  Affine result{weight, offset, {}, static_cast<double>(offset), 0};
  double magnitude = std::abs(result.fast_offset);
  for (std::size_t j = 0; j < 3; ++j) {
    result.fast_weight[j] = static_cast<double>(weight[j]);
    magnitude += 256 * std::abs(result.fast_weight[j]);
  }
  // Each of the 7 roundings, and of the conversions, errs by less than 2^-52 of that.
  result.doubt = std::ldexp(magnitude, -48);
  return result;
}

ExactSimulation::ExactSimulation(const Deployment& deployment, std::optional<MatrixFault> matrix,
                                 std::optional<GamutFault> gamut,
                                 std::optional<RequantisationFault> rounding)
    : gamut_(gamut), rounding_(rounding), stub_(deployment.rounding) {
  const AffineMap map = map_of(deployment.matrix, matrix);
  const auto channels = output_channels(deployment.op);
  for (std::size_t c = 0; c < 3; ++c) {
    const auto row = static_cast<std::size_t>(channels[c]);
    mean_[c] = deployment.mean[c].exact;
    step_[c] = 1 / grey_levels_per_code(deployment, c);
    grey_[c] = affine(map.matrix[row], map.offset[row]);
    RationalTriple weight = map.matrix[row];
    for (Rational& each : weight) each *= step_[c];
    code_[c] = affine(weight, (map.offset[row] - mean_[c]) * step_[c]);
    fast_mean_[c] = static_cast<double>(mean_[c]);
    fast_step_[c] = static_cast<double>(step_[c]);
  }
}

double ExactSimulation::fast_value(std::size_t c, int y, int u, int v, bool& in_doubt) const {
  const auto value = [&](const Affine& affine) {
    return affine.fast_weight[0] * y + affine.fast_weight[1] * u + affine.fast_weight[2] * v +
           affine.fast_offset;
  };
  if (!gamut_) return value(code_[c]);
  double grey = std::clamp(value(grey_[c]), 0.0, 255.0);
  if (gamut_ == GamutFault::clamped_and_rounded) {
    const double whole = std::floor(grey + 0.5);
    in_doubt = std::abs(grey + 0.5 - whole) < grey_[c].doubt ||
               std::abs(grey - 0.5 - whole) < grey_[c].doubt;
    grey = whole;
  }
  return (grey - fast_mean_[c]) * fast_step_[c];
}

std::int32_t ExactSimulation::exact_value(std::size_t c, int y, int u, int v) const {
  const Affine& affine = gamut_ ? grey_[c] : code_[c];
  Rational x = affine.weight[0] * y + affine.weight[1] * u + affine.weight[2] * v + affine.offset;
  if (gamut_) {
    x = std::clamp(x, Rational(0), Rational(255));
    if (gamut_ == GamutFault::clamped_and_rounded) x = nearest_half_up(x);
    x = (x - mean_[c]) * step_[c];
  }
  const Integer largest = largest_rounded;
  return static_cast<std::int32_t>(
      std::clamp<Integer>(rounded(x, rounding_, stub_), -largest, largest));
}

void ExactSimulation::compute(const InputBlock& in, std::array<RoundedPlane, 3>& out) const {
  for (std::size_t c = 0; c < 3; ++c) {
    const double doubt = code_[c].doubt + std::abs(fast_step_[c]) * grey_[c].doubt;
    for (std::size_t i = 0; i < in.size; ++i) {
      bool in_doubt = false;
      const double x = fast_value(c, in.y[i], in.u[i], in.v[i], in_doubt);
      if (std::abs(x) >= largest_rounded) {
        out[c][i] = x < 0 ? -largest_rounded : largest_rounded;
        continue;
      }
      // Toward zero decides at whole numbers, all else at halves.
      const bool at_whole = rounding_ == RequantisationFault::toward_zero;
      const double below = std::floor(at_whole ? x : x + 0.5);
      const double beyond = (at_whole ? x : x + 0.5) - below;
      if (in_doubt || beyond < doubt || beyond > 1 - doubt) {
        out[c][i] = exact_value(c, in.y[i], in.u[i], in.v[i]);
      } else {
        out[c][i] = static_cast<std::int32_t>(below) + (at_whole && x < 0 ? 1 : 0);
      }
    }
  }
}

}  // namespace swingproof
