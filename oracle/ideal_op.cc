// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "oracle/ideal_op.h"

#include <algorithm>

namespace swingproof {
namespace {

Integer round_to_integer(const Rational& x, Rounding rounding) {
  const Rational shifted = x + Rational(1, 2);
  const Integer half_up = floor_quotient(numerator(shifted), denominator(shifted));
  const bool is_tie = denominator(shifted) == 1;
  const bool is_odd = half_up % 2 != 0;
  return rounding == Rounding::half_even && is_tie && is_odd ? Integer(half_up - 1) : half_up;
}

}  // namespace

Rational ideal_value(const Deployment& deployment, const RationalTriple& rgb, std::size_t c) {
  const auto channel = static_cast<std::size_t>(output_channels(deployment.op).at(c));
  return (rgb.at(channel) - deployment.mean.at(c).exact) / grey_levels_per_code(deployment, c);
}

RationalTriple ideal_values(const Deployment& deployment, CenteredYuv yuv) {
  const RationalTriple rgb = evaluate(centered_yuv_to_rgb(deployment.matrix), exact_triple(yuv));
  return {ideal_value(deployment, rgb, 0), ideal_value(deployment, rgb, 1),
          ideal_value(deployment, rgb, 2)};
}

std::int8_t ideal_code(const Rational& x, Rounding rounding) {
  const Integer rounded = round_to_integer(x, rounding);
  return static_cast<std::int8_t>(std::clamp<Integer>(rounded, -128, 127));
}

CodeTriple ideal_codes(const Deployment& deployment, CenteredYuv yuv) {
  const RationalTriple x = ideal_values(deployment, yuv);
  return {ideal_code(x[0], deployment.rounding), ideal_code(x[1], deployment.rounding),
          ideal_code(x[2], deployment.rounding)};
}

std::int8_t training_code(const Deployment& deployment, int byte, std::size_t c) {
  const RationalTriple grey = {byte, byte, byte};
  return ideal_code(ideal_value(deployment, grey, c), deployment.rounding);
}

Rational clamp_to_code_range(const Rational& x) { return std::clamp<Rational>(x, -128, 127); }

Integer floor_quotient(const Integer& n, const Integer& d) {
  // Integer division truncates toward zero; below zero with a remainder that is one too high.
  const Integer quotient = n / d;
  return n < 0 && n % d != 0 ? Integer(quotient - 1) : quotient;
}

Integer ceiling_quotient(const Integer& n, const Integer& d) { return -floor_quotient(-n, d); }

}  // namespace swingproof
