// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_FIXEDPOINT_TRAINING_OP_H_
#define SWINGPROOF_FIXEDPOINT_TRAINING_OP_H_

#include <array>
#include <cstdint>

#include "deployment/centered_yuv.h"
#include "deployment/deployment.h"
#include "fixedpoint/published_constants.h"

namespace swingproof {

// rgb2centered_yuv and bgr2centered_yuv as deployed (docs/numerics.md section 3; published:
// horizon_plugin_pytorch, functional.py): rows Y, U, V, columns in the op's own channel order. The
// training op of a deployment is the one with the channel order of its fallback op.
std::array<TrainingRow, 3> training_rows(Op op, Matrix matrix);

// One value of one training pixel, in [-128, 127]: Y, U or V, as the row is.
std::int8_t training_value(const TrainingRow& row, const std::array<std::uint8_t, 3>& bytes);

// The centered YUV of one training pixel. bytes are 0..255 in the op's own channel order.
CenteredYuv training_yuv(const std::array<TrainingRow, 3>& rows,
                         const std::array<std::uint8_t, 3>& bytes);

}  // namespace swingproof

#endif  // SWINGPROOF_FIXEDPOINT_TRAINING_OP_H_
