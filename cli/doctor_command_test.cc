// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/command_runner.h"

namespace swingproof {
namespace {

using nlohmann::json;
using testing::HasSubstr;

// The components that doctor finds in this environment, by name.
json components(const std::string& environment) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.path_of("bin"));
  folder.write("bin/gappa", "#!/bin/sh\necho 'Gappa 9.8.7'\necho more\n");
  folder.write("bin/coqc", "#!/bin/sh\nexit 1\n");
  folder.write("bin/python3", "#!/bin/sh\nprintf '0.\\033[1m\\377'\n");
  const CommandResult result =
      run_shell(folder, "chmod +x bin/*; " + environment + " $swingproof doctor --json -");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.err, "");
  const json document = json::parse(result.out);
  EXPECT_EQ(document.at("schema"), "swingproof.doctor/1");
  EXPECT_EQ(document.at("tool").at("version"), SWINGPROOF_VERSION);
  EXPECT_THAT(document.at("simd").at("compiled"),
              testing::Contains(document.at("simd").at("used")));
  EXPECT_GE(document.at("processors"), 1);
  json found;
  for (const json& each : document.at("components")) {
    EXPECT_EQ(each.at("present"), !each.at("found").is_null());
    EXPECT_NE(each.at("without"), "");
    EXPECT_NE(each.at("remedy"), "");
    found[each.at("component").get<std::string>()] = each.at("found");
  }
  return found;
}

TEST(DoctorCommand, SaysWhatIsThere) {
  const json found = components("PATH=\"$PWD/bin:$PATH\"");
  EXPECT_EQ(found.at("kernel host"), "starts");
  EXPECT_EQ(found.at("gappa"), "9.8.7");
  EXPECT_EQ(found.at("coq"), nullptr) << "it fails";
  EXPECT_EQ(found.at("python module"), "0.\\x1b[1m\\xff") << "not printable";
}

TEST(DoctorCommand, MissesWhatIsNotOnPath) {
  const json found = components("PATH=/nowhere");
  EXPECT_EQ(found.at("kernel host"), "starts");
  for (const char* program : {"gappa", "coq", "python module"}) {
    EXPECT_EQ(found.at(program), nullptr) << program;
  }
}

TEST(DoctorCommand, NamesTheCostAndTheRemedy) {
  const TemporaryFolder folder;
  const CommandResult result = run_shell(folder, "PATH=/nowhere $swingproof doctor");
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr("Without gappa, prove proves nothing: install Debian's"));
  EXPECT_THAT(result.out, HasSubstr("version        " SWINGPROOF_VERSION));
}

// A folder of the module's name is not the module.
TEST(DoctorCommand, LooksForThePythonModuleNotHere) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.path_of("swingproof"));
  folder.write("swingproof/__init__.py", "__version__ = 'of this folder'\n");
  EXPECT_EQ(run_command(folder, "doctor").out.find("of this folder"), std::string::npos);
}

}  // namespace
}  // namespace swingproof
