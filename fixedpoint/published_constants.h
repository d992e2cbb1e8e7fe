// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_FIXEDPOINT_PUBLISHED_CONSTANTS_H_
#define SWINGPROOF_FIXEDPOINT_PUBLISHED_CONSTANTS_H_

#include <array>
#include <stdexcept>

#include "deployment/matrix.h"

namespace swingproof {

// The constants of the deployed op, rows in R, G, B order, columns Y, U, V (docs/numerics.md
// sections 3 and 4.1). Source: horizon_plugin_pytorch, functional.py. Doubles, as Python holds
// them.
struct OpConstants {
  std::array<std::array<double, 3>, 3> weight;  // grey levels per step of Y, U, V
  std::array<double, 3> weight_scale;           // grey levels per step of an int8 weight
  double offset;                                // grey levels of R, G, B at Y = U = V = 0

  friend bool operator==(const OpConstants&, const OpConstants&) = default;
};

// One row of the training-side op's integer form: v = trunc((w . rgb + 128) / 256 + offset) - 128.
struct TrainingRow {
  std::array<int, 3> weight;  // of the op's own three input channels, in 1/256
  int offset;                 // of the stored byte
};

// The op and its training side with one matrix.
struct PublishedOp {
  Matrix matrix;
  OpConstants constants;
  std::array<TrainingRow, 3> training_rows;  // Y, U, V; weights in R, G, B order
};

// Every matrix that the op has.
inline constexpr std::array published_ops = {
    PublishedOp{bt601_full,
                {.weight = {{{1.0, 0, 1.4020}, {1.0, -0.3441, -0.7141}, {1.0, 1.7720, 0}}},
                 .weight_scale = {0.0110, 0.0078, 0.0139},
                 .offset = 128},
                {{{{77, 150, 29}, 0}, {{-43, -84, 127}, 128}, {{127, -106, -21}, 128}}}},
    PublishedOp{bt601_studio,
                {.weight = {{{1.164, 0, 1.596}, {1.164, -0.392, -0.812}, {1.164, 2.016, 0}}},
                 .weight_scale = {0.0125, 0.0091, 0.0158},
                 .offset = 112 * 1.164},
                {{{{66, 129, 25}, 16}, {{-38, -74, 112}, 128}, {{112, -94, -18}, 128}}}}};

// Throws std::logic_error for a matrix that the op does not have: no deployment has such a one.
constexpr const PublishedOp& published_op(Matrix matrix) {
  for (const PublishedOp& each : published_ops) {
    if (each.matrix == matrix) return each;
  }
  throw std::logic_error("the op is not published for this matrix");
}

constexpr const OpConstants& published_constants(Matrix matrix) {
  return published_op(matrix).constants;
}

}  // namespace swingproof

#endif  // SWINGPROOF_FIXEDPOINT_PUBLISHED_CONSTANTS_H_
