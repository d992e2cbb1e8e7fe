// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "suites/parallel_blocks.h"
#include "suites/settle/judged_datapath_fixture.h"

namespace swingproof {
namespace {

TEST(SettleJudgementSlow, NamesTheClassOfEveryDatapath) {
  for_each_block(all_datapaths().size(), [](std::size_t i) { expect_named(i); });
}

TEST(SettleJudgementSlow, OneWrongPixelPerCaptureIsNeverBelieved) {
  for_each_block(all_datapaths().size(), [](std::size_t i) {
    std::mt19937 random(static_cast<unsigned>(i));
    expect_robust(i, random);
  });
}

TEST(SettleJudgementSlow, TwoHundredLoweringsOutsideTheTableAreExplainedByNone) {
  for_each_block(200, [](std::size_t i) {
    std::mt19937 random(static_cast<unsigned>(i + 1000));
    expect_none_for_changed_lowering(random);
  });
}

}  // namespace
}  // namespace swingproof
