// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "cli/help_examples_fixture.h"

namespace swingproof {
namespace {

TEST(Command, TheSlowExamplesInTheHelpRun) {
  EXPECT_GE(run_help_examples({"report", "campaign run"}), 8U);
}

}  // namespace
}  // namespace swingproof
