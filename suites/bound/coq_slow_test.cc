// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Coq's packages take 1 GB: .ci/nightly installs them, and these tests are skipped without.

#include <gtest/gtest.h>

#include <cstddef>
#include <string>

#include "deployment/input_error.h"
#include "suites/bound/coq.h"
#include "suites/bound/gappa.h"
#include "suites/bound/proved_claim_fixture.h"

namespace swingproof {
namespace {

class Coq : public testing::Test {
 protected:
  void SetUp() override {
    try {
      coq_version();
    } catch (const InputError& error) {
      GTEST_SKIP() << error.what();
    }
  }
};

// One part of each; all 52 parts take ten minutes, and were checked on 2026-12-01.
TEST_F(Coq, ChecksTheClaimsOfEveryArithmetic) {
  const Deployment deployment = imagenet_at(bt601_studio);
  std::size_t part = 0;
  for (const Arithmetic& arithmetic : arithmetic_alternatives()) {
    if (arithmetic.datapath.post_rounding == RoundingMode::trunc) continue;  // coq.h says why
    const auto claim = gappa_claim(exact_channel(deployment, 1), lower(deployment, arithmetic)[1]);
    ASSERT_TRUE(claim) << arithmetic.name;
    const std::string& script = claim->scripts[part++ % claim->scripts.size()];
    EXPECT_TRUE(coq_accepts(script)) << arithmetic.name << "\n" << script;
  }
}

// With the pre-shift.
TEST_F(Coq, ChecksTheClaimOfARange) {
  const auto claim =
      range_claim(Op::centered_yuv2rgb, bt601_full, 0, Arithmetic(), setting_ranges[2]);
  ASSERT_TRUE(claim);
  for (const std::string& script : claim->scripts) EXPECT_TRUE(coq_accepts(script)) << script;
}

TEST_F(Coq, ChecksTheTrivialClaim) { EXPECT_TRUE(coq_accepts(trivial_claim().scripts.front())); }

// Gappa writes a proof with a wrong rule as its hypothesis, which Coq by itself would take.
TEST_F(Coq, RefusesAWrongRule) {
  const std::string goal = "{ x in [0,1] -> x + x in [0,1.5] }\n";
  EXPECT_FALSE(coq_accepts(goal));
  const std::string with_rule = goal + "x + x -> 1.5 * x;\n";
  EXPECT_NE(gappa_proof_for_coq(with_rule), "");
  EXPECT_FALSE(coq_accepts(with_rule));
  EXPECT_TRUE(coq_accepts("{ x in [0,1] -> x + x in [0,2] }\nx + x -> 2 * x;\n"));
}

}  // namespace
}  // namespace swingproof
