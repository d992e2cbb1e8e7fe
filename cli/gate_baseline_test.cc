// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// swingproof gate --baseline as its users run it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "cli/command_runner.h"
#include "cli/gate_command_fixture.h"

namespace swingproof {
namespace {

using nlohmann::json;
using testing::HasSubstr;

// gate_baseline_slow_test.cc has kernels, and every hole that a baseline may have. Here the codes
// of the model and of another arithmetic are recorded ones.
TEST(GateBaseline, FailsOnAnyFigureThatIsWorse) {
  const TemporaryFolder folder;
  ASSERT_EQ(run_command(folder, "stimulus --full -o s.npy").exit_code, 0);
  const std::string convert = "convert s.npy --with fixed -o ";
  ASSERT_EQ(run_command(folder, convert + "good.npy").exit_code, 0);
  ASSERT_EQ(
      run_command(folder, convert + "bad.npy --arithmetic bayes:post_rounding=floor").exit_code, 0);
  folder.write("loose.toml", "[budget]\nbit_exact = false\nmax_code_difference = 255\n");
  const std::string gate = "gate --stimulus s.npy --budget loose.toml --baseline b.json --result ";
  const std::string good = gate + "good.npy ";
  EXPECT_EQ(run_command(folder, good).exit_code, 2);  // there is none yet
  EXPECT_EQ(run_command(folder, good + "--update-baseline").exit_code, 0);
  EXPECT_EQ(run_command(folder, good).exit_code, 0);
  EXPECT_EQ(run_command(folder, gate + "bad.npy --json o.json").exit_code, 1);
  EXPECT_EQ(json::parse(folder.read("o.json"))["deployments"][0]["findings"][0]["kind"],
            "baseline");
  folder.write("b.json", "{\"schema\": \"swingproof.gate/1\", \"deployments\": [7]}");
  EXPECT_EQ(run_command(folder, good).exit_code, 2);
}

// A recording of a part of the cube has none of the baseline's figures.
TEST(GateBaseline, FailsWhereAFigureCannotBeMeasuredAnyMore) {
  const TemporaryFolder folder;
  ASSERT_EQ(run_command(folder, "stimulus --size 37x5 -o s.npy").exit_code, 0);
  ASSERT_EQ(run_command(folder, "convert s.npy -o r.npy --with fixed").exit_code, 0);
  const std::string recording = "gate --stimulus s.npy --result r.npy --baseline b.json ";
  EXPECT_EQ(run_command(folder, recording + "--update-baseline").exit_code, 0);
  EXPECT_EQ(run_command(folder, recording).exit_code, 0);
  EXPECT_EQ(run_command(folder, "gate " + scalar_kernel() + "--baseline b.json --update-baseline")
                .exit_code,
            0);
  const CommandResult result = run_command(folder, recording);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, HasSubstr("R all_inputs max_abs_error is in the baseline and cannot be "
                                    "measured now"));
}

}  // namespace
}  // namespace swingproof
