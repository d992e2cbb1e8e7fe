// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/sweep/code_source.h"

#include <cstddef>
#include <vector>

#include "fixedpoint/luma_rows.h"
#include "fixedpoint/row_kernel.h"

namespace swingproof {
namespace {

// Rows that exist already, and their sums as differences of two running sums.
class TabulatedRows final : public CodeSource {
 public:
  explicit TabulatedRows(const LoweredChannel& channel) : rows_(channel) {
    running_sums_.resize(rows_.codes().size() + 1);
    RunningSums running;
    for (std::size_t place = 0; place < rows_.codes().size(); ++place) {
      const auto code = static_cast<std::uint32_t>(rows_.codes()[place]);
      running.codes += code;
      running.squares += code * code;
      running.codes_by_place += code * static_cast<std::uint32_t>(place);
      running_sums_[place + 1] = running;
    }
  }

  const std::int8_t* row(int u, int v, CodeRow& /*scratch*/) const override {
    const std::size_t first = rows_.first_place(u, v);
    // The running sums are too many for the first caches, and are wanted after the codes.
    __builtin_prefetch(&running_sums_[first]);
    __builtin_prefetch(&running_sums_[first + 256]);
    return rows_.codes().data() + first;
  }

  CodeSums sums(const std::int8_t* row, LumaRun run) const override {
    const auto first = static_cast<std::size_t>(row - rows_.codes().data());
    const RunningSums& begin = running_sums_[first + run.begin];
    const RunningSums& end = running_sums_[first + run.end];
    const std::uint32_t codes = end.codes - begin.codes;
    const std::uint32_t by_place = end.codes_by_place - begin.codes_by_place;
    return CodeSums{as_signed(codes), as_signed(end.squares - begin.squares),
                    as_signed(by_place - codes * static_cast<std::uint32_t>(first))};
  }

 private:
  // Modulo 2^32: they wrap, but the sums over 256 codes are below 2^23 in size, so that their
  // differences are right.
  struct RunningSums {
    std::uint32_t codes = 0;
    std::uint32_t squares = 0;
    std::uint32_t codes_by_place = 0;
  };

  static std::int64_t as_signed(std::uint32_t sum) { return static_cast<std::int32_t>(sum); }

  LumaRows rows_;
  std::vector<RunningSums> running_sums_;
};

}  // namespace

CodeSums CodeSource::sums(const std::int8_t* row, LumaRun run) const { return sum_codes(row, run); }

const std::int8_t* FilledRows::row(int u, int v, CodeRow& scratch) const {
  fill_(u, v, std::span<std::int8_t, 256>(scratch.code.data(), 256));
  return scratch.code.data();
}

std::unique_ptr<const CodeSource> lowered_rows(const LoweredChannel& channel) {
  if (LumaRows::exist_for(channel)) return std::make_unique<TabulatedRows>(channel);
  return std::make_unique<FilledRows>([channel](int u, int v, std::span<std::int8_t, 256> codes) {
    fixed_luma_row(channel, static_cast<std::int8_t>(u), static_cast<std::int8_t>(v), codes);
  });
}

}  // namespace swingproof
