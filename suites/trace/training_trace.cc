// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/trace/training_trace.h"

#include <cstddef>

#include "oracle/exact_yuv.h"
#include "oracle/ideal_op.h"

namespace swingproof {

TrainingTrace trace_training(const Deployment& deployment, const std::array<std::uint8_t, 3>& rgb) {
  constexpr std::array<std::string_view, 3> names = {"Y", "U", "V"};
  const bool is_bgr = deployment.op == Op::centered_yuv2bgr;
  const std::array<std::uint8_t, 3> bytes = {rgb[is_bgr ? 2 : 0], rgb[1], rgb[is_bgr ? 0 : 2]};
  const auto rows = training_rows(deployment.op, deployment.matrix);
  const auto exact_rows = exact_yuv_rows(deployment.matrix, deployment.op);
  TrainingTrace trace{rgb, {}, {}};
  for (std::size_t c = 0; c < 3; ++c) {
    const TrainingRow& row = rows[c];
    const Rational exact = exact_yuv_value(exact_rows[c], bytes);
    const int sum = row.weight[0] * bytes[0] + row.weight[1] * bytes[1] + row.weight[2] * bytes[2];
    const std::int8_t value = training_value(row, bytes);
    // The op adds 128 to the sum to round, so that the exact sum has none.
    trace.channels[c] = {names[c],
                         row,
                         exact,
                         {{{"weighted_sum", sum, Rational(256 * (exact + 128 - row.offset))},
                           {"stored", value + 128, Rational(exact + 128)},
                           {"centered", value, exact}}},
                         value,
                         nearest_yuv(exact_rows[c], bytes)};
    trace.training_codes[c] = training_code(deployment, bytes[c], c);
  }
  return trace;
}

}  // namespace swingproof
