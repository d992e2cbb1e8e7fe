// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/sweep/code_source.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <memory>

#include "fixedpoint/row_kernel.h"

namespace swingproof {
namespace {

bool operator==(const CodeSums& a, const CodeSums& b) {
  return a.codes == b.codes && a.squares == b.squares && a.codes_by_place == b.codes_by_place;
}

// The rows that the model's source keeps, and their sums, are those that anybody computes: for
// every U and V, over runs that begin and end all along the row.
void require_lowered_rows(const LoweredChannel& channel) {
  const std::unique_ptr<const CodeSource> source = lowered_rows(channel);
  const FilledRows plain([&](int u, int v, std::span<std::int8_t, 256> codes) {
    fixed_luma_row(channel, static_cast<std::int8_t>(u), static_cast<std::int8_t>(v), codes);
  });
  CodeRow scratch;
  CodeRow plain_scratch;
  unsigned step = 0;
  for (int u = -128; u < 128; ++u) {
    for (int v = -128; v < 128; ++v) {
      const std::int8_t* row = source->row(u, v, scratch);
      const std::int8_t* expected = plain.row(u, v, plain_scratch);
      ASSERT_TRUE(std::equal(expected, expected + 256, row)) << u << ", " << v;
      step += 37;
      const auto [begin, end] = std::minmax({step % 257, step / 257 % 257});
      const LumaRun run{static_cast<std::uint16_t>(begin), static_cast<std::uint16_t>(end)};
      ASSERT_TRUE(source->sums(row, run) == plain.sums(expected, run))
          << u << ", " << v << ": " << begin << ".." << end;
    }
  }
}

TEST(CodeSource, LoweredRowsOfPublishedChannels) {
  for (const LoweredChannel& channel : lower(Deployment{}, Datapath{})) {
    require_lowered_rows(channel);
  }
}

TEST(CodeSource, LoweredRowsOfChannelsWithoutSequences) {
  LoweredChannel channel = lower(Deployment{}, Datapath{})[1];
  channel.weights[0] = -77;
  require_lowered_rows(channel);
}

}  // namespace
}  // namespace swingproof
