// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/sweep/plane_channel.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>

#include "oracle/ideal_row.h"
#include "suites/sweep/row_tally.h"
#include "suites/sweep/worst_input.h"

namespace swingproof {
namespace {

struct PlaneCodes {
  Plane<std::int8_t> fixed;
  Plane<std::int8_t> ideal;
};

std::size_t place(int value) { return static_cast<std::size_t>(value + 128); }

// Where U and V are when the chroma that matters and the free one are given.
struct Axes {
  FreeChroma free_chroma;

  int u(int chroma, int free) const { return free_chroma == FreeChroma::u ? free : chroma; }
  int v(int chroma, int free) const { return free_chroma == FreeChroma::u ? chroma : free; }
};

void add_input(const ExactChannel& channel, std::int64_t code, std::int64_t point,
               std::int64_t weight, ErrorSums& sums) {
  if (point < channel.first_unclamped || point >= channel.end_unclamped) {
    const std::int64_t error = code - (point < channel.first_unclamped ? -128 : 127);
    sums.clamped_errors += weight * error;
    sums.clamped_squares += weight * error * error;
    return;
  }
  sums.unclamped_inputs += weight;
  sums.codes += weight * code;
  sums.code_squares += weight * code * code;
  sums.points += Int128{point} * weight;
  sums.point_squares += Int128{point} * point * weight;
  sums.code_points += Int128{point} * code * weight;
}

ErrorMeasures measure_set(const ExactChannel& channel, Axes axes, const PlaneCodes& codes,
                          const PlaneSet& set) {
  ErrorMeasures measures;
  ErrorSums sums;
  DifferenceHistogram differences;
  WorstInput worst(channel);
  for (int chroma = -128; chroma < 128; ++chroma) {
    for (int y = -128; y < 128; ++y) {
      const std::uint16_t weight = set.weight[place(chroma)][place(y)];
      if (weight == 0) continue;
      const std::int8_t code = codes.fixed[place(chroma)][place(y)];
      const int first_free = set.first_free[place(chroma)][place(y)];
      const int u = axes.u(chroma, first_free);
      const int v = axes.v(chroma, first_free);
      const std::int64_t point = lattice_point(channel.lattice, y, u, v);
      measures.inputs += weight;
      differences.add(code - codes.ideal[place(chroma)][place(y)], weight);
      add_input(channel, code, point, weight, sums);
      worst.consider(
          code, point,
          cube_index(CenteredYuv{static_cast<std::int8_t>(y), static_cast<std::int8_t>(u),
                                 static_cast<std::int8_t>(v)}));
    }
  }
  const WorstInput::Result result = worst.result(channel);
  measures.max_abs_error = result.max_abs_error;
  measures.max_at = centered_yuv_at(result.place);
  measures.sum_error = sum_error(sums, channel);
  measures.sum_squared_error = sum_squared_error(sums, channel);
  measures.code_difference = differences.occurred();
  return measures;
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
  const IdealRows ideal_rows(channel);
  const auto codes = std::make_unique<PlaneCodes>();
  IdealRow ideal;
  for (int chroma = -128; chroma < 128; ++chroma) {
    source(chroma, codes->fixed[place(chroma)]);
    ideal_rows.evaluate(axes.u(chroma, 0), axes.v(chroma, 0), ideal);
    std::copy_n(ideal.code.begin(), 256, codes->ideal[place(chroma)].begin());
  }
  std::vector<ErrorMeasures> measures;
  for (const PlaneSet* set : sets) measures.push_back(measure_set(channel, axes, *codes, *set));
  return measures;
}

}  // namespace swingproof
