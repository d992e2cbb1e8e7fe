// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_ORACLE_IDEAL_OP_H_
#define SWINGPROOF_ORACLE_IDEAL_OP_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "deployment/centered_yuv.h"
#include "deployment/deployment.h"
#include "oracle/exact_map.h"

namespace swingproof {

// The op as it would be without any rounding before its last step (docs/numerics.md section 2). All
// of it is rational arithmetic: slow, plain, and the truth that everything faster is checked
// against.

// x_c = (RGB_c - mean_c) / (std_c * q_scale), in LSB, neither rounded nor clamped.
// rgb is in grey levels, R, G, B; c is 0, 1 or 2 in the op's output order.
Rational ideal_value(const Deployment& deployment, const RationalTriple& rgb, std::size_t c);

// x for all three output channels, in output order, of one input.
RationalTriple ideal_values(const Deployment& deployment, CenteredYuv yuv);

// sat8(round(x)): the code in [-128, 127] with the rounding of the model's QuantStub.
std::int8_t ideal_code(const Rational& x, Rounding rounding);

// The ideal codes of one input, in output order.
CodeTriple ideal_codes(const Deployment& deployment, CenteredYuv yuv);

// The code that the model saw in training for a byte (0..255) on output channel c:
// sat8(round((byte - mean_c) / (std_c * q_scale))), docs/numerics.md section 5.
std::int8_t training_code(const Deployment& deployment, int byte, std::size_t c);

// x clamped to the range of a code, [-128, 127]; the exact value that a code is judged against.
Rational clamp_to_code_range(const Rational& x);

// The largest integer <= n / d, and the smallest >= n / d; d > 0.
Integer floor_quotient(const Integer& n, const Integer& d);
Integer ceiling_quotient(const Integer& n, const Integer& d);

}  // namespace swingproof

#endif  // SWINGPROOF_ORACLE_IDEAL_OP_H_
