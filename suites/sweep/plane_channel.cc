// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/sweep/plane_channel.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <memory>

#include "oracle/ideal_row.h"
#include "suites/sweep/row_tally.h"
#include "suites/sweep/worst_input.h"

namespace swingproof {
namespace {

std::size_t place(int value) { return static_cast<std::size_t>(value + 128); }

// Where U and V are when the chroma that matters and the free one are given.
struct Axes {
  FreeChroma free_chroma;

  int u(int chroma, int free) const { return free_chroma == FreeChroma::u ? free : chroma; }
  int v(int chroma, int free) const { return free_chroma == FreeChroma::u ? chroma : free; }
};

// One row of luma at one value of the chroma that matters.
struct PlaneRow {
  int chroma = 0;
  std::array<std::int8_t, 256> codes;
  IdealRow ideal;
};

// What is gathered over one set of inputs.
struct WeightedTally {
  explicit WeightedTally(const ExactChannel& channel) : worst(channel) {}

  std::uint64_t inputs = 0;
  DifferenceHistogram differences;
  ErrorSums sums;
  std::int32_t greatest_error = 0;  // so far, in units of 2^-F LSB, value_slack off at most
  WorstInput worst;
};

using Weights = std::array<std::uint16_t, 256>;

// Every input as often as its weight says. 32 bits hold the sums: 256 weights of at most 256, and
// places, codes and their products below 2^16.
RowSums row_sums(const PlaneRow& row, const Weights& weights, std::size_t begin, std::size_t end) {
  std::int32_t inputs = 0;
  std::int32_t places = 0;
  std::int32_t place_squares = 0;
  std::int32_t codes = 0;
  std::int32_t code_squares = 0;
  std::int32_t codes_by_place = 0;
  for (std::size_t i = begin; i < end; ++i) {
    const auto place = static_cast<std::int32_t>(i);
    const std::int32_t weight = weights[i];
    const std::int32_t code = row.codes[i];
    inputs += weight;
    places += weight * place;
    place_squares += weight * (place * place);
    codes += weight * code;
    code_squares += weight * (code * code);
    codes_by_place += weight * (code * place);
  }
  return RowSums{inputs, places, place_squares, codes, code_squares, codes_by_place};
}

void add_sums(const ExactChannel& channel, Axes axes, const PlaneRow& row, const Weights& weights,
              ErrorSums& sums) {
  const int u = axes.u(row.chroma, 0);
  const int v = axes.v(row.chroma, 0);
  const auto places_below = [&](std::int64_t least) {
    return static_cast<std::size_t>(luma_values_below(channel.lattice, u, v, least));
  };
  const std::size_t first = places_below(channel.first_unclamped);
  const std::size_t end = places_below(channel.end_unclamped);
  add_clamped(row_sums(row, weights, 0, first), -128, sums);
  add_unclamped(row_sums(row, weights, first, end), lattice_point(channel.lattice, -128, u, v),
                channel.lattice.y, sums);
  add_clamped(row_sums(row, weights, end, 256), 127, sums);
}

// Counts the differences and considers each input whose error may be the greatest.
void tally_inputs(const IdealRows& ideal, Axes axes, const PlaneRow& row, const PlaneSet& set,
                  WeightedTally& tally) {
  const std::int32_t one = 1 << ideal.fraction_bits();
  const Weights& weights = set.weight[place(row.chroma)];
  for (std::size_t i = 0; i < 256; ++i) {
    if (weights[i] == 0) continue;
    tally.inputs += weights[i];
    tally.differences.add(row.codes[i] - row.ideal.code[i], weights[i]);
    const std::int32_t value = std::clamp(row.ideal.value[i], -128 * one, 127 * one);
    const std::int32_t error = std::abs(row.codes[i] * one - value);
    if (error < tally.greatest_error - 2 * value_slack) continue;
    tally.greatest_error = std::max(tally.greatest_error, error);
    const int y = static_cast<int>(i) - 128;
    const int first_free = set.first_free[place(row.chroma)][i];
    const int u = axes.u(row.chroma, first_free);
    const int v = axes.v(row.chroma, first_free);
    tally.worst.consider(
        row.codes[i], lattice_point(ideal.channel().lattice, y, u, v),
        cube_index(CenteredYuv{static_cast<std::int8_t>(y), static_cast<std::int8_t>(u),
                               static_cast<std::int8_t>(v)}));
  }
}

ErrorMeasures measures_of(const ExactChannel& channel, const WeightedTally& tally) {
  const WorstInput::Result worst = tally.worst.result(channel);
  return ErrorMeasures{tally.inputs,
                       worst.max_abs_error,
                       centered_yuv_at(worst.place),
                       sum_error(tally.sums, channel),
                       sum_squared_error(tally.sums, channel),
                       tally.differences.occurred()};
}

}  // namespace

std::unique_ptr<const PlaneSet> project(const InputSet& set, FreeChroma free_chroma) {
  const Axes axes{free_chroma};
  auto projection = std::make_unique<PlaneSet>();
  for (int chroma = -128; chroma < 128; ++chroma) {
    std::array<int, 257> weight_steps = {};
    auto& first_free = projection->first_free[place(chroma)];
    for (int free = 127; free >= -128; --free) {  // downwards, so that the least one stays
      const LumaRun run = set[chroma_index(axes.u(chroma, free), axes.v(chroma, free))];
      ++weight_steps[run.begin];
      --weight_steps[run.end];
      std::fill(first_free.begin() + run.begin, first_free.begin() + run.end,
                static_cast<std::int8_t>(free));
    }
    int weight = 0;
    for (std::size_t i = 0; i < 256; ++i) {
      weight += weight_steps[i];
      projection->weight[place(chroma)][i] = static_cast<std::uint16_t>(weight);
    }
  }
  return projection;
}

std::vector<ErrorMeasures> measure_plane(const ExactChannel& channel, FreeChroma free_chroma,
                                         const PlaneCodeSource& source,
                                         std::span<const PlaneSet* const> sets) {
  const Axes axes{free_chroma};
  const IdealRows ideal(channel);
  std::vector<WeightedTally> tallies(sets.size(), WeightedTally(channel));
  PlaneRow row;
  for (int chroma = -128; chroma < 128; ++chroma) {
    row.chroma = chroma;
    source(chroma, row.codes);
    ideal.evaluate(axes.u(chroma, 0), axes.v(chroma, 0), row.ideal);
    for (std::size_t s = 0; s < sets.size(); ++s) {
      add_sums(channel, axes, row, sets[s]->weight[place(chroma)], tallies[s].sums);
      tally_inputs(ideal, axes, row, *sets[s], tallies[s]);
    }
  }
  std::vector<ErrorMeasures> measures;
  measures.reserve(tallies.size());
  for (const WeightedTally& tally : tallies) measures.push_back(measures_of(channel, tally));
  return measures;
}

}  // namespace swingproof
