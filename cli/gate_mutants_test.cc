// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "cli/gate_mutants_fixture.h"

namespace swingproof {
namespace {

class GateMutants : public testing::TestWithParam<Mutant> {};

TEST_P(GateMutants, AreRejectedForTheRightReason) { expect_rejected(GetParam()); }

INSTANTIATE_TEST_SUITE_P(Some, GateMutants, testing::ValuesIn(mutants_of_run(true)), mutant_name);

// The same source without a mistake passes: what is rejected above is the mistakes.
TEST(GateMutantsTest, WithoutAMistakePass) { expect_faultless(imagenet_toml); }

}  // namespace
}  // namespace swingproof
