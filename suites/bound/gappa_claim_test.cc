// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/bound/gappa_claim.h"

#include <gtest/gtest.h>

#include <string>

#include "fixedpoint/arithmetic.h"
#include "fixedpoint/datapath.h"
#include "suites/bound/gappa.h"
#include "suites/bound/proved_claim_fixture.h"

namespace swingproof {
namespace {

// proved_claim_slow_test.cc has every arithmetic at either swing.
TEST(GappaClaim, IsProvedForEveryArithmetic) {
  for (std::size_t i = 0; i < arithmetic_alternatives().size(); ++i) {
    expect_proved(imagenet_at(i % 2 == 0 ? bt601_full : bt601_studio),
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

// There is a claim where no accumulator leaves int16, and where all that do have the code 127 or
// -128; and none where others do.
TEST(GappaClaim, OfASaturationBeforeThePreShiftIsThereWhereItDoesNotMatter) {
  const auto claim_of = [](const std::string& mean, const std::string& q_scale, std::size_t c) {
    Deployment deployment;
    deployment.mean = parse_mean({mean}, "mean");
    deployment.q_scale = parse_scale(q_scale, "q_scale");
    const LoweredOp op = lower(deployment, Datapath{.saturation = Saturation::before_pre_shift});
    EXPECT_GT(op[c].pre_shift, 0);
    return gappa_claim(exact_channel(deployment, c), op[c]);
  };
  const auto uncut = claim_of("128", "1/16", 0);
  ASSERT_TRUE(uncut);
  for (const std::string& script : uncut->scripts) {
    EXPECT_TRUE(gappa_proves(script)) << script;
  }
  EXPECT_FALSE(claim_of("128", "1/16", 1));  // 127 * 127 + 44 * 128 + 92 * 128 is 33,537
  EXPECT_FALSE(claim_of("-300", "1/16", 0));
  // 8191 steps of the wider scale are a code of 127 at least.
  Deployment wide;
  wide.mean = parse_mean({"-300"}, "mean");
  LoweredOp op = lower(wide, Datapath{.saturation = Saturation::before_pre_shift});
  op[0].pre_shift = 2;
  op[0].post_shift = 20;
  op[0].multiplier = 16384;
  EXPECT_TRUE(gappa_claim(exact_channel(wide, 0), op[0]));
  op[0].multiplier = 16256;  // 8191 * 16256 / 2^20 is just below 127
  EXPECT_FALSE(gappa_claim(exact_channel(wide, 0), op[0]));
}

// A multiplier one too great in one place only: what is stated is not what the integers do.
TEST(GappaClaim, IsNotProvedForOtherIntegers) {
  const Deployment deployment = imagenet_at(bt601_full);
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
