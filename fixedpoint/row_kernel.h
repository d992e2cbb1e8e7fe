// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_FIXEDPOINT_ROW_KERNEL_H_
#define SWINGPROOF_FIXEDPOINT_ROW_KERNEL_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "deployment/deployment.h"
#include "fixedpoint/lowering.h"
#include "fixedpoint/training_op.h"

namespace swingproof {

// The datapath of bpu_model.h and the training op of training_op.h over rows of pixels, with SIMD
// for whatever processor runs it. Equal to the plain models in every bit: the tests compare them
// over the whole cube on every SIMD target that the machine has.

// The codes of one output channel at fixed U and V for all 256 values of Y, from -128 up.
void fixed_luma_row(const LoweredChannel& channel, std::int8_t u, std::int8_t v,
                    std::span<std::int8_t, 256> codes);

// The codes of the accumulators first, first + step, first + 2 step, ...: what fixed_luma_row and
// all other rows consist of. Accumulators contain the shifted bias; those that do not fit int32
// have undefined codes. The number of codes is a multiple of code_sequence_unit.
inline constexpr std::size_t code_sequence_unit = 64;
void code_sequence(const LoweredChannel& channel, std::int32_t first, std::int32_t step,
                   std::span<std::int8_t> codes);

// Planes of one row: element i of each plane belongs to pixel i.
struct YuvRow {
  const std::int8_t* y;
  const std::int8_t* u;
  const std::int8_t* v;
};

// Where the codes of each output channel go, in output order.
using CodePlanes = std::array<std::int8_t*, 3>;

// The codes of all three output channels for a row of pixels. Codes must not overlap the inputs.
void fixed_rows(const LoweredOp& op, const YuvRow& yuv, std::size_t pixels,
                const CodePlanes& codes);

// A row of training pixels: bytes in the training op's own channel order.
struct TrainingPixelRow {
  const std::uint8_t* c0;
  const std::uint8_t* c1;
  const std::uint8_t* c2;
};

// The centered YUV of a row of training pixels. The outputs must not overlap the inputs.
void training_row(const std::array<TrainingRow, 3>& rows, const TrainingPixelRow& bytes,
                  std::size_t pixels, std::int8_t* y, std::int8_t* u, std::int8_t* v);

// The centered Y, U and V of the 256 training pixels with these first two bytes and each third one.
using TrainingRowPlanes = std::array<std::array<std::int8_t, 256>, 3>;
void training_last_byte_row(const std::array<TrainingRow, 3>& rows, std::uint8_t byte_0,
                            std::uint8_t byte_1, TrainingRowPlanes& planes);

}  // namespace swingproof

#endif  // SWINGPROOF_FIXEDPOINT_ROW_KERNEL_H_
