// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_LINT_OP_COMPARISON_H_
#define SWINGPROOF_SUITES_LINT_OP_COMPARISON_H_

#include <array>
#include <cstdint>
#include <map>
#include <optional>

#include "fixedpoint/lowering.h"
#include "suites/sweep/code_differences.h"

namespace swingproof {

// How a value of Y, U or V changes before the op: element i is that of the value i - 128.
using InputMap = std::array<std::int8_t, 256>;

// What a QuantStub whose scale was not reset to 1 makes of centered YUV: sat8(round_half_even(x /
// scale)), exactly (docs/numerics.md section 7, axis quant_stub). scale > 0.
InputMap unreset_quant_stub(const Rational& scale);

// An op as the model of the BPU runs it.
struct BpuRun {
  LoweredOp op;
  std::optional<InputMap> input;  // nothing: the op sees Y, U and V as they are
};

// How the codes of two runs differ over all 2^24 inputs, exactly.
struct OpComparison {
  std::uint64_t inputs_that_differ = 0;  // on at least one channel
  // Per channel, in output order: code of the first run - code of the second: how many inputs.
  std::array<CodeDifferences, 3> code_difference;
};

OpComparison compare(const BpuRun& first, const BpuRun& second);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_LINT_OP_COMPARISON_H_
