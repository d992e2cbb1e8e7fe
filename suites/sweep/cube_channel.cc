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

RowSums row_sums(const CodeSums& codes, LumaRun run) {
  const auto sum_of_places = [](std::int64_t end) { return end * (end - 1) / 2; };
  const auto sum_of_squares = [](std::int64_t end) { return end * (end - 1) * (2 * end - 1) / 6; };
  return RowSums{.inputs = run.end - run.begin,
                 .places = sum_of_places(run.end) - sum_of_places(run.begin),
                 .place_squares = sum_of_squares(run.end) - sum_of_squares(run.begin),
                 .codes = codes.codes,
                 .code_squares = codes.squares,
                 .codes_by_place = codes.codes_by_place};
}

// One row of luma: its codes and its exact values.
struct CubeRow {
  int u = 0;
  int v = 0;
  const std::int8_t* codes = nullptr;
  IdealRow ideal;
  int first_unclamped = 0;  // the places from here to end_unclamped have an x that is not clamped
  int end_unclamped = 0;
  CodeRow scratch;  // where the codes may be
};

void load_row(const Cube& cube, int u, int v, CubeRow& row) {
  const ExactChannel& channel = cube.ideal.channel();
  row.u = u;
  row.v = v;
  row.codes = cube.source.row(u, v, row.scratch);
  cube.ideal.evaluate(u, v, row.ideal);
  row.first_unclamped = luma_values_below(channel.lattice, u, v, channel.first_unclamped);
  row.end_unclamped = luma_values_below(channel.lattice, u, v, channel.end_unclamped);
}

// Adds the sums of one run, cut where the clamp begins and ends.
void add_sums(const Cube& cube, const CubeRow& row, LumaRun run, ErrorSums& sums) {
  const auto sums_of = [&](LumaRun part) {
    return row_sums(cube.source.sums(row.codes, part), part);
  };
  const LumaRun below = intersection(run, 0, row.first_unclamped);
  const LumaRun unclamped = intersection(run, row.first_unclamped, row.end_unclamped);
  const LumaRun above = intersection(run, row.end_unclamped, 256);
  if (below.begin != below.end) add_clamped(sums_of(below), -128, sums);
  if (above.begin != above.end) add_clamped(sums_of(above), 127, sums);
  if (unclamped.begin != unclamped.end) {
    const GreyLattice& lattice = cube.ideal.channel().lattice;
    add_unclamped(sums_of(unclamped), lattice_point(lattice, -128, row.u, row.v), lattice.y, sums);
  }
}

// Bounds the greatest error of a row, given the greatest |code - ideal code| in it. That lies
// within 1/2 of |e|, so a row that cannot reach the greatest error so far need not be looked at
// closer.
std::int32_t bound_row_error(const Cube& cube, const CubeRow& row, LumaRun run,
                             int greatest_difference, SetTally& tally) {
  const int fraction_bits = cube.ideal.fraction_bits();
  const std::int32_t half = 1 << (fraction_bits - 1);
  const std::int32_t bound = 2 * half * greatest_difference + half;
  if (bound < tally.greatest_error - value_slack) return bound;
  const std::int32_t error = greatest_error(row.codes, row.ideal, fraction_bits, run);
  tally.greatest_error = std::max(tally.greatest_error, error);
  return error + value_slack;
}

// Room for one row's tallies, reused from row to row.
using DifferenceTallies = std::vector<DifferenceTally>;

void tally_row(const Cube& cube, const CubeRow& row, DifferenceTallies& differences,
               Tallies& tallies, RowBounds& bounds) {
  const std::size_t index = chroma_index(row.u, row.v);
  for (std::size_t s = 0; s < cube.sets.size(); ++s) {
    differences[s] = DifferenceTally{(*cube.sets[s])[index], &tallies[s].differences};
  }
  tally_differences(row.codes, row.ideal.code.data(), differences);
  for (std::size_t s = 0; s < cube.sets.size(); ++s) {
    const LumaRun run = differences[s].run;
    if (run.begin == run.end) continue;
    SetTally& tally = tallies[s];
    tally.inputs += run.end - run.begin;
    add_sums(cube, row, run, tally.sums);
    bounds[s][index] = bound_row_error(cube, row, run, differences[s].greatest_size, tally);
  }
}

Tallies tally_cube(const Cube& cube, RowBounds& bounds) {
  const auto tally_block = [&](std::size_t block, Tallies& tallies) {
    CubeRow row;
    DifferenceTallies differences(cube.sets.size());
    for (int u = tally_blocks.first_u(block); u < tally_blocks.first_u(block + 1); ++u) {
      for (int v = -128; v < 128; ++v) {
        load_row(cube, u, v, row);
        tally_row(cube, row, differences, tallies, bounds);
      }
    }
  };
  const auto add = [](Tallies& sum, const Tallies& part) {
    for (std::size_t s = 0; s < sum.size(); ++s) sum[s].add(part[s]);
  };
  return sum_of_blocks(tally_blocks.count, Tallies(cube.sets.size()), tally_block, add);
}

// Considers the inputs of one row whose error may be the greatest.
void consider_row(const Cube& cube, const CubeRow& row, LumaRun run, std::int32_t least_error,
                  WorstInput& worst) {
  const std::int32_t one = 1 << cube.ideal.fraction_bits();
  for (int i = run.begin; i < run.end; ++i) {
    const auto place = static_cast<std::size_t>(i);
    const std::int32_t value = std::clamp(row.ideal.value[place], -128 * one, 127 * one);
    if (std::abs(row.codes[place] * one - value) < least_error) continue;
    const int y = i - 128;
    const CenteredYuv yuv{static_cast<std::int8_t>(y), static_cast<std::int8_t>(row.u),
                          static_cast<std::int8_t>(row.v)};
    worst.consider(row.codes[place], lattice_point(cube.ideal.channel().lattice, y, row.u, row.v),
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
    CubeRow row;
    for (int u = worst_blocks.first_u(block); u < worst_blocks.first_u(block + 1); ++u) {
      for (int v = -128; v < 128; ++v) {
        const std::size_t index = chroma_index(u, v);
        if (row_bounds[index] < std::max(least_exact_error, 0)) continue;
        load_row(cube, u, v, row);
        consider_row(cube, row, set[index], least_exact_error - value_slack, worst);
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
