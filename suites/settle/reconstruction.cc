// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/settle/reconstruction.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace swingproof {
namespace {

// How far a code may be from its exact value: see ChannelReconstruction.
const Rational code_error = 2;

struct AxisPoint {
  int at = 0;
  int code = 0;
};

// A point whose code is neither the least nor the greatest of all: nothing has saturated there, as
// the code rises with the accumulator.
using AxisPoints = std::array<std::vector<AxisPoint>, 3>;

AxisPoints unsaturated_axis_points(const YuvPlanes& pixels, std::span<const std::int8_t> codes) {
  AxisPoints points;
  if (codes.empty()) return points;
  const auto [least, greatest] = std::ranges::minmax(codes);
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (codes[i] == least || codes[i] == greatest) continue;
    const std::array<int, 3> yuv = {pixels.y[i], pixels.u[i], pixels.v[i]};
    for (std::size_t axis = 0; axis < 3; ++axis) {
      if (yuv[(axis + 1) % 3] == 0 && yuv[(axis + 2) % 3] == 0) {
        points[axis].push_back({yuv[axis], codes[i]});
      }
    }
  }
  return points;
}

void narrow(std::optional<RationalInterval>& interval, const Rational& middle,
            const Rational& reach) {
  const RationalInterval found = {middle - reach, middle + reach};
  if (!interval) {
    interval = found;
    return;
  }
  interval->least = std::max(interval->least, found.least);
  interval->greatest = std::min(interval->greatest, found.greatest);
}

// A line passes within the error of every point: each two of them bound its slope and its height at
// 0, and all pairs together are all that can be said of the slope.
void narrow_by_line(const std::vector<AxisPoint>& points, std::optional<RationalInterval>& slope,
                    std::optional<RationalInterval>& at_zero) {
  for (const AxisPoint& one : points) {
    if (one.at == 0) narrow(at_zero, one.code, code_error);
    for (const AxisPoint& other : points) {
      if (other.at <= one.at) continue;
      const Rational run = other.at - one.at;
      narrow(slope, (other.code - one.code) / run, 2 * code_error / run);
      const int rest = other.at * one.code - one.at * other.code;
      narrow(at_zero, rest / run, code_error * (std::abs(one.at) + std::abs(other.at)) / run);
    }
  }
}

bool is_empty(const RationalInterval& interval) { return interval.least > interval.greatest; }

Integer floor_of(const Rational& number) {
  Integer quotient = numerator(number) / denominator(number);  // truncated
  if (Rational(quotient) > number) --quotient;
  return quotient;
}

// number / weight, where the ratio is not below 0; weight is not 0.
RationalInterval ratio_of(const RationalInterval& number, int weight) {
  RationalInterval ratio = {number.least / weight, number.greatest / weight};
  if (weight < 0) std::swap(ratio.least, ratio.greatest);
  ratio.least = std::max(ratio.least, Rational(0));
  return ratio;
}

// The integers that, times a ratio in this interval above 0, can be in that one.
IntegerInterval integers_of(const RationalInterval& number, const RationalInterval& ratio) {
  const Rational least = std::min(number.least / ratio.least, number.least / ratio.greatest);
  const Rational greatest =
      std::max(number.greatest / ratio.least, number.greatest / ratio.greatest);
  return {-floor_of(-least), floor_of(greatest)};
}

void include(std::optional<IntegerInterval>& hull, const IntegerInterval& interval) {
  if (!hull) {
    hull = interval;
    return;
  }
  hull->least = std::min(hull->least, interval.least);
  hull->greatest = std::max(hull->greatest, interval.greatest);
}

void include(std::optional<LinearPart>& hull, const LinearPart& part) {
  if (!hull) {
    hull = part;
    return;
  }
  std::optional<IntegerInterval> bias = hull->bias;
  include(bias, part.bias);
  hull->bias = *bias;
  hull->ratio.least = std::min(hull->ratio.least, part.ratio.least);
  hull->ratio.greatest = std::max(hull->ratio.greatest, part.ratio.greatest);
}

// The axis whose weight is surely not 0, and best known; none if there is no such axis.
std::optional<std::size_t> steepest_axis(const ChannelReconstruction& found) {
  std::optional<std::size_t> steepest;
  Rational best = 0;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const auto& slope = found.per_step[axis];
    if (!slope) continue;
    const Rational away = std::max(slope->least, Rational(-slope->greatest));
    if (away <= best) continue;
    best = away;
    steepest = axis;
  }
  return steepest;
}

// Adds what fits if the weight of the steepest axis is this one.
void include_weight(std::size_t axis, int weight, ChannelReconstruction& found) {
  const RationalInterval ratio = ratio_of(*found.per_step[axis], weight);
  if (ratio.greatest <= 0 || ratio.least <= 0 || is_empty(ratio)) return;
  std::array<IntegerInterval, 3> weights;
  for (std::size_t other = 0; other < 3; ++other) {
    if (other == axis) {
      weights[other] = {weight, weight};
      continue;
    }
    if (!found.per_step[other]) {
      weights[other] = {-128, 127};
      continue;
    }
    weights[other] = integers_of(*found.per_step[other], ratio);
    weights[other].least = std::max(weights[other].least, Integer(-128));
    weights[other].greatest = std::min(weights[other].greatest, Integer(127));
    if (weights[other].least > weights[other].greatest) return;
  }
  for (std::size_t other = 0; other < 3; ++other) include(found.weights[other], weights[other]);
  if (found.at_zero) include(found.linear, {integers_of(*found.at_zero, ratio), ratio});
}

std::optional<LinearPart> with_weights(const ChannelReconstruction& found,
                                       const std::array<std::int32_t, 3>& weights) {
  std::optional<RationalInterval> ratio;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const auto& slope = found.per_step[axis];
    if (!slope) continue;
    if (weights[axis] == 0) {
      if (slope->least > 0 || slope->greatest < 0) return {};
      continue;
    }
    const RationalInterval of_axis = ratio_of(*slope, weights[axis]);
    if (!ratio) ratio = of_axis;
    ratio->least = std::max(ratio->least, of_axis.least);
    ratio->greatest = std::min(ratio->greatest, of_axis.greatest);
  }
  if (!ratio || !found.at_zero || ratio->least <= 0 || is_empty(*ratio)) return {};
  return LinearPart{integers_of(*found.at_zero, *ratio), *ratio};
}

}  // namespace

ChannelReconstruction reconstruct(const YuvPlanes& pixels, std::span<const std::int8_t> codes,
                                  const std::array<std::int32_t, 3>& expected_weights) {
  ChannelReconstruction found;
  const AxisPoints points = unsaturated_axis_points(pixels, codes);
  for (std::size_t axis = 0; axis < 3; ++axis) {
    narrow_by_line(points[axis], found.per_step[axis], found.at_zero);
  }
  // Of another form than the one above: nothing is said.
  for (const auto& slope : found.per_step) {
    if (slope && is_empty(*slope)) return {};
  }
  if (found.at_zero && is_empty(*found.at_zero)) return {};
  if (const auto axis = steepest_axis(found)) {
    const bool is_rising = found.per_step[*axis]->least > 0;
    for (int weight = 1; weight <= (is_rising ? 127 : 128); ++weight) {
      include_weight(*axis, is_rising ? weight : -weight, found);
    }
  }
  found.with_expected_weights = with_weights(found, expected_weights);
  return found;
}

}  // namespace swingproof
