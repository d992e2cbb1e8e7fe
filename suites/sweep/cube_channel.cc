// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/sweep/cube_channel.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>

#include "oracle/ideal_row.h"
#include "suites/parallel_blocks.h"
#include "suites/sweep/row_tally.h"
#include "suites/sweep/worst_input.h"

namespace swingproof {
namespace {

// What is summed over one set of inputs.
struct SetTally {
  std::uint64_t inputs = 0;
  DifferenceHistogram differences;
  ErrorSums sums;
  std::int32_t greatest_error = 0;  // so far, as greatest_error gives it

  void add(const SetTally& other) {
    inputs += other.inputs;
    differences.add(other.differences);
    sums.add(other.sums);
    greatest_error = std::max(greatest_error, other.greatest_error);
  }
};

using Tallies = std::vector<SetTally>;

// The cube is cut along U: into a few blocks, as each has a part of its own, and fewer where little
// is left to do.
struct CubeBlocks {
  std::size_t count;

  int first_u(std::size_t block) const { return static_cast<int>(block * 256 / count) - 128; }
};
constexpr CubeBlocks tally_blocks{32};
constexpr CubeBlocks worst_blocks{4};

struct Cube {
  const IdealRows& ideal;
  const CodeSource& source;
  std::span<const InputSet* const> sets;
};

// An upper bound on the error of each row of each set in units of 2^-F LSB, the bound of
// greatest_error included; -1 where a run is empty.
using RowBounds = std::vector<std::vector<std::int32_t>>;

LumaRun intersection(LumaRun run, int begin, int end) {
  const int from = std::max<int>(run.begin, begin);
  const int to = std::max(from, std::min<int>(run.end, end));
  return LumaRun{static_cast<std::uint16_t>(from), static_cast<std::uint16_t>(to)};
}

// Adds the sums of a run whose x is clamped to limit.
void add_clamped(const CodeRow& codes, LumaRun run, int limit, ErrorSums& sums) {
  if (run.begin == run.end) return;
  const std::int64_t inputs = run.end - run.begin;
  const CodeSums part = sum_codes(codes, run);
  sums.clamped_errors += part.codes - limit * inputs;
  sums.clamped_squares +=
      part.squares - 2 * std::int64_t{limit} * part.codes + std::int64_t{limit} * limit * inputs;
}

// Adds the sums of a run whose x is not clamped. M = origin + step * i for place i in the row.
void add_unclamped(const CodeRow& codes, LumaRun run, std::int64_t origin, std::int64_t step,
                   ErrorSums& sums) {
  if (run.begin == run.end) return;
  const CodeSums part = sum_codes(codes, run);
  const auto sum_of_places = [](std::int64_t end) { return end * (end - 1) / 2; };
  const auto sum_of_squares = [](std::int64_t end) { return end * (end - 1) * (2 * end - 1) / 6; };
  const std::int64_t inputs = run.end - run.begin;
  const std::int64_t places = sum_of_places(run.end) - sum_of_places(run.begin);
  const std::int64_t squares = sum_of_squares(run.end) - sum_of_squares(run.begin);
  sums.unclamped_inputs += inputs;
  sums.codes += part.codes;
  sums.code_squares += part.squares;
  sums.points += Int128{origin} * inputs + Int128{step} * places;
  sums.point_squares += Int128{origin} * origin * inputs + 2 * Int128{origin} * step * places +
                        Int128{step} * step * squares;
  sums.code_points += Int128{origin} * part.codes + Int128{step} * part.codes_by_place;
}

// Bounds the greatest error of a row, given the greatest |code - ideal code| in it. That lies
// within 1/2 of |e|, so a row that cannot reach the greatest error so far need not be looked at
// closer.
std::int32_t bound_row_error(const Cube& cube, const CodeRow& codes, const IdealRow& ideal,
                             LumaRun run, int greatest_difference, SetTally& tally) {
  const int fraction_bits = cube.ideal.fraction_bits();
  const std::int32_t half = 1 << (fraction_bits - 1);
  const std::int32_t bound = 2 * half * greatest_difference + half;
  if (bound < tally.greatest_error - value_slack) return bound;
  const std::int32_t error = greatest_error(codes, ideal, fraction_bits, run);
  tally.greatest_error = std::max(tally.greatest_error, error);
  return error + value_slack;
}

void tally_row(const Cube& cube, int u, int v, Tallies& tallies, RowBounds& bounds) {
  CodeRow codes;
  IdealRow ideal;
  cube.source(u, v, std::span<std::int8_t, 256>(codes.code.data(), 256));
  cube.ideal.evaluate(u, v, ideal);
  const ExactChannel& channel = cube.ideal.channel();
  const int first = luma_values_below(channel.lattice, u, v, channel.first_unclamped);
  const int end = luma_values_below(channel.lattice, u, v, channel.end_unclamped);
  const std::int64_t origin = lattice_point(channel.lattice, -128, u, v);
  for (std::size_t s = 0; s < cube.sets.size(); ++s) {
    const LumaRun run = (*cube.sets[s])[chroma_index(u, v)];
    if (run.begin == run.end) continue;
    SetTally& tally = tallies[s];
    tally.inputs += run.end - run.begin;
    const int greatest_difference =
        tally_differences(codes, ideal.code.data(), run, tally.differences);
    add_clamped(codes, intersection(run, 0, first), -128, tally.sums);
    add_unclamped(codes, intersection(run, first, end), origin, channel.lattice.y, tally.sums);
    add_clamped(codes, intersection(run, end, 256), 127, tally.sums);
    bounds[s][chroma_index(u, v)] =
        bound_row_error(cube, codes, ideal, run, greatest_difference, tally);
  }
}

Tallies tally_cube(const Cube& cube, RowBounds& bounds) {
  const auto tally_block = [&](std::size_t block, Tallies& tallies) {
    for (int u = tally_blocks.first_u(block); u < tally_blocks.first_u(block + 1); ++u) {
      for (int v = -128; v < 128; ++v) tally_row(cube, u, v, tallies, bounds);
    }
  };
  const auto add = [](Tallies& sum, const Tallies& part) {
    for (std::size_t s = 0; s < sum.size(); ++s) sum[s].add(part[s]);
  };
  return sum_of_blocks(tally_blocks.count, Tallies(cube.sets.size()), tally_block, add);
}

// Considers the inputs of one row whose error may be the greatest.
void consider_row(const Cube& cube, int u, int v, LumaRun run, std::int32_t least_error,
                  WorstInput& worst) {
  CodeRow codes;
  IdealRow ideal;
  cube.source(u, v, std::span<std::int8_t, 256>(codes.code.data(), 256));
  cube.ideal.evaluate(u, v, ideal);
  const std::int32_t one = 1 << cube.ideal.fraction_bits();
  for (int i = run.begin; i < run.end; ++i) {
    const auto place = static_cast<std::size_t>(i);
    const std::int32_t value = std::clamp(ideal.value[place], -128 * one, 127 * one);
    if (std::abs(codes.code[place] * one - value) < least_error) continue;
    const int y = i - 128;
    const CenteredYuv yuv{static_cast<std::int8_t>(y), static_cast<std::int8_t>(u),
                          static_cast<std::int8_t>(v)};
    worst.consider(codes.code[place], lattice_point(cube.ideal.channel().lattice, y, u, v),
                   cube_index(yuv));
  }
}

// The exact maximum over a set. The greatest exact error is at least the greatest fixed-point one
// less its slack, and the input that has it is at most another slack below that in fixed point.
WorstInput::Result worst_in_set(const Cube& cube, const InputSet& set,
                                const std::vector<std::int32_t>& row_bounds,
                                std::int32_t greatest_fixed_error) {
  const ExactChannel& channel = cube.ideal.channel();
  const std::int32_t least_exact_error = greatest_fixed_error - value_slack;
  const auto consider_block = [&](std::size_t block, WorstInput& worst) {
    for (int u = worst_blocks.first_u(block); u < worst_blocks.first_u(block + 1); ++u) {
      for (int v = -128; v < 128; ++v) {
        const std::size_t row = chroma_index(u, v);
        if (row_bounds[row] < std::max(least_exact_error, 0)) continue;
        consider_row(cube, u, v, set[row], least_exact_error - value_slack, worst);
      }
    }
  };
  const auto add = [](WorstInput& sum, const WorstInput& part) { sum.add(part); };
  return sum_of_blocks(worst_blocks.count, WorstInput(channel), consider_block, add)
      .result(channel);
}

}  // namespace

std::vector<ErrorMeasures> measure_cube(const ExactChannel& channel, const CodeSource& source,
                                        std::span<const InputSet* const> sets) {
  const IdealRows ideal(channel);
  const Cube cube{ideal, source, sets};
  RowBounds bounds(sets.size(), std::vector<std::int32_t>(65536, -1));
  const Tallies tallies = tally_cube(cube, bounds);
  std::vector<ErrorMeasures> measures(sets.size());
  for (std::size_t s = 0; s < sets.size(); ++s) {
    const WorstInput::Result worst =
        worst_in_set(cube, *sets[s], bounds[s], tallies[s].greatest_error);
    measures[s] = ErrorMeasures{tallies[s].inputs,
                                worst.max_abs_error,
                                centered_yuv_at(worst.place),
                                sum_error(tallies[s].sums, channel),
                                sum_squared_error(tallies[s].sums, channel),
                                tallies[s].differences.occurred()};
  }
  return measures;
}

}  // namespace swingproof
