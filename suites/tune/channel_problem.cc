// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/tune/channel_problem.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "deployment/input_error.h"
#include "deployment/nearest_name.h"

namespace swingproof {
namespace {

// Sums over the inputs of a set, cut where the clamp begins and ends.
struct PointSums {
  std::int64_t below = 0;
  std::int64_t unclamped = 0;
  std::int64_t above = 0;
  Integer points;   // of M, where it is not clamped
  Integer squares;  // of M^2
};

void add_run(const ExactChannel& exact, int u, int v, LumaRun run, PointSums& sums) {
  const auto place = [&](std::int64_t point) {
    return std::clamp<int>(luma_values_below(exact.lattice, u, v, point), run.begin, run.end);
  };
  const int first = place(exact.first_unclamped);
  const int end = place(exact.end_unclamped);
  sums.below += first - run.begin;
  sums.above += run.end - end;
  if (first == end) return;
  const std::int64_t n = end - first;
  sums.unclamped += n;
  const Integer start = lattice_point(exact.lattice, first - 128, u, v);
  const Integer step = exact.lattice.y;
  const Integer places = n * (n - 1) / 2;
  const Integer place_squares = (n - 1) * n * (2 * n - 1) / 6;
  sums.points += n * start + step * places;
  sums.squares += n * start * start + 2 * start * step * places + step * step * place_squares;
}

}  // namespace

double double_at_most(const Rational& number) {
  double result = number.convert_to<double>();
  while (Rational(result) > number) result = std::nextafter(result, -HUGE_VAL);
  return result;
}

const Rational& ChannelMeasures::of(Objective objective) const {
  switch (objective) {
    case Objective::max:
      return max;
    case Objective::rms:
      return square;
    case Objective::mismatch:
      return mismatch;
  }
  return max;
}

ChannelProblem channel_problem(const Deployment& deployment, std::size_t c,
                               const InputSet& inputs) {
  ChannelProblem problem;
  problem.deployment = deployment;
  problem.c = c;
  problem.exact = exact_channel(deployment, c);
  problem.inputs = &inputs;
  if (problem.exact.lattice.u == 0) problem.free_chroma = FreeChroma::u;
  if (problem.exact.lattice.v == 0) problem.free_chroma = FreeChroma::v;
  if (problem.free_chroma) problem.plane = project(inputs, *problem.free_chroma);

  PointSums sums;
  for (int u = -128; u < 128; ++u) {
    for (int v = -128; v < 128; ++v) {
      const LumaRun run = inputs[chroma_index(u, v)];
      if (run.begin < run.end) add_run(problem.exact, u, v, run, sums);
    }
  }
  const Integer& factor = problem.exact.point_factor;
  const Integer& origin = problem.exact.origin;
  const Integer& denominator = problem.exact.denominator;
  problem.count = static_cast<std::uint64_t>(sums.below + sums.unclamped + sums.above);
  problem.sum = Rational(factor * sums.points - origin * sums.unclamped, denominator) -
                128 * sums.below + 127 * sums.above;
  const Integer squares = factor * factor * sums.squares - 2 * factor * origin * sums.points +
                          origin * origin * sums.unclamped;
  problem.sum_of_squares = Rational(squares, denominator * denominator) +
                           Rational(16384 * sums.below + 16129 * sums.above);
  return problem;
}

}  // namespace swingproof
