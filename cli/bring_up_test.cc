// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "cli/command_runner.h"

namespace swingproof {
namespace {

// A fenced block of the document: ```LANGUAGE WORD, and the lines up to the closing fence.
struct Block {
  std::string language;
  std::string command;  // the subcommand of swingproof that it needs
  std::string text;
};

std::vector<Block> blocks_of(const std::string& path) {
  std::ifstream document(path);
  EXPECT_TRUE(document.good()) << path;
  std::vector<Block> blocks;
  bool is_inside = false;
  for (std::string line; std::getline(document, line);) {
    const bool is_fence = line.rfind("```", 0) == 0;
    if (is_fence && !is_inside) {
      std::istringstream words(line.substr(3));
      Block block;
      words >> block.language >> block.command;
      blocks.push_back(block);
    } else if (!is_fence && is_inside) {
      blocks.back().text += line + "\n";
    }
    is_inside = is_fence != is_inside;
  }
  return blocks;
}

const std::string docs = SWINGPROOF_SOURCE_DIR "/docs/";

// What run_probe.py needs, with stand-ins for the vendor's packages; Debian's Python has numpy.
const std::string surroundings =
    "set -eu\nexport SWINGPROOF=$swingproof PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=" + docs +
    "examples/stand_in\nswingproof() { $swingproof \"$@\"; }\npython3() { /usr/bin/python3 \"$@\"; "
    "}\n";

// Every command of the document, in its order. A block whose command this build does not have is
// left out; which ones are there is checked for the commands of certify's own part.
TEST(BringUp, EveryCommandOfTheDocumentSucceeds) {
  const TemporaryFolder folder;
  std::ifstream script(docs + "examples/run_probe.py");
  folder.write("run_probe.py", std::string(std::istreambuf_iterator<char>(script), {}));
  const std::string commands = run_command(folder, "--help").out;
  std::size_t run = 0;
  for (const Block& block : blocks_of(docs + "bring-up.md")) {
    SCOPED_TRACE(block.text);
    if (block.language == "toml") {
      folder.write("deployment.toml", block.text);
      continue;
    }
    ASSERT_EQ(block.language, "sh");
    const bool has_command = commands.find("\n  " + block.command + " ") != std::string::npos;
    if (!has_command) {
      EXPECT_TRUE(block.command == "lint" || block.command == "verify") << block.command;
      continue;
    }
    const CommandResult result = run_shell(folder, surroundings + block.text);
    EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
    if (block.command == "certify" && block.text.find("--capture") != std::string::npos) {
      EXPECT_EQ(result.out.rfind("certified: ", 0), 0U) << result.out;
    }
    ++run;
  }
  EXPECT_GE(run, 7U);
  EXPECT_EQ(folder.read("patches.png").substr(0, 4), "\x89PNG");
}

// The script hands over what it was told, and refuses what is no probe.
TEST(BringUp, TheScriptPassesTheSettingsOn) {
  const TemporaryFolder folder;
  const std::string settings =
      "--op centered_yuv2bgr --swing studio --mean 1,2,3 --std 60,61,62 --q-scale 1/64";
  const CommandResult result = run_shell(
      folder, surroundings + "swingproof probe " + settings +
                  " -o probe.npy >/dev/null 2>&1\npython3 " + docs +
                  "examples/run_probe.py probe.npy -o codes.npy " + settings +
                  "\nswingproof certify " + settings + " --stimulus probe.npy --capture codes.npy");
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  const CommandResult refused =
      run_shell(folder, surroundings + "swingproof probe --source -o patches.npy\npython3 " + docs +
                            "examples/run_probe.py patches.npy -o never.npy");
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_NE(refused.err.find("patches.npy: not int8 of shape (N, 3)"), std::string::npos);
  EXPECT_EQ(folder.names().count("never.npy"), 0U);
}

}  // namespace
}  // namespace swingproof
