// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/picture/picture_error.h"

#include <cstdint>

namespace swingproof {

void PictureError::add(const ExactChannel& channel, CenteredYuv yuv, int code) {
  const std::int64_t point = lattice_point(channel.lattice, yuv.y, yuv.u, yuv.v);
  const RowSums one = {1, 0, 0, code, std::int64_t{code} * code, 0};
  if (point < channel.first_unclamped) {
    add_clamped(one, -128, sums_);
  } else if (point >= channel.end_unclamped) {
    add_clamped(one, 127, sums_);
  } else {
    add_unclamped(one, point, 0, sums_);
  }
  ++inputs_;
  from_ideal_.add(code - exact_code(channel, point), 1);
  worst_.consider(static_cast<std::int8_t>(code), point, cube_index(yuv));
}

void PictureError::add(const PictureError& other) {
  inputs_ += other.inputs_;
  sums_.add(other.sums_);
  from_ideal_.add(other.from_ideal_);
  worst_.add(other.worst_);
}

ErrorMeasures PictureError::measures(const ExactChannel& channel) const {
  ErrorMeasures measures;
  measures.inputs = inputs_;
  measures.sum_error = sum_error(sums_, channel);
  measures.sum_squared_error = sum_squared_error(sums_, channel);
  measures.code_difference = from_ideal_.occurred();
  const WorstInput::Result worst = worst_.result(channel);
  measures.max_abs_error = worst.max_abs_error;
  measures.max_at = centered_yuv_at(worst.place);
  return measures;
}

}  // namespace swingproof
