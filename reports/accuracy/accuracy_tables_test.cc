// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <string>

#include "reports/accuracy/accuracy_report.h"
#include "suites/bound/error_bound.h"

namespace swingproof {
namespace {

// No error is above a printed bound: rounded to nearest, half of them would be below the bound.
TEST(BoundTable, PrintsNoBoundThatIsBelowTheProvenOne) {
  int not_nearest = 0;
  for (const std::string mean : {"123.675", "116.28", "103.53", "127.5", "128"}) {
    Accuracy accuracy{
        .deployment = {}, .arithmetic = {"bayes", {}}, .op = {}, .errors = {}, .path = {}};
    accuracy.deployment.mean = parse_mean({mean}, "mean");
    accuracy.deployment.std = parse_std({"58.395"}, "std");
    accuracy.deployment.q_scale = parse_scale("0.0207", "q_scale");
    accuracy.op = lower(accuracy.deployment, accuracy.arithmetic);
    const TextTable table = bound_table(accuracy);
    const auto bounds = error_bounds(accuracy.deployment, accuracy.op);
    for (std::size_t c = 0; c < 3; ++c) {
      const Rational printed = parse_exact_number(table.rows.at(c + 1).at(2), "bound").exact;
      EXPECT_GE(printed, bounds[c].value);
      EXPECT_LT(printed, bounds[c].value + Rational(1, 10000));
      not_nearest += printed - bounds[c].value > Rational(1, 20000) ? 1 : 0;
    }
  }
  EXPECT_GT(not_nearest, 0);  // else the settings would show nothing
}

}  // namespace
}  // namespace swingproof
