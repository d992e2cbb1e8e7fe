// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Properties of suites/sweep/: every figure of the exhaustive sweep against one plain loop over the
// cube (plain_statistics.h).

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <array>
#include <cstdint>
#include <memory>
#include <ostream>
#include <vector>

#include "fixedpoint/bpu_model.h"
#include "oracle/exact_channel.h"
#include "suites/properties/arbitrary_capture.h"
#include "suites/properties/arbitrary_deployment.h"
#include "suites/properties/costly_property.h"
#include "suites/properties/plain_statistics.h"
#include "suites/sweep/cube_channel.h"
#include "suites/sweep/plane_channel.h"
#include "suites/sweep/sweep.h"

namespace swingproof {
namespace {

void require_equal(const ErrorMeasures& measures, const ErrorMeasures& expected) {
  RC_ASSERT(measures.inputs == expected.inputs);
  RC_ASSERT(measures.max_abs_error == expected.max_abs_error);
  RC_ASSERT(cube_index(measures.max_at) == cube_index(expected.max_at));
  RC_ASSERT(measures.sum_error == expected.sum_error);
  RC_ASSERT(measures.sum_squared_error == expected.sum_squared_error);
  RC_ASSERT(measures.code_difference == expected.code_difference);
}

// Whether the plain loop's integers are wide enough.
bool fits_plain_arithmetic(const Deployment& deployment) {
  for (std::size_t c = 0; c < 3; ++c) {
    if (plain_value(deployment, c).denominator == 0) return false;
  }
  return true;
}

rc::Gen<Deployment> deployment_for_plain_statistics() {
  return rc::gen::suchThat(arbitrary_deployment(), fits_plain_arithmetic);
}

TEST(SweepStatistics, EqualThoseOfAPlainLoop) {
  check_costly_property(3, [] {
    const Deployment deployment = *deployment_for_plain_statistics();
    const LoweredOp op = lower(deployment, Datapath{});
    const SweepSets sets = sweep_sets(deployment.matrix);
    const std::array<ChannelErrors, 3> errors = sweep(deployment, op, sets);
    std::vector<Membership> memberships = {[](CenteredYuv) { return true; },
                                           plain_in_gamut(deployment.matrix)};
    if (deployment.matrix.swing == Swing::studio) memberships.emplace_back(plain_legal);
    for (std::size_t c = 0; c < 3; ++c) {
      RC_LOG() << "channel " << c << "\n";
      const std::vector<ErrorMeasures> expected = plain_statistics(
          plain_value(deployment, c), deployment.rounding,
          [&](CenteredYuv yuv) { return fixed_code(op[c], yuv); }, memberships);
      RC_ASSERT(errors[c].channel == output_channels(deployment.op)[c]);
      require_equal(errors[c].all_inputs, expected[0]);
      require_equal(errors[c].in_gamut, expected[1]);
      RC_ASSERT(errors[c].legal.has_value() == (expected.size() == 3));
      if (errors[c].legal) require_equal(*errors[c].legal, expected[2]);
    }
  });
}

TEST(SweepStatistics, EqualThoseOfAPlainLoopForAnyCodesAndSets) {
  check_costly_property(5, [] {
    const Deployment deployment = *deployment_for_plain_statistics();
    const std::size_t c = *any_channel();
    const ExactChannel channel = exact_channel(deployment, c);
    const Capture capture = any_capture(channel);
    const InputSet set = any_input_set();
    const std::array<const InputSet*, 1> sets = {&set};
    const std::vector<ErrorMeasures> measures = measure_cube(channel, code_source(capture), sets);
    const std::vector<ErrorMeasures> expected =
        plain_statistics(plain_value(deployment, c), deployment.rounding, capture,
                         {[&](CenteredYuv yuv) { return contains(set, yuv); }});
    require_equal(measures.at(0), expected.at(0));
  });
}

// Red does not depend on U, blue not on V: codes that do not either.
TEST(SweepStatistics, OfAPlaneEqualThoseOfItsCube) {
  check_costly_property(10, [] {
    const Deployment deployment = *arbitrary_deployment();
    const std::size_t c = *rc::gen::element<std::size_t>(0, 2);
    const bool is_red = output_channels(deployment.op).at(c) == Channel::red;
    const FreeChroma free = is_red ? FreeChroma::u : FreeChroma::v;
    const ExactChannel channel = exact_channel(deployment, c);
    const Capture any = any_capture(channel);
    const Capture capture = [&](CenteredYuv yuv) {
      (is_red ? yuv.u : yuv.v) = 0;
      return any(yuv);
    };
    const FilledRows cube_codes = code_source(capture);
    const PlaneCodeSource plane_codes = [&](int chroma, std::span<std::int8_t, 256> codes) {
      CodeRow row;
      std::copy_n(cube_codes.row(is_red ? 0 : chroma, is_red ? chroma : 0, row), 256,
                  codes.begin());
    };
    const std::array<InputSet, 3> sets = {all_inputs(), in_gamut(deployment.matrix),
                                          any_input_set()};
    std::vector<const InputSet*> cube_sets;
    std::vector<std::unique_ptr<const PlaneSet>> projections;
    std::vector<const PlaneSet*> plane_sets;
    for (const InputSet& set : sets) {
      cube_sets.push_back(&set);
      projections.push_back(project(set, free));
      plane_sets.push_back(projections.back().get());
    }
    const auto of_cube = measure_cube(channel, cube_codes, cube_sets);
    const auto of_plane = measure_plane(channel, free, plane_codes, plane_sets);
    for (std::size_t s = 0; s < sets.size(); ++s) require_equal(of_plane.at(s), of_cube.at(s));
  });
}

// What two measures say together of the union of their sets, which share no input.
ErrorMeasures sum_of(const ErrorMeasures& a, const ErrorMeasures& b) {
  ErrorMeasures sum = a;
  sum.inputs += b.inputs;
  sum.sum_error += b.sum_error;
  sum.sum_squared_error += b.sum_squared_error;
  for (const auto& [difference, times] : b.code_difference)
    sum.code_difference.add(difference, times);
  const bool b_is_first = cube_index(b.max_at) < cube_index(a.max_at);
  const bool b_has_maximum =
      b.max_abs_error > a.max_abs_error || (b.max_abs_error == a.max_abs_error && b_is_first);
  if (a.inputs == 0 || (b.inputs > 0 && b_has_maximum)) {
    sum.max_abs_error = b.max_abs_error;
    sum.max_at = b.max_at;
  }
  return sum;
}

// A set in parts: each of its runs is cut at random places, so that parts have any shape.
std::vector<InputSet> any_partition(const InputSet& whole, std::size_t parts) {
  std::vector<InputSet> partition(parts, whole);
  std::mt19937 random = any_random_engine();
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::uint16_t begin = whole[i].begin;
    for (std::size_t part = 0; part < parts; ++part) {
      const auto rest = static_cast<unsigned>(whole[i].end - begin);
      const auto end = part + 1 == parts
                           ? whole[i].end
                           : static_cast<std::uint16_t>(begin + random() % (rest + 1));
      partition[part][i] = {begin, end};
      begin = end;
    }
  }
  return partition;
}

TEST(SweepStatistics, OfThePartsOfASetAddUp) {
  check_costly_property(10, [] {
    const Deployment deployment = *arbitrary_deployment();
    const ExactChannel channel = exact_channel(deployment, *any_channel());
    const FilledRows codes = code_source(any_capture(channel));
    const InputSet whole = *rc::gen::arbitrary<bool>() ? all_inputs() : any_input_set();
    const std::vector<InputSet> parts = any_partition(whole, *uniform<std::size_t>(2, 5));
    std::vector<const InputSet*> sets = {&whole};
    for (const InputSet& part : parts) sets.push_back(&part);
    const auto measures = measure_cube(channel, codes, sets);
    ErrorMeasures sum = measures.at(1);
    for (std::size_t part = 2; part < measures.size(); ++part) {
      sum = sum_of(sum, measures[part]);
    }
    require_equal(sum, measures.at(0));
  });
}

}  // namespace
}  // namespace swingproof
