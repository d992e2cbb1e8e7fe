// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Properties of oracle/exact_channel.h, the exact op in machine integers, against
// oracle/ideal_op.h, the exact op in rationals.

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cstdint>
#include <cstdlib>

#include "oracle/exact_channel.h"
#include "oracle/exact_map.h"
#include "oracle/ideal_op.h"
#include "suites/properties/arbitrary_deployment.h"
#include "suites/properties/uniform.h"

namespace swingproof {
namespace {

// Thresholds that no input reaches are saturated there.
bool is_saturated(std::int64_t threshold) { return std::abs(threshold) == std::int64_t{1} << 62; }

// The exact x of a lattice point, not through ExactChannel.
Rational rational_value(const Deployment& deployment, std::size_t c, std::int64_t point) {
  const Rational grey_level(point, exact_channel(deployment, c).lattice.steps_per_grey_level);
  return ideal_value(deployment, {grey_level, grey_level, grey_level}, c);
}

RC_GTEST_PROP(CodeThresholds, LatticePointOfAnyInputIsItsExactValue, ()) {
  const Deployment deployment = *arbitrary_deployment();
  for (std::size_t c = 0; c < 3; ++c) {
    const ExactChannel channel = exact_channel(deployment, c);
    for (int i = 0; i < 20; ++i) {
      const CenteredYuv yuv{*any_int8(), *any_int8(), *any_int8()};
      const std::int64_t point = lattice_point(channel.lattice, yuv.y, yuv.u, yuv.v);
      RC_ASSERT(exact_value(channel, point) == ideal_values(deployment, yuv)[c]);
      RC_ASSERT(exact_code(channel, point) == ideal_codes(deployment, yuv)[c]);
    }
  }
}

RC_GTEST_PROP(CodeThresholds, CodeIsIdealAtBelowAndAboveEveryThreshold, ()) {
  const Deployment deployment = *arbitrary_deployment();
  const std::size_t c = *any_channel();
  const ExactChannel channel = exact_channel(deployment, c);
  for (int code = -127; code <= 127; ++code) {
    const std::int64_t threshold = channel.code_thresholds[static_cast<std::size_t>(code + 127)];
    if (is_saturated(threshold)) continue;
    for (const int step : {-1, 0, 1}) {
      const Rational x = rational_value(deployment, c, threshold + step);
      RC_ASSERT(exact_code(channel, threshold + step) == ideal_code(x, deployment.rounding));
    }
    RC_ASSERT(exact_code(channel, threshold) >= code);
    RC_ASSERT(exact_code(channel, threshold - 1) < code);
  }
}

RC_GTEST_PROP(CodeThresholds, ClampBeginsExactlyWhereItIsSaidTo, ()) {
  const Deployment deployment = *arbitrary_deployment();
  const std::size_t c = *any_channel();
  const ExactChannel channel = exact_channel(deployment, c);
  if (!is_saturated(channel.first_unclamped)) {
    RC_ASSERT(rational_value(deployment, c, channel.first_unclamped) >= -128);
    RC_ASSERT(rational_value(deployment, c, channel.first_unclamped - 1) < -128);
  }
  if (!is_saturated(channel.end_unclamped)) {
    RC_ASSERT(rational_value(deployment, c, channel.end_unclamped) > 127);
    RC_ASSERT(rational_value(deployment, c, channel.end_unclamped - 1) <= 127);
  }
}

RC_GTEST_PROP(CodeThresholds, LumaValuesBelowCountsTheLatticePointsBelow, ()) {
  const GreyLattice lattice =
      grey_lattice(*rc::gen::element(bt601_full, bt601_studio),
                   *rc::gen::element(Channel::red, Channel::green, Channel::blue));
  const int u = *any_int8();
  const int v = *any_int8();
  // On a lattice point of the row, next to one, and anywhere.
  const std::int64_t on_row = lattice_point(lattice, *any_int8(), u, v);
  const std::int64_t least = *rc::gen::oneOf(
      rc::gen::element(on_row - 1, on_row, on_row + 1),
      uniform(-(std::int64_t{1} << 62), std::int64_t{1} << 62),
      uniform(-400 * lattice.steps_per_grey_level, 400 * lattice.steps_per_grey_level));
  int below = 0;
  for (int y = -128; y < 128; ++y) below += lattice_point(lattice, y, u, v) < least ? 1 : 0;
  RC_ASSERT(luma_values_below(lattice, u, v, least) == below);
}

}  // namespace
}  // namespace swingproof
