// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "fixedpoint/training_op.h"

#include <cstddef>
#include <stdexcept>
#include <utility>

namespace swingproof {
namespace {

struct PublishedRows {
  Matrix matrix;
  std::array<TrainingRow, 3> rows;
};

// In R, G, B order.
constexpr std::array all_published_rows = {
    PublishedRows{bt601_full,
                  {{{{77, 150, 29}, 0}, {{-43, -84, 127}, 128}, {{127, -106, -21}, 128}}}},
    PublishedRows{bt601_studio,
                  {{{{66, 129, 25}, 16}, {{-38, -74, 112}, 128}, {{112, -94, -18}, 128}}}}};

const std::array<TrainingRow, 3>& published_rows(Matrix matrix) {
  for (const PublishedRows& each : all_published_rows) {
    if (each.matrix == matrix) return each.rows;
  }
  throw std::logic_error("no training-side op is published for this matrix");
}

}  // namespace

std::int8_t training_value(const TrainingRow& row, const std::array<std::uint8_t, 3>& bytes) {
  const int weighted =
      row.weight[0] * bytes[0] + row.weight[1] * bytes[1] + row.weight[2] * bytes[2] + 128;
  // trunc(weighted / 256 + offset): over the common denominator 256, C++'s division truncates
  // toward zero.
  return static_cast<std::int8_t>((weighted + 256 * row.offset) / 256 - 128);
}

std::array<TrainingRow, 3> training_rows(Op op, Matrix matrix) {
  std::array<TrainingRow, 3> rows = published_rows(matrix);
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
