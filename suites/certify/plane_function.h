// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_PLANE_FUNCTION_H_
#define SWINGPROOF_SUITES_CERTIFY_PLANE_FUNCTION_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "deployment/centered_yuv.h"
#include "fixedpoint/lowering.h"
#include "suites/certify/hypothesis_op.h"
#include "suites/certify/step_function.h"
#include "suites/certify/step_table.h"

namespace swingproof {

// One output plane of a capture under a hypothesis: a channel of an op after an input table. An
// exchange of U and V is in the weights, since the table treats both alike.
struct PlaneFunction {
  std::size_t table = 0;  // index into the input tables
  StepFunction steps;
  // The same codes in the form that is fast for many pixels: one of the two.
  std::optional<LoweredChannel> lowered;  // of the BPU
  std::optional<StepTable> exact;         // of the exact op
};

// The code for a pixel as it is sent to the board.
std::int8_t plane_code(const PlaneFunction& function, const std::vector<InputTable>& tables,
                       CenteredYuv pixel);

// Pixels in planes: element i of each belongs to pixel i.
struct YuvPlanes {
  std::vector<std::int8_t> y;
  std::vector<std::int8_t> u;
  std::vector<std::int8_t> v;

  std::size_t size() const { return y.size(); }
  CenteredYuv operator[](std::size_t i) const { return {y[i], u[i], v[i]}; }
  void push_back(CenteredYuv pixel);
};

// The same pixels behind each of the tables: what plane_codes() takes.
using TablePlanes = std::vector<YuvPlanes>;

// Fills result with the pixels behind each table.
void apply_tables(const std::vector<InputTable>& tables, const YuvPlanes& pixels,
                  TablePlanes& result);

// The same for pixels [first, first + count) and the tables that are needed; the planes of the
// others are left empty.
void apply_tables(const std::vector<InputTable>& tables, const std::vector<bool>& needed,
                  const YuvPlanes& pixels, std::size_t first, std::size_t count,
                  TablePlanes& result);

// The codes of functions (indices into all) on all pixels, with SIMD for the BPU's: those of
// function which[i] go to codes[i * pixels .. ], as many as there are pixels.
void plane_codes(const std::vector<PlaneFunction>& all, std::span<const std::size_t> which,
                 const TablePlanes& pixels, std::span<std::int8_t> codes);

// A pixel, as it is sent to the board, for which two functions differ. None proves that they are
// equal: by their reachable sums where the weights and tables are the same, else by every input
// that they can tell apart.
std::optional<CenteredYuv> find_difference(const PlaneFunction& one, const PlaneFunction& other,
                                           const std::vector<InputTable>& tables);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_PLANE_FUNCTION_H_
