// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// The runners in a settle kit, with stand-ins for a board (docs/examples/stand_in).

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/settle_commands_fixture.h"

namespace swingproof {
namespace {

using nlohmann::json;
using testing::HasSubstr;

class SettleRunners : public SettleCommands {
 protected:
  SettleRunners() {
    for (const std::string number : {"1", "2"}) {
      remove("kit/capture_" + number + ".npy");
      folder.write("model_" + number + ".bin", folder.read("kit/deployment_" + number + ".toml") +
                                                   "# layout nhwc\n# dtype int8\n# size 16x16\n");
    }
  }

  // As the README says; the runners are those that settle plan writes.
  void run_one(const std::string& number, const std::string& runner) const {
    const std::string examples = SWINGPROOF_SOURCE_DIR "/docs/examples/";
    const std::string run = "kit/run_" + number + "/";
    std::filesystem::copy_file(examples + runner, folder.path_of(run + runner));
    const std::string board =
        "set -eu\nexport SWINGPROOF=$swingproof PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=" + examples +
        "stand_in PATH=/usr/bin:" + examples + "stand_in:$PATH\n";
    std::string command = "python3 " + run + runner;
    if (runner.ends_with(".sh")) command = "sh " + run + runner;
    if (runner.ends_with(".c")) {
      command = "cd " + run + "; ${CC:-cc} -std=c99 -D_DEFAULT_SOURCE -I" + examples + "stand_in " +
                runner + " " + examples + "stand_in/libdnn.c -o run; ./run ../../model_" + number +
                ".bin";
    } else if (runner != "run_probe.py") {
      command += " model_" + number + ".bin";
    }
    const CommandResult result = run_shell(folder, board + command);
    ASSERT_EQ(result.exit_code, 0) << result.err;
  }

  void expect_confirmed() const {
    const CommandResult result = run("settle judge kit --board 'module 17' -o e.json");
    EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
    const CommandResult verified = run("verify e.json");
    EXPECT_EQ(verified.exit_code, 0) << verified.out;
    EXPECT_THAT(verified.out, HasSubstr("6 choices confirmed, 0 refuted"));
    EXPECT_THAT(verified.out, HasSubstr("kit/run_1/capture.json"));
  }
};

TEST_F(SettleRunners, OfPythonWriteWhatJudgeReads) {
  run_one("1", "run_hbm_runtime.py");
  run_one("2", "run_probe.py");
  expect_confirmed();
}

// The stand-in of pyeasy_dnn dequantises, with the scale of each deployment.
TEST_F(SettleRunners, ThatDequantiseAreRead) {
  run_one("1", "run_pyeasy_dnn.py");
  run_one("2", "run_pyeasy_dnn.py");
  expect_confirmed();
}

TEST_F(SettleRunners, WithoutPythonWriteWhatJudgeReads) {
  run_one("1", "run_libdnn.c");
  run_one("2", "run_hrt_model_exec.sh");
  expect_confirmed();
}

TEST_F(SettleRunners, FilesThatDoNotBelongTogetherAreNamed) {
  run_one("1", "run_hrt_model_exec.sh");
  const std::string written = folder.read("kit/run_1/capture.json");
  expect_refused("settle judge kit --json kit/run_1/capture.bin", "--json");
  ASSERT_EQ(run("settle judge kit -o e.json").exit_code, 0);
  folder.write("kit/run_1/capture.json", written + " ");
  EXPECT_EQ(run("verify e.json").exit_code, 1);
  folder.write("kit/run_1/capture.json", "{");
  expect_refused("settle judge kit", "kit/run_1/capture.json");
  folder.write("kit/run_1/capture.json", written);
  folder.write("kit/capture_1.npy", "x");
  expect_refused("settle judge kit",
                 "kit/capture_1.npy: is there, and so is a capture in kit/run_1");
  remove("kit/capture_1.npy");
  const std::string capture = folder.read("kit/run_1/capture.bin");
  folder.write("kit/run_1/capture.bin", capture.substr(1));
  expect_refused("settle judge kit", "kit/run_1/capture.bin");
  folder.write("kit/run_1/capture.bin", capture);
  // The folder of the other deployment.
  ASSERT_EQ(run_shell(folder,
                      "mv kit/run_1 aside; cp -r kit/run_2 kit/run_1; cp aside/capture* "
                      "kit/run_1")
                .exit_code,
            0);
  expect_refused("settle judge kit", "kit/run_1/capture.json: id");
  json other = json::parse(written);
  other["id"] = json::parse(folder.read("kit/run_1/probe.json")).at("id");
  folder.write("kit/run_1/capture.json", other.dump());
  expect_refused("settle judge kit", "kit/run_1/probe.json: is not the probe of this deployment");
}

}  // namespace
}  // namespace swingproof
