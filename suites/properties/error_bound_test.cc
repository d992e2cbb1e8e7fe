// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// No error is beyond the bound that the parameters give.

#include "suites/bound/error_bound.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <array>
#include <cstddef>

#include "fixedpoint/bpu_model.h"
#include "oracle/ideal_op.h"
#include "suites/properties/arbitrary_deployment.h"
#include "suites/properties/costly_property.h"
#include "suites/sweep/sweep.h"

namespace swingproof {
namespace {

TEST(ErrorBoundProperty, HoldsForEveryInput) {
  const std::array<SweepSets, 2> sets = {sweep_sets(bt601_full), sweep_sets(bt601_studio)};
  check_costly_property(20, [&] {
    const Deployment deployment = *arbitrary_deployment();
    for (const Arithmetic& arithmetic : arithmetic_alternatives()) {
      RC_LOG() << arithmetic.name << "\n";
      const LoweredOp op = lower(deployment, arithmetic);
      const auto bounds = error_bounds(deployment, op);
      const auto errors =
          sweep(deployment, op, sets.at(deployment.matrix.swing == Swing::full ? 0 : 1));
      for (std::size_t c = 0; c < 3; ++c) {
        RC_ASSERT(errors[c].all_inputs.max_abs_error <= bounds[c].value);
      }
    }
  });
}

// With its sign, where the sweep has only the magnitude.
TEST(ErrorBoundProperty, HoldsOnEitherSide) {
  check_costly_property(100, [] {
    const Deployment deployment = *arbitrary_deployment();
    const LoweredOp op = lower(deployment, *any_datapath());
    const auto bounds = error_bounds(deployment, op);
    for (int i = 0; i < 200; ++i) {
      const CenteredYuv yuv = centered_yuv_at(*uniform<std::uint32_t>(0, 0xFFFFFF));
      const auto codes = fixed_codes(op, yuv);
      const RationalTriple x = ideal_values(deployment, yuv);
      for (std::size_t c = 0; c < 3; ++c) {
        const Rational error = codes[c] - clamp_to_code_range(x[c]);
        RC_ASSERT(error >= bounds[c].least);
        RC_ASSERT(error <= bounds[c].greatest);
      }
    }
  });
}

}  // namespace
}  // namespace swingproof
