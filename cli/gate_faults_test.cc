// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "cli/gate_faults_fixture.h"

namespace swingproof {
namespace {

class GateFaults : public testing::TestWithParam<FaultyKernel> {};

TEST_P(GateFaults, AreNamedAlone) { expect_named(GetParam()); }

INSTANTIATE_TEST_SUITE_P(Some, GateFaults, testing::ValuesIn(faulty_kernels_of_run(true)),
                         faulty_kernel_name);

}  // namespace
}  // namespace swingproof
