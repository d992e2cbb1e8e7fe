// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// The same deployment gives the same figures on any number of threads and on any SIMD target.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <array>
#include <cstddef>
#include <cstdint>

#include "suites/parallel_blocks.h"
#include "suites/properties/arbitrary_capture.h"
#include "suites/properties/arbitrary_deployment.h"
#include "suites/properties/costly_property.h"
#include "suites/properties/simd_targets.h"
#include "suites/sweep/accuracy.h"
#include "suites/sweep/cube_channel.h"

namespace swingproof {
namespace {

void require_equal(const Accuracy& accuracy, const Accuracy& expected) {
  for (std::size_t c = 0; c < 3; ++c) {
    RC_ASSERT(accuracy.op[c] == expected.op[c]);
    RC_ASSERT(accuracy.errors[c] == expected.errors[c]);
    RC_ASSERT(accuracy.path[c] == expected.path[c]);
  }
}

TEST(SameFigures, OnAnyNumberOfThreads) {
  check_costly_property(5, [] {
    const Deployment deployment = *arbitrary_deployment();
    const Arithmetic arithmetic = *rc::gen::elementOf(arithmetic_alternatives());
    const ExactChannel channel = exact_channel(deployment, *any_channel());
    const FilledRows codes = code_source(any_capture(channel));
    const InputSet set = any_input_set();
    const std::array<const InputSet*, 1> sets = {&set};
    const Accuracy expected = measure_accuracy(deployment, arithmetic);
    const ErrorMeasures expected_capture = measure_cube(channel, codes, sets).at(0);
    for (const std::size_t threads : {1, 2, 7}) {
      RC_LOG() << threads << " threads\n";
      Accuracy accuracy;
      ErrorMeasures capture;
      run_on_threads(threads, [&] {
        accuracy = measure_accuracy(deployment, arithmetic);
        capture = measure_cube(channel, codes, sets).at(0);
      });
      require_equal(accuracy, expected);
      RC_ASSERT(capture == expected_capture);
    }
  });
}

TEST(SameFigures, OnAnySimdTarget) {
  check_costly_property(2, [] {
    const Deployment deployment = *arbitrary_deployment();
    const Arithmetic arithmetic = *rc::gen::elementOf(arithmetic_alternatives());
    const Accuracy expected = measure_accuracy(deployment, arithmetic);
    for (const std::int64_t target : simd_targets()) {
      const OnSimdTarget on_target(target);
      RC_LOG() << on_target.name() << "\n";
      require_equal(measure_accuracy(deployment, arithmetic), expected);
    }
  });
}

}  // namespace
}  // namespace swingproof
