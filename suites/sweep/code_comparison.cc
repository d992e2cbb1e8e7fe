// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/sweep/code_comparison.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>

#include "fixedpoint/bpu_model.h"
#include "fixedpoint/row_kernel.h"
#include "suites/parallel_blocks.h"
#include "suites/sweep/error_measures.h"
#include "suites/sweep/row_tally.h"

namespace swingproof {
namespace {

struct NamedSet {
  std::string name;
  InputSet inputs;
};

std::vector<NamedSet> named_sets(Matrix before, Matrix after) {
  std::vector<NamedSet> sets = {{"all_inputs", all_inputs()}};
  if (before.swing == Swing::studio || after.swing == Swing::studio)
    sets.push_back({"legal", legal()});
  if (before == after) {
    sets.push_back({"in_gamut", in_gamut(before)});
  } else {
    sets.push_back({"in_gamut_full", in_gamut({before.standard, Swing::full})});
    sets.push_back({"in_gamut_studio", in_gamut({before.standard, Swing::studio})});
  }
  return sets;
}

// An input by its place in the cube, with the size of its difference; size 0: there is none.
struct ChangedPlace {
  int size = 0;
  std::uint32_t index = 0;

  // Keeps the greater size, of equal ones the first place.
  void add(const ChangedPlace& other) {
    if (other.size > size || (other.size == size && other.index < index)) *this = other;
  }
};

struct ChangedTally {
  std::uint64_t inputs = 0;
  std::uint64_t inputs_that_differ = 0;
  ChangedPlace first;
  std::array<DifferenceHistogram, 3> differences;
  std::array<ChangedPlace, 3> greatest;

  void add(const ChangedTally& other) {
    inputs += other.inputs;
    inputs_that_differ += other.inputs_that_differ;
    first.add(other.first);
    for (std::size_t c = 0; c < 3; ++c) {
      differences[c].add(other.differences[c]);
      greatest[c].add(other.greatest[c]);
    }
  }
};

using OpRows = std::array<CodeRow, 3>;

void fill_rows(const LoweredOp& op, std::int8_t u, std::int8_t v, OpRows& rows) {
  for (std::size_t c = 0; c < 3; ++c) {
    fixed_luma_row(op[c], u, v, std::span<std::int8_t, 256>(rows[c].code.data(), 256));
  }
}

std::uint32_t index_at(std::size_t place, int u, int v) {
  return cube_index({static_cast<std::int8_t>(static_cast<int>(place) - 128),
                     static_cast<std::int8_t>(u), static_cast<std::int8_t>(v)});
}

// Only of rows that differ in the run.
void find_places(const OpRows& before, const OpRows& after, LumaRun run, int u, int v,
                 ChangedTally& tally) {
  for (std::size_t i = run.begin; i < run.end; ++i) {
    bool differs = false;
    for (std::size_t c = 0; c < 3; ++c) {
      const int size = std::abs(after[c].code[i] - before[c].code[i]);
      if (size == 0) continue;
      differs = true;
      tally.greatest[c].add({size, index_at(i, u, v)});
    }
    if (!differs) continue;
    ++tally.inputs_that_differ;
    tally.first.add({1, index_at(i, u, v)});
  }
}

void tally_codes_of_row(const OpRows& before, const OpRows& after, LumaRun run, int u, int v,
                        ChangedTally& tally) {
  if (run.begin == run.end) return;
  tally.inputs += static_cast<std::uint64_t>(run.end - run.begin);
  bool any = false;
  for (std::size_t c = 0; c < 3; ++c) {
    DifferenceTally row{run, &tally.differences[c]};
    tally_differences(after[c].code.data(), before[c].code.data(), std::span(&row, 1));
    any = any || row.greatest_size > 0;
  }
  if (any) find_places(before, after, run, u, v, tally);
}

CodeChange change_at(const LoweredMatrix& before, const LoweredMatrix& after, std::uint32_t index) {
  const CenteredYuv yuv = centered_yuv_at(index);
  return {yuv, fixed_codes(before.op, yuv), fixed_codes(after.op, yuv)};
}

}  // namespace

std::vector<SetComparison> compare_codes(const LoweredMatrix& before, const LoweredMatrix& after) {
  const std::vector<NamedSet> sets = named_sets(before.matrix, after.matrix);
  using Tallies = std::vector<ChangedTally>;
  const auto tally_block = [&](std::size_t block, Tallies& tallies) {
    const int u = static_cast<int>(block) - 128;
    OpRows rows_before;
    OpRows rows_after;
    for (int v = -128; v < 128; ++v) {
      fill_rows(before.op, static_cast<std::int8_t>(u), static_cast<std::int8_t>(v), rows_before);
      fill_rows(after.op, static_cast<std::int8_t>(u), static_cast<std::int8_t>(v), rows_after);
      for (std::size_t s = 0; s < sets.size(); ++s) {
        tally_codes_of_row(rows_before, rows_after, sets[s].inputs[chroma_index(u, v)], u, v,
                           tallies[s]);
      }
    }
  };
  const Tallies tallies =
      sum_of_blocks(256, Tallies(sets.size()), tally_block, [](Tallies& sum, const Tallies& part) {
        for (std::size_t s = 0; s < sum.size(); ++s) sum[s].add(part[s]);
      });
  std::vector<SetComparison> comparisons;
  for (std::size_t s = 0; s < sets.size(); ++s) {
    const ChangedTally& tally = tallies[s];
    SetComparison comparison{sets[s].name, tally.inputs, tally.inputs_that_differ, {}, {}, {}};
    if (tally.first.size > 0) comparison.first = change_at(before, after, tally.first.index);
    for (std::size_t c = 0; c < 3; ++c) {
      comparison.code_difference[c] = tally.differences[c].occurred();
      if (tally.greatest[c].size == 0) continue;
      comparison.greatest[c] = change_at(before, after, tally.greatest[c].index);
    }
    comparisons.push_back(std::move(comparison));
  }
  return comparisons;
}

}  // namespace swingproof
