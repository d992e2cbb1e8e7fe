// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <string_view>

#include "cli/gate_mutants_fixture.h"

namespace swingproof {
namespace {

class GateMutants : public testing::TestWithParam<Mutant> {};

TEST_P(GateMutants, AreRejectedForTheRightReason) { expect_rejected(GetParam()); }

INSTANTIATE_TEST_SUITE_P(Others, GateMutants, testing::ValuesIn(mutants_of_run(false)),
                         mutant_name);

TEST(GateMutantsTest, WithoutAMistakePassForEveryDeployment) {
  for (const std::string_view deployment : {bright_toml, coarse_toml, bgr_toml, defaults_toml}) {
    expect_faultless(deployment);
  }
}

}  // namespace
}  // namespace swingproof
