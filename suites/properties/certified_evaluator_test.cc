// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Properties of oracle/ideal_row.h, the certified fast evaluator, against oracle/ideal_op.h: on
// every SIMD target it must agree with rational arithmetic, above all where its bound leaves a code
// open.

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "oracle/exact_channel.h"
#include "oracle/ideal_op.h"
#include "oracle/ideal_row.h"
#include "suites/properties/arbitrary_deployment.h"
#include "suites/properties/costly_property.h"
#include "suites/properties/simd_targets.h"
#include "suites/properties/uniform.h"

namespace swingproof {
namespace {

// x of 256 inputs by rational arithmetic.
std::vector<Rational> rational_row(const Deployment& deployment, std::size_t c, int u, int v) {
  std::vector<Rational> row;
  for (int y = -128; y < 128; ++y) {
    const CenteredYuv yuv{static_cast<std::int8_t>(y), static_cast<std::int8_t>(u),
                          static_cast<std::int8_t>(v)};
    row.push_back(ideal_values(deployment, yuv)[c]);
  }
  return row;
}

// Codes equal to the rational ones, and value <= 2^F x < value + value_slack, both sides clamped to
// the range of a code: that is what errors are measured by.
void require_certified(const IdealRow& row, const std::vector<Rational>& exact, int fraction_bits,
                       Rounding rounding) {
  const std::int32_t one = std::int32_t{1} << fraction_bits;
  for (std::size_t i = 0; i < 256; ++i) {
    RC_ASSERT(row.code[i] == ideal_code(exact[i], rounding));
    const Rational clamped = clamp_to_code_range(exact[i]) * one;
    const std::int32_t value = std::clamp(row.value[i], -128 * one, 127 * one);
    RC_ASSERT(Rational(value) <= clamped);
    RC_ASSERT(clamped < Rational(value) + value_slack);
  }
}

void require_certified_on_every_target(const Deployment& deployment, std::size_t c, int u, int v,
                                       const IdealRows& rows) {
  const std::vector<Rational> exact = rational_row(deployment, c, u, v);
  for (const std::int64_t target : simd_targets()) {
    const OnSimdTarget on_target(target);
    IdealRow row;
    rows.evaluate(u, v, row);
    RC_LOG() << on_target.name() << ", channel " << c << ", U " << u << ", V " << v << "\n";
    require_certified(row, exact, rows.fraction_bits(), deployment.rounding);
  }
}

// The inputs of the cube whose lattice points are nearest to a wanted one: the last one below it
// and the first one at or above it.
struct Neighbours {
  std::optional<CenteredYuv> below;
  std::optional<CenteredYuv> above;
};

std::int64_t floor_division(std::int64_t dividend, std::int64_t divisor) {
  const std::int64_t quotient = dividend / divisor;
  return quotient * divisor > dividend ? quotient - 1 : quotient;
}

// For each U and V the equation M = wanted is solved for Y.
Neighbours neighbours_of(const GreyLattice& lattice, std::int64_t wanted) {
  Neighbours found;
  std::int64_t distance_below = std::numeric_limits<std::int64_t>::max();
  std::int64_t distance_above = std::numeric_limits<std::int64_t>::max();
  const auto keep_nearer = [&](std::int64_t y, int u, int v, std::int64_t& distance,
                               std::optional<CenteredYuv>& nearest) {
    if (y < -128 || y > 127) return;
    const std::int64_t point = lattice_point(lattice, static_cast<int>(y), u, v);
    const std::int64_t this_distance = std::max(point - wanted, wanted - point);
    if (this_distance >= distance) return;
    distance = this_distance;
    nearest = CenteredYuv{static_cast<std::int8_t>(y), static_cast<std::int8_t>(u),
                          static_cast<std::int8_t>(v)};
  };
  for (int u = -128; u < 128; ++u) {
    for (int v = -128; v < 128; ++v) {
      const std::int64_t y_above =
          floor_division(wanted - 1 - lattice_point(lattice, 0, u, v), lattice.y) + 1;
      keep_nearer(y_above - 1, u, v, distance_below, found.below);
      keep_nearer(y_above, u, v, distance_above, found.above);
    }
  }
  return found;
}

RC_GTEST_PROP(CertifiedEvaluator, EqualsRationalsOnRandomRows, ()) {
  const Deployment deployment = *arbitrary_deployment();
  const std::size_t c = *any_channel();
  const IdealRows rows(exact_channel(deployment, c));
  for (int i = 0; i < 3; ++i) {
    require_certified_on_every_target(deployment, c, *any_int8(), *any_int8(), rows);
  }
}

// A lattice point where a code changes or the clamp begins, if the cube comes near it.
std::int64_t any_critical_point(const ExactChannel& channel) {
  const std::size_t i = *uniform<std::size_t>(0, 256);
  if (i == 255) return channel.first_unclamped;
  if (i == 256) return channel.end_unclamped;
  return channel.code_thresholds[i];
}

bool is_near_the_cube(std::int64_t point) { return std::abs(point) < std::int64_t{1} << 46; }

TEST(CertifiedEvaluator, EqualsRationalsNextToThresholds) {
  check_costly_property(60, [] {
    const Deployment deployment = *arbitrary_deployment();
    const std::size_t c = *any_channel();
    const ExactChannel channel = exact_channel(deployment, c);
    const IdealRows rows(channel);
    const std::int64_t wanted = any_critical_point(channel);
    if (!is_near_the_cube(wanted)) return;
    const Neighbours neighbours = neighbours_of(channel.lattice, wanted);
    for (const std::optional<CenteredYuv>& yuv : {neighbours.below, neighbours.above}) {
      if (!yuv) continue;
      require_certified_on_every_target(deployment, c, yuv->u, yuv->v, rows);
    }
  });
}

// An input and how far its x is from a half: from the value at which the code changes.
struct NearTie {
  Rational distance;
  CenteredYuv yuv;
};

// The inputs of the whole cube nearest to each of a channel's 255 ties, nearest first: for each
// tie and each U and V the equation x = tie is solved for Y.
std::vector<NearTie> near_ties(const ExactChannel& channel) {
  std::vector<NearTie> found;
  for (int code = -127; code <= 127; ++code) {
    const std::int64_t threshold = channel.code_thresholds[static_cast<std::size_t>(code + 127)];
    if (!is_near_the_cube(threshold)) continue;
    const Rational tie = Rational(2 * code - 1, 2);
    const Neighbours neighbours = neighbours_of(channel.lattice, threshold);
    for (const std::optional<CenteredYuv>& yuv : {neighbours.below, neighbours.above}) {
      if (!yuv) continue;
      const Rational x =
          exact_value(channel, lattice_point(channel.lattice, yuv->y, yuv->u, yuv->v));
      found.push_back({abs(x - tie), *yuv});
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const NearTie& a, const NearTie& b) { return a.distance < b.distance; });
  return found;
}

// The hardest inputs that there are: exact ties, then those that miss one by the least.
TEST(CertifiedEvaluator, EqualsRationalsAtTheNearestTiesOfTheCube) {
  check_costly_property(10, [] {
    const Deployment deployment = *arbitrary_deployment();
    const std::size_t c = *any_channel();
    const ExactChannel channel = exact_channel(deployment, c);
    const IdealRows rows(channel);
    const std::vector<NearTie> ties = near_ties(channel);
    const auto first_miss =
        std::find_if(ties.begin(), ties.end(), [](const NearTie& tie) { return tie.distance > 0; });
    for (const auto first : {ties.begin(), first_miss}) {
      const auto count = std::min<std::ptrdiff_t>(3, ties.end() - first);
      for (auto tie = first; tie < first + count; ++tie) {
        RC_LOG() << "x is " << tie->distance << " from a tie\n";
        require_certified_on_every_target(deployment, c, tie->yuv.u, tie->yuv.v, rows);
      }
    }
  });
}

// Every input whose code the bound leaves open, over a whole cube with exact ties in every row: the
// evaluator's codes are those of the thresholds, which CodeThresholds checks against rationals.
TEST(CertifiedEvaluator, DecidesEveryTieOfWholeCubes) {
  check_costly_property(4, [] {
    const Deployment deployment = *deployment_with(many_tie_numbers());
    const ExactChannel channel = exact_channel(deployment, *any_channel());
    const IdealRows rows(channel);
    IdealRow row;
    for (int u = -128; u < 128; ++u) {
      for (int v = -128; v < 128; ++v) {
        rows.evaluate(u, v, row);
        for (int y = -128; y < 128; ++y) {
          const std::int64_t point = lattice_point(channel.lattice, y, u, v);
          if (row.code[static_cast<std::size_t>(y + 128)] == exact_code(channel, point)) continue;
          RC_LOG() << "Y " << y << ", U " << u << ", V " << v << "\n";
          RC_FAIL("the code is not the exact one");
        }
      }
    }
  });
}

// The bound at its tightest: where one step of Y is just at a limit of the number of fraction bits.
RC_GTEST_PROP(CertifiedEvaluator, KeepsItsBoundWhereFractionBitsChange, ()) {
  // A step of Y is 2^n LSB, slightly less or slightly more.
  const std::string mantissa = *rc::gen::element<std::string>("1", "1.000001", "0.ffffff");
  Deployment deployment;
  deployment.mean = parse_mean({*positive_text({0, 2})}, "mean");
  deployment.std = parse_std({"1"}, "std");
  deployment.q_scale =
      parse_scale("0x" + mantissa + "p" + std::to_string(*uniform(-16, 3)), "q_scale");
  const std::size_t c = *any_channel();
  const IdealRows rows(exact_channel(deployment, c));
  require_certified_on_every_target(deployment, c, *any_int8(), *any_int8(), rows);
}

}  // namespace
}  // namespace swingproof
