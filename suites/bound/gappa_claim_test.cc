// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/bound/gappa_claim.h"

#include <gtest/gtest.h>

#include <string>

#include "fixedpoint/arithmetic.h"
#include "suites/bound/gappa.h"
#include "suites/bound/proved_claim_fixture.h"

namespace swingproof {
namespace {

// proved_claim_slow_test.cc has every arithmetic at either swing.
TEST(GappaClaim, IsProvedForEveryArithmetic) {
  for (std::size_t i = 0; i < arithmetic_alternatives().size(); ++i) {
    expect_proved(imagenet_at(i % 2 == 0 ? Swing::full : Swing::studio),
                  arithmetic_alternatives()[i]);
  }
}

// The pre-shift, a bias shift, and clamped colours on one side only.
TEST(GappaClaim, IsProvedForCoarseAndExtremeSettings) {
  for (const std::string q_scale : {"1/16", "1", "1/128"}) {
    for (const std::string mean : {"0", "128", "255"}) {
      Deployment deployment;
      deployment.mean = parse_mean({mean}, "mean");
      deployment.q_scale = parse_scale(q_scale, "q_scale");
      SCOPED_TRACE(mean + " " + q_scale);
      expect_proved(deployment, Arithmetic());
    }
  }
}

// A multiplier one too great in one place only: what is stated is not what the integers do.
TEST(GappaClaim, IsNotProvedForOtherIntegers) {
  const Deployment deployment = imagenet_at(Swing::full);
  const LoweredOp op = lower(deployment, Arithmetic());
  const auto claim = gappa_claim(exact_channel(deployment, 1), op[1]);
  ASSERT_TRUE(claim);
  std::string changed = claim->scripts[0];
  const std::string product = "p = acc * " + std::to_string(op[1].multiplier);
  const std::size_t at = changed.find(product);
  ASSERT_NE(at, std::string::npos);
  changed.replace(at, product.size(), "p = acc * " + std::to_string(op[1].multiplier + 1));
  EXPECT_FALSE(gappa_proves(changed));
  EXPECT_FALSE(gappa_proves("{ x in [0,1] -> x in [0,0.5] }"));
  EXPECT_TRUE(gappa_proves("{ x in [0,1] -> x in [0,1.5] }"));
  EXPECT_FALSE(gappa_proves("no script"));
}

// Gappa itself would take this as proved, and warn.
TEST(GappaClaim, IsNotProvedByAWrongRewritingRule) {
  const std::string goal = "{ x in [0,1] -> x + x in [0,1.5] }\n";
  EXPECT_FALSE(gappa_proves(goal));
  EXPECT_FALSE(gappa_proves(goal + "x + x -> 1.5 * x;\n"));
}

}  // namespace
}  // namespace swingproof
