// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/tune/tune_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "reports/document/render.h"

namespace swingproof {
namespace {

using testing::HasSubstr;

// The result for the default deployment, as if R were not proven.
Tuning unproven(Objective objective, double lower_bound) {
  TuneTask task;
  task.deployments = {Deployment()};
  static const Tuning proven = tune(task);
  Tuning tuning = proven;
  tuning.task.objective = objective;
  tuning.channels[0].is_optimal = false;
  tuning.channels[0].lower_bound = lower_bound;
  return tuning;
}

// A bound printed to the nearest would be above what is proven: half of them, and the root of a
// double that is just below a square.
TEST(TuneReport, PrintsNoLowerBoundThatIsAboveTheProvenOne) {
  EXPECT_THAT(terminal_text(tune_document(unproven(Objective::max, 0.5080117)), false),
              HasSubstr("max is not below 0.508011 LSB"));
  EXPECT_THAT(markdown_text(tune_document(unproven(Objective::mismatch, 0.0123459))),
              HasSubstr("mismatch is not below 0.012345 of the codes"));
  EXPECT_THAT(terminal_text(tune_document(unproven(Objective::rms, 2)), false),
              HasSubstr("rms is not below 1.414213 LSB"));
  EXPECT_THAT(terminal_text(tune_document(unproven(Objective::rms, 3)), false),
              HasSubstr("rms is not below 1.732050 LSB"));
  const double below_a_square = std::nextafter(0.390625, 0.0);
  EXPECT_EQ(std::sqrt(below_a_square), 0.625);
  EXPECT_THAT(terminal_text(tune_document(unproven(Objective::rms, below_a_square)), false),
              HasSubstr("rms is not below 0.624999 LSB"));
  EXPECT_THAT(terminal_text(tune_document(unproven(Objective::max, 0.5)), false),
              HasSubstr("max is not below 0.500000 LSB"));
  EXPECT_THAT(terminal_text(tune_document(unproven(Objective::rms, 0)), false),
              HasSubstr("rms is not below 0.000000 LSB"));
}

}  // namespace
}  // namespace swingproof
