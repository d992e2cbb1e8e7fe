// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/picture/picture_error.h"

#include <algorithm>

#include "oracle/ideal_op.h"

namespace swingproof {

void PictureError::extend(Extremes& extremes, const Place& place) {
  const auto is_earlier = [&](const Place& than) {
    return place.point == than.point && place.cube_index < than.cube_index;
  };
  if (!extremes.is_used || place.point < extremes.least.point || is_earlier(extremes.least)) {
    extremes.least = place;
  }
  if (!extremes.is_used || place.point > extremes.greatest.point || is_earlier(extremes.greatest)) {
    extremes.greatest = place;
  }
  extremes.is_used = true;
}

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
  // All points beyond a clamp have the same x, and so are one place.
  const std::int64_t clamped =
      std::clamp(point, channel.first_unclamped - 1, channel.end_unclamped);
  extend(by_code_[static_cast<std::size_t>(code + 128)], {clamped, cube_index(yuv)});
}

void PictureError::add(const PictureError& other) {
  inputs_ += other.inputs_;
  sums_.add(other.sums_);
  from_ideal_.add(other.from_ideal_);
  for (std::size_t i = 0; i < by_code_.size(); ++i) {
    if (!other.by_code_[i].is_used) continue;
    extend(by_code_[i], other.by_code_[i].least);
    extend(by_code_[i], other.by_code_[i].greatest);
  }
}

ErrorMeasures PictureError::measures(const ExactChannel& channel) const {
  ErrorMeasures measures;
  measures.inputs = inputs_;
  measures.sum_error = sum_error(sums_, channel);
  measures.sum_squared_error = sum_squared_error(sums_, channel);
  measures.code_difference = from_ideal_.occurred();
  bool is_first = true;
  for (int code = -128; code < 128; ++code) {
    const Extremes& extremes = by_code_[static_cast<std::size_t>(code + 128)];
    if (!extremes.is_used) continue;
    for (const Place& place : {extremes.least, extremes.greatest}) {
      const Rational error = abs(code - clamp_to_code_range(exact_value(channel, place.point)));
      const bool is_worse =
          error > measures.max_abs_error ||
          (error == measures.max_abs_error && place.cube_index < cube_index(measures.max_at));
      if (!is_first && !is_worse) continue;
      is_first = false;
      measures.max_abs_error = error;
      measures.max_at = centered_yuv_at(place.cube_index);
    }
  }
  return measures;
}

}  // namespace swingproof
