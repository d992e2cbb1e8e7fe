// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "cli/gate_mutants_fixture.h"

namespace swingproof {
namespace {

class GateMutants : public testing::TestWithParam<Mutant> {};

TEST_P(GateMutants, AreRejectedForTheRightReason) { expect_rejected(GetParam()); }

INSTANTIATE_TEST_SUITE_P(Others, GateMutants, testing::ValuesIn(mutants_of_run(false)),
                         mutant_name);

// Each mistake of instances is blamed on what it comes from, once.
TEST(GateMutantsTest, InstancesAreBlamedForWhatTheyDo) {
  const auto lines = [](int number) {
    const GateVerdict verdict = gate_mutant({number, "", ""});
    std::string all;
    for (const GateFinding& each : verdict.deployments.at(0).findings) {
      EXPECT_EQ(each.kind, FindingKind::stale_state) << number << " " << each.message;
      all += each.message + "\n";
    }
    return all;
  };
  EXPECT_EQ(lines(106),
            "an instance computes other codes while there is another one of its configuration\n");
  EXPECT_EQ(lines(109),
            "an instance made beside another one of its configuration computes other codes\n");
  EXPECT_THAT(lines(62), testing::Not(testing::HasSubstr("another one")));
}

TEST(GateMutantsTest, WithoutAMistakePassForEveryDeployment) {
  for (const std::string_view deployment :
       {bright_toml, coarse_toml, dark_toml, bgr_toml, defaults_toml}) {
    expect_faultless(deployment);
  }
}

}  // namespace
}  // namespace swingproof
