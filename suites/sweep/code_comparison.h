// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_SWEEP_CODE_COMPARISON_H_
#define SWINGPROOF_SUITES_SWEEP_CODE_COMPARISON_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "deployment/centered_yuv.h"
#include "fixedpoint/lowering.h"
#include "oracle/gamut.h"
#include "suites/sweep/code_differences.h"

namespace swingproof {

// An op as the model of the BPU runs it, and the matrix that it is meant for.
struct LoweredMatrix {
  LoweredOp op;
  Matrix matrix = {};
};

// One input that gets other codes. Codes are in output order.
struct CodeChange {
  CenteredYuv yuv;
  CodeTriple before = {};
  CodeTriple after = {};
};

// Two ops over one set of inputs, exactly. Planes are compared as they come out: the first with the
// first.
struct SetComparison {
  std::string
      set;  // "all_inputs", "legal", "in_gamut"; in_gamut_full and _studio where swings differ
  std::uint64_t inputs = 0;
  std::uint64_t inputs_that_differ = 0;               // on at least one channel
  std::optional<CodeChange> first;                    // in cube order
  std::array<CodeDifferences, 3> code_difference;     // after - before: how often
  std::array<std::optional<CodeChange>, 3> greatest;  // by channel; the first in cube order
};

// Over all 2^24 inputs, those in the gamut of either swing, and the legal ones if one is studio.
std::vector<SetComparison> compare_codes(const LoweredMatrix& before, const LoweredMatrix& after);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_SWEEP_CODE_COMPARISON_H_
