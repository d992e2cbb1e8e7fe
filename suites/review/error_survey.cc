// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/review/error_survey.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <utility>

#include "fixedpoint/row_kernel.h"
#include "oracle/exact_channel.h"
#include "oracle/ideal_row.h"
#include "suites/parallel_blocks.h"
#include "suites/sweep/code_source.h"
#include "suites/sweep/worst_input.h"

namespace swingproof {
namespace {

static_assert(survey_slack == value_slack);

constexpr int block_values = 32;  // the worst inputs come from different blocks of this edge
constexpr std::size_t blocks_per_axis = 256 / block_values;
constexpr std::size_t block_count = blocks_per_axis * blocks_per_axis * blocks_per_axis;
constexpr std::size_t most_worst_inputs = 10;
constexpr std::size_t blocks_looked_at = 64;
constexpr int largest_bin = 256 * bins_per_lsb;  // |e| < 256 LSB

std::size_t place(int value) { return static_cast<std::size_t>(value + 128); }

std::size_t block_index(int y, int u, int v) {
  return ((place(y) / block_values) * blocks_per_axis + place(u) / block_values) * blocks_per_axis +
         place(v) / block_values;
}

// What one part of the cube adds up to, for one set.
struct SetPart {
  ErrorMap map = ErrorMap(static_cast<std::size_t>(map_cells) * map_cells);
  std::vector<std::uint64_t> bins = std::vector<std::uint64_t>(2 * largest_bin + 1);

  void add(const SetPart& other) {
    for (std::size_t i = 0; i < map.size(); ++i) {
      map[i].inputs += other.map[i].inputs;
      map[i].max_abs_error = std::max(map[i].max_abs_error, other.map[i].max_abs_error);
      map[i].sum_error += other.map[i].sum_error;
    }
    for (std::size_t i = 0; i < bins.size(); ++i) bins[i] += other.bins[i];
  }
};

struct Part : PerSet<SetPart> {
  // The greatest absolute error of each block, in gamut and in units; -1 where there is none.
  std::vector<std::int32_t> block_errors = std::vector<std::int32_t>(block_count, -1);

