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

HWY_EXPORT(FixedLumaRow);
HWY_EXPORT(FixedRows);
HWY_EXPORT(TrainingPlane);

void fixed_luma_row(const LoweredChannel& channel, std::int8_t u, std::int8_t v,
                    std::span<std::int8_t, 256> codes) {
  HWY_DYNAMIC_DISPATCH(FixedLumaRow)(channel, u, v, codes.data());
}

void fixed_rows(const LoweredOp& op, const YuvRow& yuv, std::size_t pixels,
                const CodePlanes& codes) {
  HWY_DYNAMIC_DISPATCH(FixedRows)(op, yuv, pixels, codes);
}

void training_row(const std::array<TrainingRow, 3>& rows, const TrainingPixelRow& bytes,
                  std::size_t pixels, std::int8_t* y, std::int8_t* u, std::int8_t* v) {
  const auto plane = HWY_DYNAMIC_DISPATCH(TrainingPlane);
  plane(rows[0], bytes, pixels, y);
  plane(rows[1], bytes, pixels, u);
  plane(rows[2], bytes, pixels, v);
}

}  // namespace swingproof

#endif  // HWY_ONCE
