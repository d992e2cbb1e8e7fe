// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/lint/op_comparison.h"

#include <algorithm>
#include <cstddef>
#include <span>

#include "fixedpoint/row_kernel.h"
#include "oracle/ideal_op.h"
#include "suites/parallel_blocks.h"
#include "suites/sweep/error_measures.h"
#include "suites/sweep/row_tally.h"

namespace swingproof {
namespace {

struct Tally {
  std::uint64_t inputs_that_differ = 0;
  std::array<DifferenceHistogram, 3> differences;

  void add(const Tally& other) {
    inputs_that_differ += other.inputs_that_differ;
    for (std::size_t c = 0; c < 3; ++c) differences[c].add(other.differences[c]);
  }
};

// The codes of one channel at fixed U and V for Y = -128..127.
void run_row(const BpuRun& run, std::size_t c, std::int8_t u, std::int8_t v, CodeRow& codes) {
  const std::span<std::int8_t, 256> row(codes.code.data(), 256);
  if (!run.input) return fixed_luma_row(run.op[c], u, v, row);
  const auto place = [](std::int8_t value) { return static_cast<std::size_t>(value + 128); };
  std::array<std::int8_t, 256> by_seen_luma;
  fixed_luma_row(run.op[c], (*run.input)[place(u)], (*run.input)[place(v)], by_seen_luma);
  for (std::size_t i = 0; i < 256; ++i) row[i] = by_seen_luma[place((*run.input)[i])];
}

void tally_row(const BpuRun& first, const BpuRun& second, std::int8_t u, std::int8_t v,
               Tally& tally) {
  std::array<std::uint8_t, 256> differs = {};
  for (std::size_t c = 0; c < 3; ++c) {
    CodeRow first_codes;
    CodeRow second_codes;
    run_row(first, c, u, v, first_codes);
    run_row(second, c, u, v, second_codes);
    DifferenceTally whole_row{LumaRun{0, 256}, &tally.differences[c]};
    tally_differences(first_codes.code.data(), second_codes.code.data(), std::span(&whole_row, 1));
    for (std::size_t i = 0; i < 256; ++i) {
      differs[i] |= static_cast<std::uint8_t>(first_codes.code[i] != second_codes.code[i]);
    }
  }
  tally.inputs_that_differ +=
      static_cast<std::uint64_t>(std::count(differs.begin(), differs.end(), std::uint8_t{1}));
}

}  // namespace

InputMap unreset_quant_stub(const Rational& scale) {
  InputMap map;
  for (int value = -128; value < 128; ++value) {
    map[static_cast<std::size_t>(value + 128)] =
        ideal_code(Rational(value) / scale, Rounding::half_even);
  }
  return map;
}

OpComparison compare(const BpuRun& first, const BpuRun& second) {
  constexpr std::size_t chromas_per_block = 8;
  const auto tally_block = [&](std::size_t block, Tally& tally) {
    const int first_u = static_cast<int>(block * chromas_per_block) - 128;
    for (int u = first_u; u < first_u + static_cast<int>(chromas_per_block); ++u) {
      for (int v = -128; v < 128; ++v) {
        tally_row(first, second, static_cast<std::int8_t>(u), static_cast<std::int8_t>(v), tally);
      }
    }
  };
  const Tally tally = sum_of_blocks(256 / chromas_per_block, Tally(), tally_block,
                                    [](Tally& sum, const Tally& part) { sum.add(part); });
  OpComparison comparison;
  comparison.inputs_that_differ = tally.inputs_that_differ;
  for (std::size_t c = 0; c < 3; ++c) {
    comparison.code_difference[c] = tally.differences[c].occurred();
  }
  return comparison;
}

}  // namespace swingproof
