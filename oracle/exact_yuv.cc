// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "oracle/exact_yuv.h"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <utility>

namespace swingproof {
namespace {

ExactYuvRow exact_yuv_row(const RationalTriple& weight, const Rational& offset) {
  Integer common = denominator(offset);
  for (const Rational& each : weight) common = lcm(common, denominator(each));
  const auto scaled = [&](const Rational& number) {
    return static_cast<std::int64_t>(numerator(Rational(number * common)));
  };
  return {{scaled(weight[0]), scaled(weight[1]), scaled(weight[2])},
          scaled(offset),
          static_cast<std::int64_t>(common)};
}

// n / d toward minus infinity, saturated.
std::int8_t floor_code(std::int64_t n, std::int64_t d) {
  const std::int64_t below = n / d - (n % d < 0 ? 1 : 0);
  return static_cast<std::int8_t>(std::clamp<std::int64_t>(below, -128, 127));
}

}  // namespace

std::array<ExactYuvRow, 3> exact_yuv_rows(Matrix matrix) {
  return exact_yuv_rows(rgb_to_centered_yuv(matrix));
}

std::array<ExactYuvRow, 3> exact_yuv_rows(const AffineMap& map) {
  return {exact_yuv_row(map.matrix[0], map.offset[0]), exact_yuv_row(map.matrix[1], map.offset[1]),
          exact_yuv_row(map.matrix[2], map.offset[2])};
}

std::array<ExactYuvRow, 3> exact_yuv_rows(Matrix matrix, Op op) {
  std::array<ExactYuvRow, 3> rows = exact_yuv_rows(matrix);
  if (op == Op::centered_yuv2bgr) {
    for (ExactYuvRow& row : rows) std::swap(row.weight[0], row.weight[2]);
  }
  return rows;
}

std::int64_t numerator_at(const ExactYuvRow& row, const std::array<std::uint8_t, 3>& bytes) {
  return row.weight[0] * bytes[0] + row.weight[1] * bytes[1] + row.weight[2] * bytes[2] +
         row.offset;
}

Rational exact_yuv_value(const ExactYuvRow& row, const std::array<std::uint8_t, 3>& bytes) {
  return {Integer(numerator_at(row, bytes)), Integer(row.denominator)};
}

std::int8_t nearest_yuv(const ExactYuvRow& row, const std::array<std::uint8_t, 3>& bytes) {
  return floor_code(2 * numerator_at(row, bytes) + row.denominator, 2 * row.denominator);
}

std::int8_t truncated_yuv(const ExactYuvRow& row, const std::array<std::uint8_t, 3>& bytes) {
  return floor_code(numerator_at(row, bytes), row.denominator);
}

}  // namespace swingproof