  void add(const Part& other) {
    all_inputs.add(other.all_inputs);
    in_gamut.add(other.in_gamut);
    for (std::size_t i = 0; i < block_count; ++i) {
      block_errors[i] = std::max(block_errors[i], other.block_errors[i]);
    }
  }
};

struct Surveyed {
  const ExactChannel& exact;
  const IdealRows& ideal;
  const CodeSource& source;
};

// The codes of a row of luma and its errors in units.
struct Row {
  int u = 0;
  int v = 0;
  const std::int8_t* codes = nullptr;
  std::array<std::int32_t, 256> error = {};
  std::array<std::uint16_t, 256> bin = {};  // n + largest_bin
  IdealRow ideal;
  CodeRow scratch;
};

// Whether e >= n/8, exactly: x <= code - n/8 where x is not clamped.
bool reaches_bin(const ExactChannel& exact, std::int64_t point, int code, int n) {
  if (point < exact.first_unclamped) return bins_per_lsb * (code + 128) >= n;
  if (point >= exact.end_unclamped) return bins_per_lsb * (code - 127) >= n;
  const Integer x = exact.point_factor * point - exact.origin;
  return bins_per_lsb * x <= (bins_per_lsb * code - n) * exact.denominator;
}

void load_row(const Surveyed& surveyed, int u, int v, Row& row) {
  row.u = u;
  row.v = v;
  row.codes = surveyed.source.row(u, v, row.scratch);
  surveyed.ideal.evaluate(u, v, row.ideal);
  const std::int32_t one = 1 << surveyed.ideal.fraction_bits();
  for (std::size_t i = 0; i < 256; ++i) {
    row.error[i] = row.codes[i] * one - std::clamp(row.ideal.value[i], -128 * one, 127 * one);
  }
}

// An error in units is less than survey_slack above the exact one, so its bin may be one too high
// where it is that close to the bin's lower end.
void sort_into_bins(const Surveyed& surveyed, Row& row) {
  const int shift = surveyed.ideal.fraction_bits() - 3;  // 2^3 bins per LSB
  const std::int32_t mask = (1 << shift) - 1;
  for (std::size_t i = 0; i < 256; ++i) {
    row.bin[i] = static_cast<std::uint16_t>((row.error[i] >> shift) + largest_bin);
  }
  for (std::size_t i = 0; i < 256; ++i) {
    if ((row.error[i] & mask) >= survey_slack) continue;
    const std::int64_t point =
        lattice_point(surveyed.exact.lattice, static_cast<int>(i) - 128, row.u, row.v);
    if (!reaches_bin(surveyed.exact, point, row.codes[i], row.bin[i] - largest_bin)) --row.bin[i];
  }
}

void add_error(MapCell& cell, std::int32_t error, std::uint64_t weight) {
  cell.inputs += weight;
  cell.max_abs_error = std::max(cell.max_abs_error, std::abs(error));
  cell.sum_error += std::int64_t{error} * static_cast<std::int64_t>(weight);
}

std::size_t cell_index(int column_value, int row_value) {
  return place(row_value) / values_per_cell * map_cells + place(column_value) / values_per_cell;
}

void add_run(const Row& row, LumaRun run, SetPart& part) {
  MapCell& cell = part.map[cell_index(row.u, row.v)];
  for (std::size_t i = run.begin; i < run.end; ++i) {
    add_error(cell, row.error[i], 1);
    ++part.bins[row.bin[i]];
  }
}

Part survey_cube(const Surveyed& surveyed, const SweepSets& sets) {
  const auto survey_block = [&](std::size_t block, Part& part) {
    Row row;
    for (int u = static_cast<int>(block) * 16 - 128; u < static_cast<int>(block) * 16 - 112; ++u) {
      for (int v = -128; v < 128; ++v) {
        load_row(surveyed, u, v, row);
        sort_into_bins(surveyed, row);
        add_run(row, LumaRun{0, 256}, part.all_inputs);
        const LumaRun gamut = sets.in_gamut.inputs[chroma_index(u, v)];
        add_run(row, gamut, part.in_gamut);
        for (int i = gamut.begin; i < gamut.end; ++i) {
          std::int32_t& greatest = part.block_errors[block_index(i - 128, u, v)];
          greatest = std::max(greatest, std::abs(row.error[static_cast<std::size_t>(i)]));
        }
      }
    }
  };
  return sum_of_blocks(16, Part{}, survey_block, [](Part& sum, const Part& p) { sum.add(p); });
}

// Red and blue: 65,536 inputs with weights (suites/sweep/plane_channel.h).
Part survey_plane(const Surveyed& surveyed, const SweepSets& sets, FreeChroma free) {
  const auto plane_of = [&](const SweepSet& set) -> const PlaneSet& {
    return free == FreeChroma::u ? *set.without_u : *set.without_v;
  };
  const PlaneSet& all = plane_of(sets.all_inputs);
  const PlaneSet& gamut = plane_of(sets.in_gamut);
  Part part;
  Row row;
  for (int chroma = -128; chroma < 128; ++chroma) {
    load_row(surveyed, chroma, chroma, row);
    sort_into_bins(surveyed, row);
    for (int y = -128; y < 128; ++y) {
      const std::size_t i = place(y);
      const auto add = [&](const PlaneSet& set, SetPart& to) {
        const std::uint64_t weight = set.weight[place(chroma)][i];
        if (weight == 0) return;
        add_error(to.map[cell_index(chroma, y)], row.error[i], weight);
        to.bins[row.bin[i]] += weight;
      };
      add(all, part.all_inputs);
      add(gamut, part.in_gamut);
      if (gamut.weight[place(chroma)][i] == 0) continue;
      const int other = gamut.first_free[place(chroma)][i];
      const std::size_t block =
          free == FreeChroma::u ? block_index(y, other, chroma) : block_index(y, chroma, other);
      part.block_errors[block] = std::max(part.block_errors[block], std::abs(row.error[i]));
    }
  }
  return part;
}

// The worst in-gamut input of one block, exactly.
BadInput worst_of_block(const Surveyed& surveyed, const InputSet& gamut, std::size_t block,
                        std::int32_t greatest) {
  const auto first = [&](std::size_t index) {
    return static_cast<int>(index % blocks_per_axis) * block_values - 128;
  };
  const int first_y = first(block / (blocks_per_axis * blocks_per_axis));
  const int first_u = first(block / blocks_per_axis);
  const int first_v = first(block);
  WorstInput worst(surveyed.exact);
  Row row;
  for (int u = first_u; u < first_u + block_values; ++u) {
    for (int v = first_v; v < first_v + block_values; ++v) {
      const LumaRun run = gamut[chroma_index(u, v)];
      if (run.begin >= run.end) continue;
      load_row(surveyed, u, v, row);
      const int end = std::min<int>(run.end - 128, first_y + block_values);
      for (int y = std::max<int>(run.begin - 128, first_y); y < end; ++y) {
        if (std::abs(row.error[place(y)]) < greatest - 2 * survey_slack) continue;
        const CenteredYuv yuv{static_cast<std::int8_t>(y), static_cast<std::int8_t>(u),
                              static_cast<std::int8_t>(v)};
        worst.consider(row.codes[place(y)], lattice_point(surveyed.exact.lattice, y, u, v),
                       cube_index(yuv));
      }
    }
  }
  const WorstInput::Result result = worst.result(surveyed.exact);
  return {centered_yuv_at(result.place), result.max_abs_error};
}

bool touch(const CenteredYuv& a, const CenteredYuv& b) {
  const auto close = [](int p, int q) {
    return std::abs(static_cast<int>(place(p)) / block_values -
                    static_cast<int>(place(q)) / block_values) <= 1;
  };
  return close(a.y, b.y) && close(a.u, b.u) && close(a.v, b.v);
}

std::vector<BadInput> worst_inputs(const Surveyed& surveyed, const InputSet& gamut,
                                   const std::vector<std::int32_t>& block_errors) {
  std::vector<std::size_t> blocks;
  for (std::size_t i = 0; i < block_count; ++i) {
    if (block_errors[i] >= 0) blocks.push_back(i);
  }
  std::stable_sort(blocks.begin(), blocks.end(),
                   [&](std::size_t a, std::size_t b) { return block_errors[a] > block_errors[b]; });
  blocks.resize(std::min(blocks.size(), blocks_looked_at));
  std::vector<BadInput> candidates(blocks.size());
  for_each_block(blocks.size(), [&](std::size_t i) {
    candidates[i] = worst_of_block(surveyed, gamut, blocks[i], block_errors[blocks[i]]);
  });
  std::stable_sort(candidates.begin(), candidates.end(), [](const auto& a, const auto& b) {
    return a.abs_error != b.abs_error ? a.abs_error > b.abs_error
                                      : cube_index(a.yuv) < cube_index(b.yuv);
  });
  std::vector<BadInput> worst;
  for (const BadInput& candidate : candidates) {
    const bool near = std::any_of(worst.begin(), worst.end(), [&](const BadInput& other) {
      return touch(candidate.yuv, other.yuv);
    });
    if (!near) worst.push_back(candidate);
    if (worst.size() == most_worst_inputs) break;
  }
  return worst;
}

SurveyedSet surveyed_set(SetPart part) {
  SurveyedSet set{std::move(part.map), {}};
  for (std::size_t i = 0; i < part.bins.size(); ++i) {
    if (part.bins[i] > 0) set.bins[static_cast<int>(i) - largest_bin] = part.bins[i];
  }
  return set;
}

ErrorSurvey survey_channel(const Deployment& deployment, const LoweredOp& op, std::size_t c,
                           const SweepSets& sets) {
  const ExactChannel exact = exact_channel(deployment, c);
  const IdealRows ideal(exact);
  const auto source = lowered_rows(op[c]);
  const Surveyed surveyed{exact, ideal, *source};
  const Channel channel = output_channels(deployment.op).at(c);
  const bool without_u = exact.lattice.u == 0 && op[c].weights[1] == 0;
  const bool without_v = exact.lattice.v == 0 && op[c].weights[2] == 0;
  Part part = without_u   ? survey_plane(surveyed, sets, FreeChroma::u)
              : without_v ? survey_plane(surveyed, sets, FreeChroma::v)
                          : survey_cube(surveyed, sets);
  std::vector<BadInput> worst = worst_inputs(surveyed, sets.in_gamut.inputs, part.block_errors);
  return {{surveyed_set(std::move(part.all_inputs)), surveyed_set(std::move(part.in_gamut))},
          channel,
          ideal.fraction_bits(),
          std::move(worst)};
}

}  // namespace

std::array<ErrorSurvey, 3> survey_errors(const Deployment& deployment, const LoweredOp& op,
                                         const SweepSets& sets) {
  std::array<ErrorSurvey, 3> surveys;
  for_each_block(3, [&](std::size_t c) { surveys[c] = survey_channel(deployment, op, c, sets); });
  return surveys;
}

}  // namespace swingproof
