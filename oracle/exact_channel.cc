// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "oracle/exact_channel.h"

#include <algorithm>

#include "oracle/exact_map.h"
#include "oracle/ideal_op.h"

namespace swingproof {
namespace {

constexpr std::int64_t beyond_every_input = std::int64_t{1} << 62;

std::int64_t saturated(const Integer& value) {
  return static_cast<std::int64_t>(
      std::clamp<Integer>(value, -beyond_every_input, beyond_every_input));
}

// A coefficient times K; K makes it an integer.
std::int64_t in_steps(const Rational& coefficient, const Integer& steps_per_grey_level) {
  return static_cast<std::int64_t>(numerator(coefficient) *
                                   (steps_per_grey_level / denominator(coefficient)));
}

// The least M with round(x) >= code. x >= code - 1/2 where ties round up to code, and
// x > code - 1/2 where they round down: half_even sends the tie to the even one of the two codes.
// M at the tie is (denominator (2 code - 1) + 2 origin) / (2 point_factor).
std::int64_t code_threshold(const ExactChannel& channel, int code, Rounding rounding) {
  const Integer at_tie = channel.denominator * (2 * code - 1) + 2 * channel.origin;
  const Integer divisor = 2 * channel.point_factor;
  const bool tie_rounds_down = rounding == Rounding::half_even && code % 2 != 0;
  return saturated(tie_rounds_down ? Integer(floor_quotient(at_tie, divisor) + 1)
                                   : ceiling_quotient(at_tie, divisor));
}

// Fills x's form over one denominator: with mean K = m / d and std q_scale K = g / d,
// x = (M - m / d) / (g / d) = (d M - m) / g.
void set_scale(const Rational& mean, const Rational& grey_levels_per_code, ExactChannel& channel) {
  const Rational mean_in_steps = mean * channel.lattice.steps_per_grey_level;
  const Rational code_in_steps = grey_levels_per_code * channel.lattice.steps_per_grey_level;
  const Integer d =
      boost::multiprecision::lcm(denominator(mean_in_steps), denominator(code_in_steps));
  channel.point_factor = d;
  channel.origin = numerator(mean_in_steps) * (d / denominator(mean_in_steps));
  channel.denominator = numerator(code_in_steps) * (d / denominator(code_in_steps));
}

}  // namespace

GreyLattice grey_lattice(Matrix matrix, Channel channel) {
  const AffineMap map = centered_yuv_to_rgb(matrix);
  const auto row = static_cast<std::size_t>(channel);
  Integer steps = denominator(map.offset.at(row));
  for (const Rational& coefficient : map.matrix.at(row)) {
    steps = boost::multiprecision::lcm(steps, denominator(coefficient));
  }
  return GreyLattice{in_steps(map.matrix[row][0], steps), in_steps(map.matrix[row][1], steps),
                     in_steps(map.matrix[row][2], steps), in_steps(map.offset[row], steps),
                     static_cast<std::int64_t>(steps)};
}

int luma_values_below(const GreyLattice& lattice, int u, int v, std::int64_t least) {
  // The number of i in 0..255 with at_black + i y < least.
  const std::int64_t distance = least - lattice_point(lattice, -128, u, v);
  // The two ends without the division, as they are the rule and it is slow.
  if (distance <= 0) return 0;
  if (distance > 255 * lattice.y) return 256;
  return static_cast<int>((distance - 1) / lattice.y + 1);
}

ExactChannel exact_channel(const Deployment& deployment, std::size_t c) {
  ExactChannel channel;
  channel.lattice = grey_lattice(deployment.matrix, output_channels(deployment.op).at(c));
  set_scale(deployment.mean.at(c).exact, grey_levels_per_code(deployment, c), channel);
  for (int i = 0; i < 255; ++i) {
    channel.code_thresholds[static_cast<std::size_t>(i)] =
        code_threshold(channel, i - 127, deployment.rounding);
  }
  const Integer at_lowest = -128 * channel.denominator + channel.origin;
  const Integer at_highest = 127 * channel.denominator + channel.origin;
  channel.first_unclamped = saturated(ceiling_quotient(at_lowest, channel.point_factor));
  channel.end_unclamped = saturated(floor_quotient(at_highest, channel.point_factor) + 1);
  return channel;
}

Rational exact_value(const ExactChannel& channel, std::int64_t lattice_point) {
  return Rational(channel.point_factor * lattice_point - channel.origin, channel.denominator);
}

std::int8_t exact_code(const ExactChannel& channel, std::int64_t lattice_point) {
  return code_at_sum(channel.code_thresholds, lattice_point);
}

}  // namespace swingproof
