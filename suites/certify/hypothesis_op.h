// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_HYPOTHESIS_OP_H_
#define SWINGPROOF_SUITES_CERTIFY_HYPOTHESIS_OP_H_

#include <array>
#include <cstdint>
#include <optional>

#include "deployment/centered_yuv.h"
#include "deployment/deployment.h"
#include "fixedpoint/arithmetic.h"
#include "suites/certify/hypothesis.h"

namespace swingproof {

// A hypothesis taken apart: what happens to a pixel before the op, and the deployment that the op
// then computes. Everything that evaluates a hypothesis is made of these parts.

// How one value of a pixel (Y, U or V alike) changes before the op: that of x is at byte_index(x).
using InputTable = std::array<std::int8_t, 256>;

constexpr std::size_t byte_index(std::int8_t value) { return static_cast<std::uint8_t>(value); }

// input_centering, then quant_stub, with q_scale exactly as it is written.
InputTable input_table(InputCentering centering, QuantStub quant_stub, const ExactNumber& q_scale);

// The pixel that reaches the op: chroma_order, then the table for Y, U and V.
CenteredYuv op_input(const Hypothesis& hypothesis, const InputTable& table, CenteredYuv pixel);

// The declared deployment with this swing and normalisation. The numbers of unit_range are
// exact/255, and the double of that quotient in double arithmetic.
Deployment hypothesis_deployment(const Deployment& declared, Matrix matrix,
                                 Normalisation normalisation);

// The arithmetic of an index into arithmetic_names() for an op of this swing; none for ideal. Own
// constants or integers of the declared arithmetic replace the published ones. Own constants are
// for one swing, so a hypothesis with the other swing has its published constants. Own integers are
// for one deployment, so a hypothesis with another op, swing, mean, std or q_scale is not
// computable.
std::optional<Arithmetic> hypothesis_arithmetic(std::size_t index, const Arithmetic& declared,
                                                Matrix matrix);

// The channel, 0 to 2 in the op's output order, that output plane 0 to 2 of the capture holds.
constexpr std::size_t plane_channel(OutputOrder order, std::size_t plane) {
  return order == OutputOrder::reversed ? 2 - plane : plane;
}

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_HYPOTHESIS_OP_H_
