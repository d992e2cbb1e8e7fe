// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "cli/gate_command_fixture.h"

namespace swingproof {
namespace {

using nlohmann::json;

TEST(GateCommandTest, RightKernelsPassOnAllGoldenDeployments) {
  const TemporaryFolder folder;
  const std::vector<std::string> deployments = golden_deployments(folder);
  ASSERT_EQ(deployments.size(), 10U);
  for (const std::string name : {"scalar", "vector"}) expect_right(folder, name, deployments);
}

TEST(GateCommandTest, PythonKernelPassesWithEveryOption) {
  expect_python_kernel_passes(
      "--op centered_yuv2bgr --mean 103.53,116.28,123.675 --std 57.375 --q-scale 0x1p-6");
  expect_python_kernel_passes("--swing studio");
}

TEST(GateCommandTest, EveryReproductionReproduces) {
  for (const int number : {12, 47, 75}) expect_reproduction(number);
}

TEST(GateCommandTest, ALimitOfHalfACodeIsNotRoundedUp) {
  const TemporaryFolder folder;
  folder.write("tight.toml", "[budget]\nbit_exact = false\nmax_code_difference = \"0.5\"\n");
  EXPECT_EQ(run_command(folder, "gate " + mutant_option(32) + "--budget tight.toml").exit_code, 1);
}

TEST(GateCommandTest, SmallRatiosOfSpeedAreReached) {
  const TemporaryFolder folder;
  EXPECT_EQ(run_command(folder, "gate " + scalar_kernel() + "--compare-speed " + kernels +
                                    "/vector.so --min-speed-ratio 1e-6")
                .exit_code,
            0);
  EXPECT_EQ(run_command(folder,
                        "gate " + scalar_kernel() + "--compare-speed memcpy --min-speed-ratio 1e-9")
                .exit_code,
            0);
}

// Real libraries keep the contract; they only are no BPU. docs/peers.md has their figures.
TEST(GateCommandTest, RealLibrariesDifferInValuesOnly) {
  const TemporaryFolder folder;
  for (const std::string& name : {std::string("libyuv"), std::string("swscale"),
                                  std::string("zimg"), std::string("opencv")}) {
    const CommandResult result =
        run_command(folder, "gate --json o.json --kernel " SWINGPROOF_PEERS "/" + name + ".so");
    EXPECT_EQ(result.exit_code, 1) << result.err;
    const json deployment = read_json(folder, "o.json")["deployments"][0];
    ASSERT_EQ(deployment["findings"].size(), 1U) << name << deployment["findings"];
    EXPECT_EQ(deployment["findings"][0]["kind"], "value");
    EXPECT_TRUE(deployment["findings"][0]["diagnosis"].is_null());
    // Each is close to the exact op, which the model is up to 2.24 LSB away from.
    for (const json& channel : deployment["channels"]) {
      EXPECT_LT(std::stod(channel["all_inputs"]["max_abs_error"]["value"].get<std::string>()), 1.3);
    }
  }
}

}  // namespace
}  // namespace swingproof
