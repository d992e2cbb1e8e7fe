// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_GATE_COMMAND_FIXTURE_H_
#define SWINGPROOF_CLI_GATE_COMMAND_FIXTURE_H_

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/command_runner.h"
#include "cli/mutant_fixture.h"

namespace swingproof {

// For tests: swingproof gate as its users run it.
inline const std::string kernels = SWINGPROOF_KERNELS;
// The option that names the plainest of them.
inline std::string scalar_kernel() { return "--kernel " + kernels + "/scalar.so "; }

// A Python of Debian's, which has Debian's NumPy.
inline const std::string debian_python = "/usr/bin/python3 ";

inline nlohmann::json read_json(const TemporaryFolder& folder, const std::string& name) {
  return nlohmann::json::parse(folder.read(name));
}

// Writes the deployments of the golden file; returns the options that name them.
inline std::vector<std::string> golden_deployments(const TemporaryFolder& folder) {
  std::ifstream file(SWINGPROOF_SOURCE_DIR "/suites/testdata/golden.json");
  std::vector<std::string> options;
  const nlohmann::json golden = nlohmann::json::parse(file);
  for (const nlohmann::json& entry : golden["op"]) {
    const nlohmann::json& setting = entry["setting"];
    const std::string name = "golden" + std::to_string(options.size()) + ".toml";
    folder.write(name, "[deployment]\nop = " + setting["op"].dump() + "\nswing = " +
                           setting["swing"].dump() + "\nmean = " + setting["mean"].dump() +
                           "\nstd = " + setting["std"].dump() +
                           "\nq_scale = " + setting["q_scale"].dump() + "\n");
    options.push_back("--deployment " + name);
  }
  return options;
}

// A kernel of examples/kernels on deployments by the options that name them.
inline void expect_right(const TemporaryFolder& folder, const std::string& name,
                         const std::vector<std::string>& deployments) {
  std::string arguments = "gate --kernel " + kernels + "/" + name + ".so --json o.json";
  for (const std::string& each : deployments) arguments += " " + each;
  const CommandResult result = run_command(folder, arguments);
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  const nlohmann::json verdict = read_json(folder, "o.json");
  EXPECT_EQ(verdict["verdict"], "pass");
  ASSERT_EQ(verdict["deployments"].size(), deployments.size());
  for (const nlohmann::json& deployment : verdict["deployments"]) {
    EXPECT_EQ(deployment["status"], "passed");
    EXPECT_EQ(deployment["inputs"], 16777216);
    EXPECT_EQ(deployment["mismatches"], 0);
    EXPECT_TRUE(deployment["findings"].empty());
  }
}

inline void expect_python_kernel_passes(const std::string& deployment) {
  const TemporaryFolder folder;
  const std::string kernel =
      "--exec '" + debian_python + SWINGPROOF_SOURCE_DIR "/examples/kernels/numpy_kernel.py' ";
  const CommandResult result = run_command(folder, "gate " + kernel + deployment);
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
}

// The command that a finding names shows it on its own.
inline void expect_reproduction(int number) {
  const TemporaryFolder folder;
  ASSERT_EQ(run_command(folder, "gate " + mutant_option(number) + "--json o.json").exit_code, 1);
  const nlohmann::json verdict = read_json(folder, "o.json");
  std::string line = verdict["deployments"][0]["findings"][0]["reproduce"];
  EXPECT_NE(line.find("--size"), std::string::npos) << number;
  ASSERT_EQ(line.find("swingproof "), 0U);
  line = line.substr(std::string("swingproof ").size());
  EXPECT_EQ(run_command(folder, line).exit_code, 1) << line;
  // The same line passes for a kernel that is right.
  line.replace(line.find("mutant_" + std::to_string(number)),
               ("mutant_" + std::to_string(number)).size(), "mutant_0");
  EXPECT_EQ(run_command(folder, line).exit_code, 0) << line;
}

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_GATE_COMMAND_FIXTURE_H_
