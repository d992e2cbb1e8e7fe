// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "cli/gate_command_fixture.h"

namespace swingproof {
namespace {

using nlohmann::json;
using testing::HasSubstr;

TEST(GateBaseline, FailsOnAnyFigureOfAKernelThatIsWorse) {
  const TemporaryFolder folder;
  folder.write("loose.toml", "[budget]\nbit_exact = false\nmax_code_difference = 255\n");
  const std::string good = "gate " + scalar_kernel() + "--budget loose.toml --baseline b.json ";
  const std::string bad = "gate " + mutant_option(14) + "--budget loose.toml --baseline b.json ";
  EXPECT_EQ(run_command(folder, good).exit_code, 2);  // there is none yet
  EXPECT_EQ(run_command(folder, good + "--update-baseline").exit_code, 0);
  EXPECT_EQ(run_command(folder, good).exit_code, 0);
  EXPECT_EQ(run_command(folder, bad + "--json o.json").exit_code, 1);
  EXPECT_EQ(json::parse(folder.read("o.json"))["deployments"][0]["findings"][0]["kind"],
            "baseline");
  // A gate that fails does not become the baseline.
  const std::string before = folder.read("b.json");
  EXPECT_EQ(run_command(folder, "gate " + mutant_option(14) + "--baseline b.json --update-baseline")
                .exit_code,
            1);
  EXPECT_EQ(folder.read("b.json"), before);
  // What cannot be written as the baseline is no other result either.
  const CommandResult full =
      run_command(folder, "gate " + scalar_kernel() +
                              "--baseline /dev/full --update-baseline --json none.json");
  EXPECT_EQ(full.exit_code, 2);
  EXPECT_EQ(full.out, "");
  EXPECT_FALSE(folder.names().contains("none.json"));
  EXPECT_EQ(run_command(folder, bad + "--update-baseline").exit_code, 0);
  EXPECT_EQ(run_command(folder, good).exit_code, 0);  // every figure is better than before
  // What a baseline lacks is not passed over.
  json holes = json::parse(folder.read("b.json"));
  const json whole = holes;
  const auto fails_for = [&](const char* words) {
    folder.write("b.json", holes.dump());
    const CommandResult result = run_command(folder, good);
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.out, HasSubstr(words));
  };
  holes["deployments"][0]["channels"].erase(1);
  fails_for("the baseline does not have G all_inputs max_abs_error");
  holes["deployments"][0].erase("channels");
  fails_for("the baseline does not have R all_inputs max_abs_error");
  holes = whole;
  holes["deployments"][0]["status"] = "skipped";
  fails_for("did not support this in the baseline");
  holes["deployments"] = json::array();
  fails_for("the baseline does not have this deployment");
  for (const char* text : {"", "{}", "[1]", "{\"schema\": \"swingproof.gate/1\"}",
                           "{\"schema\": \"swingproof.gate/1\", \"deployments\": [7]}"}) {
    folder.write("b.json", text);
    const CommandResult result = run_command(folder, good);
    EXPECT_EQ(result.exit_code, 2) << text << result.err;
  }
}

// Mutant 93 does not support BGR, which a gate allows unless a kernel has supported it before.
TEST(GateBaseline, FailsWhereAKernelDoesNotSupportADeploymentAnyMore) {
  const TemporaryFolder folder;
  folder.write("bgr.toml", "[deployment]\nop = \"centered_yuv2bgr\"\n");
  folder.write("rgb.toml", "[deployment]\n");
  const std::string both = "--deployment bgr.toml --deployment rgb.toml --baseline b.json ";
  const std::string rgb_only = "gate " + mutant_option(93) + both;
  EXPECT_EQ(run_command(folder, rgb_only + "--update-baseline").exit_code, 0);
  EXPECT_EQ(run_command(folder, rgb_only).exit_code, 0);
  EXPECT_EQ(run_command(folder, "gate " + scalar_kernel() + both + "--update-baseline").exit_code,
            0);
  const CommandResult result = run_command(folder, rgb_only + "--json o.json");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, HasSubstr("does not support this any more, as it did in the baseline"));
  const json verdict = json::parse(folder.read("o.json"));
  EXPECT_EQ(verdict["verdict"], "fail");
  ASSERT_EQ(verdict["deployments"][0]["findings"].size(), 1U);
  EXPECT_EQ(verdict["deployments"][0]["findings"][0]["kind"], "baseline");
  EXPECT_TRUE(verdict["deployments"][1]["findings"].empty());
}

}  // namespace
}  // namespace swingproof
