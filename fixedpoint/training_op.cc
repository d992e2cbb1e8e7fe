// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "fixedpoint/training_op.h"

#include <cstddef>
#include <utility>

namespace swingproof {
std::int8_t training_value(const TrainingRow& row, const std::array<std::uint8_t, 3>& bytes) {
  const int weighted =
      row.weight[0] * bytes[0] + row.weight[1] * bytes[1] + row.weight[2] * bytes[2] + 128;
  // trunc(weighted / 256 + offset): over the common denominator 256, C++'s division truncates
  // toward zero.
  return static_cast<std::int8_t>((weighted + 256 * row.offset) / 256 - 128);
}

std::array<TrainingRow, 3> training_rows(Op op, Matrix matrix) {
  std::array<TrainingRow, 3> rows = published_op(matrix).training_rows;
  if (op == Op::centered_yuv2bgr) {
    for (TrainingRow& row : rows) std::swap(row.weight[0], row.weight[2]);
  }
  return rows;
}

CenteredYuv training_yuv(const std::array<TrainingRow, 3>& rows,
                         const std::array<std::uint8_t, 3>& bytes) {
  return CenteredYuv{training_value(rows[0], bytes), training_value(rows[1], bytes),
                     training_value(rows[2], bytes)};
}

}  // namespace swingproof
