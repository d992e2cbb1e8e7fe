// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/bound/error_bound.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace swingproof {
namespace {

// at[0] Y + at[1] U + at[2] V + constant.
struct Affine {
  std::array<Rational, 3> at;
  Rational constant;
};

using Point = std::array<Rational, 3>;

Rational value_at(const Affine& function, const Point& point) {
  Rational sum = function.constant;
  for (std::size_t j = 0; j < 3; ++j) sum += function.at[j] * point[j];
  return sum;
}

Affine exact_function(const ExactChannel& exact) {
  const Rational scale(exact.point_factor, exact.denominator);
  const GreyLattice& lattice = exact.lattice;
  return {{scale * Rational(lattice.y), scale * Rational(lattice.u), scale * Rational(lattice.v)},
          exact_value(exact, lattice.constant)};
}

Rational power_of_two(int exponent) { return Rational(Integer(1) << exponent); }

Affine unrounded_function(const LoweredChannel& channel) {
  const Rational scale = channel.multiplier / power_of_two(channel.pre_shift + channel.post_shift);
  return {{scale * channel.weights[0], scale * channel.weights[1], scale * channel.weights[2]},
          scale * shifted_bias(channel)};
}

// Where a number lies at least and at most.
struct Interval {
  Rational low;
  Rational high;
};

// Of the rounded number less the number, for a right shift of an integer.
Interval rounding_error(int shift, RoundingMode mode) {
  if (shift == 0) return {0, 0};
  const Rational half(1, 2);
  const Rational unit = 1 / power_of_two(shift);
  switch (mode) {
    case RoundingMode::floor:
      return {unit - 1, 0};
    case RoundingMode::trunc:
      return {unit - 1, 1 - unit};
    case RoundingMode::half_up:
      return {unit - half, half};
    case RoundingMode::half_even:
    case RoundingMode::half_away:
      break;
  }
  return {-half, half};
}

RoundingMode pre_rounding(const LoweredChannel& channel) {
  return channel.pre_rounding == PreRounding::half_up ? RoundingMode::half_up : RoundingMode::floor;
}

// What the saturation to int16 cuts off at most, on either side, in codes; 0 where the code is
// saturated anyway.
Interval cut_off(const LoweredChannel& channel, const Affine& unrounded, const Interval& pre) {
  const Rational per_step = channel.multiplier / power_of_two(channel.post_shift);
  Rational least = unrounded.constant;
  Rational greatest = unrounded.constant;
  for (const Rational& coefficient : unrounded.at) {
    least += coefficient * (coefficient > 0 ? -128 : 127);
    greatest += coefficient * (coefficient > 0 ? 127 : -128);
  }
  Rational lower_limit = -32768 * per_step;
  Rational upper_limit = 32767 * per_step;
  if (channel.saturation == Saturation::before_pre_shift) {
    lower_limit /= power_of_two(channel.pre_shift);
    upper_limit /= power_of_two(channel.pre_shift);
  } else {
    least += pre.low * per_step;
    greatest += pre.high * per_step;
  }
  // From 127 up, and from -128 down, every rounding gives the code that a greater distance gives.
  const auto [least_step, greatest_step] = intermediate_range(channel);
  Interval cut{0, 0};
  if (greatest_step * per_step < 127 && greatest > upper_limit) cut.low = upper_limit - greatest;
  if (least_step * per_step > -128 && least < lower_limit) cut.high = lower_limit - least;
  return cut;
}

// Half of the space: function <= limit, or >= limit.
struct HalfSpace {
  Rational limit;
  bool is_below;
};

bool contains(const std::vector<HalfSpace>& spaces, const Rational& value) {
  return std::ranges::all_of(spaces, [&](const HalfSpace& space) {
    return space.is_below ? value <= space.limit : value >= space.limit;
  });
}

Point corner(std::size_t number) {
  Point point;
  for (std::size_t j = 0; j < 3; ++j) point[j] = (number >> j & 1U) != 0 ? 127 : -128;
  return point;
}

// The corners of the part of the box where the function lies in all half spaces.
std::vector<Point> corners(const Affine& function, const std::vector<HalfSpace>& spaces) {
  std::vector<Point> points;
  for (std::size_t number = 0; number < 8; ++number) {
    const Point here = corner(number);
    const Rational value = value_at(function, here);
    if (contains(spaces, value)) points.push_back(here);
    for (std::size_t j = 0; j < 3; ++j) {
      if ((number >> j & 1U) != 0 || function.at[j] == 0) continue;
      for (const HalfSpace& space : spaces) {
        Point crossing = here;
        crossing[j] += (space.limit - value) / function.at[j];
        const bool on_edge = crossing[j] >= -128 && crossing[j] <= 127;
        if (on_edge && contains(spaces, space.limit)) points.push_back(crossing);
      }
    }
  }
  return points;
}

std::optional<Interval> extremes(const Affine& function, const std::vector<Point>& points) {
  std::optional<Interval> found;
  for (const Point& point : points) {
    const Rational value = value_at(function, point);
    if (!found) found = Interval{value, value};
    found->low = std::min(found->low, value);
    found->high = std::max(found->high, value);
  }
  return found;
}

}  // namespace

ErrorBound error_bound(const ExactChannel& exact, const LoweredChannel& channel) {
  const Affine x = exact_function(exact);
  const Affine z = unrounded_function(channel);
  const Rational per_step = channel.multiplier / power_of_two(channel.post_shift);
  const Interval pre = rounding_error(channel.pre_shift, pre_rounding(channel));
  const Interval post = rounding_error(channel.post_shift, channel.post_rounding);
  const Interval cut = cut_off(channel, z, pre);
  const Rational low = pre.low * per_step + post.low + cut.low;
  const Rational high = pre.high * per_step + post.high + cut.high;

  Affine difference = z;
  for (std::size_t j = 0; j < 3; ++j) difference.at[j] -= x.at[j];
  difference.constant -= x.constant;
  Rational least = 0;
  Rational greatest = 0;
  const HalfSpace at_most_127{127, true};
  const HalfSpace at_least_127{127, false};
  const HalfSpace at_most_minus_128{-128, true};
  const HalfSpace at_least_minus_128{-128, false};
  if (const auto inside = extremes(difference, corners(x, {at_least_minus_128, at_most_127}))) {
    least = std::min<Rational>(least, inside->low + low);
    greatest = std::max<Rational>(greatest, inside->high + high);
  }
  if (const auto above = extremes(z, corners(x, {at_least_127}))) {
    least = std::min<Rational>(least, above->low - 127 + low);
  }
  if (const auto below = extremes(z, corners(x, {at_most_minus_128}))) {
    greatest = std::max<Rational>(greatest, below->high + 128 + high);
  }
  least = std::max<Rational>(least, -255);
  greatest = std::min<Rational>(greatest, 255);
  return {std::max<Rational>(-least, greatest), least, greatest};
}

std::array<ErrorBound, 3> error_bounds(const Deployment& deployment, const LoweredOp& op) {
  std::array<ErrorBound, 3> bounds;
  for (std::size_t c = 0; c < 3; ++c) {
    bounds[c] = error_bound(exact_channel(deployment, c), op[c]);
  }
  return bounds;
}

}  // namespace swingproof
