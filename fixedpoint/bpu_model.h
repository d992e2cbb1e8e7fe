// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_FIXEDPOINT_BPU_MODEL_H_
#define SWINGPROOF_FIXEDPOINT_BPU_MODEL_H_

#include <array>
#include <cstdint>

#include "deployment/centered_yuv.h"
#include "fixedpoint/lowering.h"

namespace swingproof {

// The op's integer datapath, one pixel at a time: the plain model that reads like docs/numerics.md
// section 4.3. fixedpoint/row_kernel.h computes the same, faster. No BPU has confirmed this model
// yet; fixedpoint/provenance.h says which of its choices are published, inferred and assumed.

// Every value that one channel passes through.
struct Stages {
  std::int32_t accumulator = 0;  // weighted sum and bias
  // What the pre-shift and the saturation to int16 make of it, each of the other's result, in the
  // order that Saturation says.
  std::int32_t shifted = 0;
  std::int32_t saturated = 0;
  std::int32_t product = 0;      // times multiplier
  std::int32_t requantised = 0;  // product >> post_shift, rounded, before saturation
  std::int8_t code = 0;          // requantised, saturated to int8

  friend bool operator==(const Stages&, const Stages&) = default;
};

// value / 2^shift as an integer; |value| < 2^62, shift 0..31.
std::int64_t rounding_shift(std::int64_t value, int shift, RoundingMode mode);

Stages fixed_stages(const LoweredChannel& channel, CenteredYuv yuv);

// The op's output for one pixel on one channel, in [-128, 127].
std::int8_t fixed_code(const LoweredChannel& channel, CenteredYuv yuv);

// The op's output codes for one pixel, in output order.
CodeTriple fixed_codes(const LoweredOp& op, CenteredYuv yuv);

}  // namespace swingproof

#endif  // SWINGPROOF_FIXEDPOINT_BPU_MODEL_H_
