// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_SWEEP_ROW_TALLY_H_
#define SWINGPROOF_SUITES_SWEEP_ROW_TALLY_H_

#include <array>
#include <cstdint>
#include <span>

#include "oracle/gamut.h"
#include "oracle/ideal_row.h"
#include "suites/sweep/error_measures.h"

namespace swingproof {

// 256 codes, padded as an IdealRow is.
struct CodeRow {
  alignas(64) std::array<std::int8_t, 256 + row_padding> code;
};

// Sums over a run of codes; i is the place in the row, Y + 128.
struct CodeSums {
  std::int64_t codes = 0;
  std::int64_t squares = 0;
  std::int64_t codes_by_place = 0;  // sum of code * i
};

// codes: 256 and row_padding bytes of any content.
CodeSums sum_codes(const std::int8_t* codes, LumaRun run);

// Counts differences over one run of a row.
struct DifferenceTally {
  LumaRun run;
  DifferenceHistogram* histogram = nullptr;  // counted into
  int greatest_size = 0;                     // of the row's |code - reference| in the run; result
};

// Counts code - reference over several runs of the same row at once; 256 codes each.
void tally_differences(const std::int8_t* codes, const std::int8_t* reference,
                       std::span<DifferenceTally> tallies);

// The greatest |code * 2^F - clamp(value)| over a run, F the ideal row's fraction bits: within
// value_slack units of 2^F times the greatest exact |e|.
// codes: 256 and row_padding bytes of any content.
std::int32_t greatest_error(const std::int8_t* codes, const IdealRow& ideal, int fraction_bits,
                            LumaRun run);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_SWEEP_ROW_TALLY_H_
