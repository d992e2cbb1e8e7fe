// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_FIXEDPOINT_LUMA_ROWS_H_
#define SWINGPROOF_FIXEDPOINT_LUMA_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "fixedpoint/lowering.h"

namespace swingproof {

// All codes of one channel in little memory.
//
// A code depends on the accumulator alone, and along a row of luma the accumulator climbs in steps
// of the luma weight. So all 65,536 rows are pieces of a few sequences, one for each residue of the
// accumulator modulo that weight: less than 100,000 codes together.
class LumaRows {
 public:
  // Whether the channel has such rows: its luma weight is above 0, as all published ones are.
  static bool exist_for(const LoweredChannel& channel) { return channel.weights[0] > 0; }

  // Takes about as long as 300 rows of fixed_luma_row. exist_for must hold.
  explicit LumaRows(const LoweredChannel& channel);

  // Where in codes() the row of U and V begins: its 256 codes, for Y = -128..127, are followed by
  // at least 64 bytes of any content, so that vectors may be loaded from any of them.
  std::size_t first_place(int u, int v) const {
    const std::int32_t above_least = weight_u_ * u + weight_v_ * v - least_chroma_;
    const auto steps = static_cast<std::size_t>(above_least / weight_y_);
    const auto residue = static_cast<std::size_t>(above_least % weight_y_);
    return residue * sequence_length_ + steps;
  }

  const std::vector<std::int8_t>& codes() const { return codes_; }

 private:
  std::int32_t weight_y_;
  std::int32_t weight_u_;
  std::int32_t weight_v_;
  std::int32_t least_chroma_;  // the least weight_u U + weight_v V
  std::size_t sequence_length_;
  std::vector<std::int8_t> codes_;  // the sequences of the residues 0, 1, ..., weight_y - 1
};

}  // namespace swingproof

#endif  // SWINGPROOF_FIXEDPOINT_LUMA_ROWS_H_
