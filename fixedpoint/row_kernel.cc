// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "fixedpoint/row_kernel.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "fixedpoint/row_kernel.cc"
#include "hwy/foreach_target.h"
//
#include "fixedpoint/row_kernel-inl.h"

#if HWY_ONCE

namespace swingproof {

HWY_EXPORT(CodeSequence);
HWY_EXPORT(FixedRows);
HWY_EXPORT(TrainingRows);
HWY_EXPORT(TrainingLastByteRow);

void fixed_luma_row(const LoweredChannel& channel, std::int8_t u, std::int8_t v,
                    std::span<std::int8_t, 256> codes) {
  const std::int32_t first = shifted_bias(channel) - 128 * channel.weights[0] +
                             channel.weights[1] * u + channel.weights[2] * v;
  code_sequence(channel, first, channel.weights[0], codes);
}

void code_sequence(const LoweredChannel& channel, std::int32_t first, std::int32_t step,
                   std::span<std::int8_t> codes) {
  HWY_DYNAMIC_DISPATCH(CodeSequence)(channel, first, step, codes.size(), codes.data());
}

void fixed_rows(const LoweredOp& op, const YuvRow& yuv, std::size_t pixels,
                const CodePlanes& codes) {
  HWY_DYNAMIC_DISPATCH(FixedRows)(op, yuv, pixels, codes);
}

void training_row(const std::array<TrainingRow, 3>& rows, const TrainingPixelRow& bytes,
                  std::size_t pixels, std::int8_t* y, std::int8_t* u, std::int8_t* v) {
  HWY_DYNAMIC_DISPATCH(TrainingRows)(rows, bytes, pixels, {y, u, v});
}

void training_last_byte_row(const std::array<TrainingRow, 3>& rows, std::uint8_t byte_0,
                            std::uint8_t byte_1, TrainingRowPlanes& planes) {
  HWY_DYNAMIC_DISPATCH(TrainingLastByteRow)
  (rows, byte_0, byte_1, {planes[0].data(), planes[1].data(), planes[2].data()});
}

}  // namespace swingproof

#endif  // HWY_ONCE
