// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "fixedpoint/luma_rows.h"

#include <span>

#include "fixedpoint/row_kernel.h"

namespace swingproof {
namespace {

// The least and the greatest of weight * chroma, chroma in -128..127.
std::int32_t least_term(std::int32_t weight) { return weight * (weight > 0 ? -128 : 127); }
std::int32_t greatest_term(std::int32_t weight) { return weight * (weight > 0 ? 127 : -128); }

}  // namespace

LumaRows::LumaRows(const LoweredChannel& channel)
    : weight_y_(channel.weights[0]),
      weight_u_(channel.weights[1]),
      weight_v_(channel.weights[2]),
      least_chroma_(least_term(weight_u_) + least_term(weight_v_)) {
  const std::int32_t greatest_chroma = greatest_term(weight_u_) + greatest_term(weight_v_);
  const auto row_starts = static_cast<std::size_t>((greatest_chroma - least_chroma_) / weight_y_);
  const std::size_t unpadded_length = row_starts + 256;
  // One unit more than what rounding up takes: the padding behind the last row of each sequence.
  sequence_length_ = (unpadded_length / code_sequence_unit + 2) * code_sequence_unit;
  codes_.resize(sequence_length_ * static_cast<std::size_t>(weight_y_));
  const std::int32_t least_accumulator = shifted_bias(channel) + least_chroma_ - 128 * weight_y_;
  for (std::int32_t residue = 0; residue < weight_y_; ++residue) {
    const std::size_t first = static_cast<std::size_t>(residue) * sequence_length_;
    code_sequence(channel, least_accumulator + residue, weight_y_,
                  std::span(codes_).subspan(first, sequence_length_));
  }
}

}  // namespace swingproof
