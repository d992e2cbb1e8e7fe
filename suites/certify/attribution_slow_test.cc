// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <cstddef>

#include "suites/certify/attribution_fixture.h"

namespace swingproof {
namespace {

class Attribution : public testing::TestWithParam<std::size_t> {};

TEST_P(Attribution, ACaptureOfTheProbeIsExplainedByItsOwnClassOnly) {
  expect_captures_attributed(GetParam());
}

TEST_P(Attribution, ClassesHoldEveryHypothesisOnce) {
  expect_each_hypothesis_in_one_class(GetParam());
}

TEST_P(Attribution, MembersOfAClassAgreeOnRandomPixels) { expect_members_agree(GetParam()); }

INSTANTIATE_TEST_SUITE_P(OtherDeployments, Attribution,
                         testing::ValuesIn(attributed_in_slow_runs()), attributed_name);

}  // namespace
}  // namespace swingproof
