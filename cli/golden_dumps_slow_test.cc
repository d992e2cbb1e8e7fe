// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// What dump writes, against the independent SHA-256 of whole cubes in suites/testdata.

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/command_runner.h"

namespace swingproof {
namespace {

using nlohmann::json;

json golden_figures() {
  std::ifstream stream(SWINGPROOF_SOURCE_DIR "/suites/testdata/golden.json");
  return json::parse(stream);
}

std::string joined(const json& texts) {
  std::string all;
  for (const json& text : texts) all += (all.empty() ? "" : ",") + text.get<std::string>();
  return all;
}

std::string options_of(const json& setting) {
  return " --op " + setting.at("op").get<std::string>() + " --swing " +
         setting.at("swing").get<std::string>() + " --mean " + joined(setting.at("mean")) +
         " --std " + joined(setting.at("std")) + " --q-scale " +
         setting.at("q_scale").get<std::string>();
}

// Of the elements alone: the header has 128 bytes.
std::string sha256_of_dump(const TemporaryFolder& folder, const std::string& arguments) {
  const CommandResult result =
      run_shell(folder, "$swingproof dump " + arguments + " -o - | tail -c +129 | sha256sum");
  return result.out.substr(0, result.out.find(' '));
}

TEST(GoldenDumps, AreTheIndependentCubes) {
  const TemporaryFolder folder;
  const json golden = golden_figures();
  for (const json& entry : golden.at("op")) {
    const std::string options = options_of(entry.at("setting"));
    SCOPED_TRACE(options);
    EXPECT_EQ(entry.at("sha256_fixed"), sha256_of_dump(folder, "fixed" + options));
    EXPECT_EQ(entry.at("sha256_ideal_half_even"), sha256_of_dump(folder, "ideal" + options));
    EXPECT_EQ(entry.at("sha256_ideal_half_up"),
              sha256_of_dump(folder, "ideal --rounding half_up" + options));
  }
  for (const json& entry : golden.at("forward")) {
    const std::string options = " --op " + entry.at("op").get<std::string>() + " --swing " +
                                entry.at("swing").get<std::string>();
    SCOPED_TRACE(options);
    EXPECT_EQ(entry.at("sha256"), sha256_of_dump(folder, "training" + options));
  }
}

}  // namespace
}  // namespace swingproof
