// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <vector>

#include "suites/certify/source_truth_fixture.h"
#include "suites/certify/source_verdict.h"

namespace swingproof {
namespace {

TEST(EverySource, HasAnExactCaptureOfItsOwn) {
  const std::vector<SourceHypothesis> sources = all_sources({});
  for (const SourceHypothesis& truth : sources) expect_one_source(truth, sources);
}

TEST(EverySource, IsNotAttributedWronglyThroughAnyLoss) {
  for (const SourceHypothesis& truth : all_sources({})) {
    for (const Loss& loss : losses()) expect_true_of_lossy_capture(truth, loss);
  }
}

}  // namespace
}  // namespace swingproof
