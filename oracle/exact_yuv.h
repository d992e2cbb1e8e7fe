// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_ORACLE_EXACT_YUV_H_
#define SWINGPROOF_ORACLE_EXACT_YUV_H_

#include <array>
#include <cstdint>

#include "deployment/deployment.h"
#include "oracle/exact_map.h"

namespace swingproof {

// The exact centered Y, U or V of a pixel of bytes (oracle/exact_map.h), as an integer over a fixed
// denominator: numerator_at() / denominator. Each number has 10 digits at most.
struct ExactYuvRow {
  std::array<std::int64_t, 3> weight;
  std::int64_t offset;
  std::int64_t denominator;
};

// Rows Y, U and V for bytes in R, G, B order.
std::array<ExactYuvRow, 3> exact_yuv_rows(Matrix matrix);

std::array<ExactYuvRow, 3> exact_yuv_rows(const AffineMap& rgb_to_yuv);

// The same for bytes in the channel order of the op.
std::array<ExactYuvRow, 3> exact_yuv_rows(Matrix matrix, Op op);

std::int64_t numerator_at(const ExactYuvRow& row, const std::array<std::uint8_t, 3>& bytes);

Rational exact_yuv_value(const ExactYuvRow& row, const std::array<std::uint8_t, 3>& bytes);

// Rounded to nearest, ties up, and saturated to [-128, 127].
std::int8_t nearest_yuv(const ExactYuvRow& row, const std::array<std::uint8_t, 3>& bytes);

// Rounded down, toward minus infinity, and saturated.
std::int8_t truncated_yuv(const ExactYuvRow& row, const std::array<std::uint8_t, 3>& bytes);

}  // namespace swingproof

#endif  // SWINGPROOF_ORACLE_EXACT_YUV_H_
