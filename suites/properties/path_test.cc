// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// suites/sweep/path.h against one plain loop over all 2^24 training pixels.

#include "suites/sweep/path.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <map>

#include "fixedpoint/bpu_model.h"
#include "fixedpoint/training_op.h"
#include "oracle/ideal_op.h"
#include "suites/properties/arbitrary_deployment.h"
#include "suites/properties/costly_property.h"
#include "suites/sweep/error_measures.h"

namespace swingproof {
namespace {

// How often each difference, -255..255, occurred on each channel.
using Counts = std::array<std::array<std::uint64_t, 511>, 3>;

Counts plain_path(const Deployment& deployment, const LoweredOp& op) {
  std::array<std::array<std::int8_t, 256>, 3> seen;
  for (std::size_t c = 0; c < 3; ++c) {
    for (int byte = 0; byte < 256; ++byte) {
      seen[c][static_cast<std::size_t>(byte)] = training_code(deployment, byte, c);
    }
  }
  const auto rows = training_rows(deployment.op, deployment.matrix);
  Counts counts = {};
  for (std::uint32_t pixel = 0; pixel < cube_inputs; ++pixel) {
    const std::array<std::uint8_t, 3> bytes = {static_cast<std::uint8_t>(pixel >> 16U),
                                               static_cast<std::uint8_t>(pixel >> 8U),
                                               static_cast<std::uint8_t>(pixel)};
    const std::array<std::int8_t, 3> codes = fixed_codes(op, training_yuv(rows, bytes));
    for (std::size_t c = 0; c < 3; ++c) {
      ++counts[c][static_cast<std::size_t>(codes[c] - seen[c][bytes[c]] + 255)];
    }
  }
  return counts;
}

TEST(Path, EqualsAPlainLoopOverAllTrainingPixels) {
  check_costly_property(3, [] {
    const Deployment deployment = *arbitrary_deployment();
    const Arithmetic arithmetic = *rc::gen::elementOf(arithmetic_alternatives());
    const LoweredOp op = lower(deployment, arithmetic.datapath);
    const std::array<PathErrors, 3> path = sweep_path(deployment, op);
    const Counts counts = plain_path(deployment, op);
    for (std::size_t c = 0; c < 3; ++c) {
      RC_LOG() << "channel " << c << "\n";
      CodeDifferences expected;
      std::int64_t sum = 0;
      int greatest = 0;
      for (int difference = -255; difference <= 255; ++difference) {
        const std::uint64_t times = counts[c][static_cast<std::size_t>(difference + 255)];
        if (times == 0) continue;
        expected.add(difference, times);
        sum += difference * static_cast<std::int64_t>(times);
        greatest = std::max(greatest, std::abs(difference));
      }
      RC_ASSERT(path[c].channel == output_channels(deployment.op)[c]);
      RC_ASSERT(path[c].code_difference == expected);
      RC_ASSERT(path[c].code_difference.mean() == Rational(sum, cube_inputs));
      RC_ASSERT(path[c].code_difference.greatest() == greatest);
    }
  });
}

}  // namespace
}  // namespace swingproof
