// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_SWEEP_CODE_SOURCE_H_
#define SWINGPROOF_SUITES_SWEEP_CODE_SOURCE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <utility>

#include "fixedpoint/lowering.h"
#include "suites/sweep/row_tally.h"

namespace swingproof {

// Where the codes of one output channel come from, one row of luma at a time: a kernel, a capture,
// the model. Asked by several threads at once.
class CodeSource {
 public:
  virtual ~CodeSource() = default;

  // The codes at U and V for Y = -128..127 and row_padding bytes of any content behind them: in
  // scratch, or in memory of the source's own.
  virtual const std::int8_t* row(int u, int v, CodeRow& scratch) const = 0;

  // The sums over a run of a row that row() has returned.
  virtual CodeSums sums(const std::int8_t* row, LumaRun run) const;
};

// Fills the codes at U and V for Y = -128..127.
using RowFiller = std::function<void(int u, int v, std::span<std::int8_t, 256> codes)>;

// Any codes, computed by a function.
class FilledRows final : public CodeSource {
 public:
  explicit FilledRows(RowFiller fill) : fill_(std::move(fill)) {}
  const std::int8_t* row(int u, int v, CodeRow& scratch) const override;

 private:
  RowFiller fill_;
};

// The model's codes for a lowered channel.
std::unique_ptr<const CodeSource> lowered_rows(const LoweredChannel& channel);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_SWEEP_CODE_SOURCE_H_
