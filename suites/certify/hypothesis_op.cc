// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/hypothesis_op.h"

#include <utility>

#include "oracle/ideal_op.h"

namespace swingproof {
namespace {

std::int8_t sign_bit_flipped(int value) {
  return static_cast<std::int8_t>(value < 0 ? value + 128 : value - 128);
}

ExactNumber in_unit_range(const ExactNumber& grey_levels) {
  const double binary64 = grey_levels.binary64 / 255;
  return {grey_levels.text + "/255", grey_levels.exact / 255, binary64,
          static_cast<float>(binary64)};
}

}  // namespace

InputTable input_table(InputCentering centering, QuantStub quant_stub, const ExactNumber& q_scale) {
  InputTable table{};
  for (int x = -128; x < 128; ++x) {
    std::int8_t& entry = table[byte_index(static_cast<std::int8_t>(x))];
    entry =
        centering == InputCentering::uncentered ? sign_bit_flipped(x) : static_cast<std::int8_t>(x);
    if (quant_stub == QuantStub::unreset) {
      entry = ideal_code(Rational(entry) / q_scale.exact, Rounding::half_even);
    }
  }
  return table;
}

CenteredYuv op_input(const Hypothesis& hypothesis, const InputTable& table, CenteredYuv pixel) {
  if (hypothesis.chroma_order == ChromaOrder::swapped) std::swap(pixel.u, pixel.v);
  return {table[byte_index(pixel.y)], table[byte_index(pixel.u)], table[byte_index(pixel.v)]};
}

Deployment hypothesis_deployment(const Deployment& declared, Matrix matrix,
                                 Normalisation normalisation) {
  Deployment deployment = declared;
  deployment.matrix = matrix;
  if (normalisation == Normalisation::reversed) {
    std::swap(deployment.mean[0], deployment.mean[2]);
    std::swap(deployment.std[0], deployment.std[2]);
  }
  if (normalisation == Normalisation::unit_range) {
    for (ExactNumber& mean : deployment.mean) mean = in_unit_range(mean);
    for (ExactNumber& std : deployment.std) std = in_unit_range(std);
  }
  return deployment;
}

std::optional<Arithmetic> hypothesis_arithmetic(std::size_t index, const Arithmetic& declared,
                                                Matrix matrix) {
  if (index == ideal_arithmetic()) return {};
  return for_matrix(on_datapath(declared, arithmetic_alternatives().at(index)), matrix);
}

}  // namespace swingproof
