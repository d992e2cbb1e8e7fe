// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// A kit from its folder to the verdict, with stand-ins for a board (docs/examples/stand_in).

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <tuple>

#include "cli/command_runner.h"
#include "deployment/sha256.h"

namespace swingproof {
namespace {

using nlohmann::json;
using testing::HasSubstr;

const std::string examples = SWINGPROOF_SOURCE_DIR "/docs/examples/";

const std::string declared =
    "[deployment]\nmean = [\"123.675\", \"116.28\", \"103.53\"]\nstd = [\"58.395\", \"57.12\", "
    "\"57.375\"]\nq_scale = \"0.0207\"\n";

// What a board has, but for the board.
const std::string board =
    "set -eu\nexport SWINGPROOF=$swingproof PYTHONDONTWRITEBYTECODE=1 "
    "PYTHONPATH=" +
    examples + "stand_in PATH=/usr/bin:" + examples + "stand_in:$PATH\n";

class KitCommand : public testing::Test {
 protected:
  KitCommand() { folder.write("d.toml", declared); }

  // A kit, and a model file for the stand-ins.
  void write_kit(const std::string& layout, const std::string& more = {}) const {
    const CommandResult result =
        run_command(folder, "kit d.toml -o kit --layout " + layout + " " + more);
    ASSERT_EQ(result.exit_code, 0) << result.err;
    const bool is_unsigned = more.find("uint8") != std::string::npos;
    folder.write("model.bin", declared + "# layout " + layout + "\n# dtype " +
                                  (is_unsigned ? "uint8" : "int8") + "\n# size 64x64\n");
  }

  CommandResult run(const std::string& line) const { return run_shell(folder, board + line); }

  void expect_certified(const std::string& arguments = {}) const {
    const CommandResult result = run_command(folder, "certify kit " + arguments);
    EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
    EXPECT_EQ(result.out.rfind("certified: ", 0), 0U) << result.out;
  }

  void expect_refused(const std::string& command, const std::string& words) const {
    SCOPED_TRACE(command);
    const CommandResult result = run_command(folder, command);
    EXPECT_EQ(result.exit_code, 2) << result.out;
    EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
    EXPECT_THAT(result.err, HasSubstr(words));
  }

  const TemporaryFolder folder;
};

TEST_F(KitCommand, HasTheseFilesAndNoRunnerIsLong) {
  write_kit("nhwc");
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path_of("kit"))) {
    names.insert(entry.path().filename());
  }
  EXPECT_EQ(names, (std::set<std::string>{"README.md", "probe.bin", "probe.json", "probe.npy",
                                          "run_hbm_runtime.py", "run_hrt_model_exec.sh",
                                          "run_libdnn.c", "run_probe.py", "run_pyeasy_dnn.py"}));
  for (const std::string& name : names) {
    if (name.rfind("run_", 0) != 0) continue;
    const std::string text = folder.read("kit/" + name);
    EXPECT_EQ(text, [&] {
      std::ifstream file(examples + name);
      return std::string(std::istreambuf_iterator<char>(file), {});
    }());
    EXPECT_LT(std::count(text.begin(), text.end(), '\n'), 150) << name;
  }
  EXPECT_THAT(folder.read("kit/README.md"), HasSubstr("No board"));
  const json probe = json::parse(folder.read("kit/probe.json"));
  EXPECT_EQ(probe.at("deployment").at("q_scale"), "0.0207");
  EXPECT_EQ(probe.at("digests").at("probe.bin"), sha256_hex(folder.read("kit/probe.bin")));
  EXPECT_EQ(probe.at("layout").at("probe.bin").at("shape"), (json{1, 64, 64, 3}));
  EXPECT_EQ(folder.read("kit/probe.bin").size(), 64U * 64 * 3);
}

TEST_F(KitCommand, EachPythonRunnerLeadsToTheVerdict) {
  write_kit("nv12");
  EXPECT_EQ(run("python3 kit/run_hbm_runtime.py model.bin").exit_code, 0);
  expect_certified();
  // This stand-in dequantises.
  EXPECT_EQ(run("python3 kit/run_pyeasy_dnn.py model.bin").exit_code, 0);
  expect_refused("certify kit", "give --scale 0.0207");
  expect_certified("--scale 0.0207");
  write_kit("nchw", "--dtype uint8");
  expect_refused("certify kit --scale 0.0207", "capture.json: id: is that of another probe");
  EXPECT_EQ(run("python3 kit/run_hbm_runtime.py model.bin").exit_code, 0);
  expect_certified();
  EXPECT_EQ(run("python3 kit/run_probe.py").exit_code, 0);
  expect_certified();
}

TEST_F(KitCommand, TheCommandLineAndCLeadToTheVerdict) {
  write_kit("nv12");
  const CommandResult tool = run("sh kit/run_hrt_model_exec.sh model.bin");
  EXPECT_EQ(tool.exit_code, 0) << tool.err;
  expect_certified();
  for (const char* layout : {"nv12", "nhwc"}) {
    write_kit(layout);
    const CommandResult built =
        run("cd kit; ${CC:-cc} -std=c99 -Wall -Wextra -Werror -D_DEFAULT_SOURCE -I" + examples +
            "stand_in run_libdnn.c " + examples +
            "stand_in/libdnn.c -o run_libdnn; ./run_libdnn ../model.bin");
    EXPECT_EQ(built.exit_code, 0) << built.out << built.err;
    expect_certified();
  }
  // A model that is not the declared op is found out.
  folder.write("model.bin", folder.read("model.bin") + "swing = \"studio\"\n");
  EXPECT_EQ(run("cd kit; ./run_libdnn ../model.bin").exit_code, 0);
  const CommandResult refuted = run_command(folder, "certify kit");
  EXPECT_EQ(refuted.exit_code, 1);
  EXPECT_THAT(refuted.out, HasSubstr("swing"));
}

// Which file is of another probe, or was changed.
TEST_F(KitCommand, FilesOfAnotherProbeAreNamed) {
  write_kit("nhwc");
  expect_refused("certify kit", "kit/capture.json: is not there");
  ASSERT_EQ(run("python3 kit/run_probe.py").exit_code, 0);
  expect_certified();
  for (const char* name : {"probe.npy", "probe.bin"}) {
    const std::string before = folder.read(std::string("kit/") + name);
    std::string changed = before;
    changed.back() = static_cast<char>(changed.back() ^ 1);
    folder.write(std::string("kit/") + name, changed);
    expect_refused("certify kit", std::string("kit/") + name + ": belongs to another probe");
    folder.write(std::string("kit/") + name, before);
  }
  std::string probe = folder.read("kit/probe.json");
  probe.replace(probe.find("0.0207"), 6, "0.0208");
  const std::string before = folder.read("kit/probe.json");
  folder.write("kit/probe.json", probe);
  expect_refused("certify kit", "kit/probe.json: id: is not that of its content");
  // With an id that is right, but a layout that says nothing.
  nlohmann::ordered_json other = nlohmann::ordered_json::parse(before);
  other["layout"]["probe.npy"] = {{"dtype", "int8"}};
  other["id"] = sha256_hex(nlohmann::ordered_json{
      {"deployment", other.at("deployment")},
      {"layout", other.at("layout")},
      {"digests",
       other.at("digests")}}.dump());
  folder.write("kit/probe.json", other.dump());
  expect_refused("certify kit", "kit/probe.json: layout: --dtype");
  folder.write("kit/probe.json", before);
  json capture = json::parse(folder.read("kit/capture.json"));
  for (const auto& [key, value, words] :
       {std::tuple<std::string, json, std::string>{"id", "x", "capture.json: id: is that of"},
        {"id", 3, "capture.json: id"},
        {"file", "../d.toml", "is not the name of a file of this folder"},
        {"file", "none.npy", "none.npy"},
        {"file", json::array(), "names none"},
        {"digests", {{"capture.npy", "0"}}, "capture.npy: belongs to another run"}}) {
    json changed = capture;
    changed[key] = value;
    folder.write("kit/capture.json", changed.dump());
    expect_refused("certify kit", words);
  }
  folder.write("kit/capture.json", std::string(100000, '['));
  expect_refused("certify kit", "kit/capture.json");
  folder.write("kit/capture.json", "{\"id\": " + capture.at("id").dump() + "}");
  expect_certified();
  expect_refused("certify kit --source", "kit");
  expect_refused("certify kit --capture d.toml", "kit");
  expect_refused("certify kit -o c.json", "kit");
  expect_refused("certify kit --json kit/capture.npy", "--json");
}

TEST_F(KitCommand, InputsThatNoBoardTakesAreRefused) {
  for (const char* bad :
       {"--layout i420", "--layout nv13", "--layout nv12 --image 72x64", "--image 4x4", "--dtype x",
        "--layout nv12 --image 64x63", "--image 99999999x99999999", "--dtype float32"}) {
    expect_refused("kit d.toml -o never " + std::string(bad), "--");
  }
  expect_refused("kit d.toml -o d.toml", "d.toml");
  expect_refused("kit d.toml -o none/never", "none/never");
  EXPECT_EQ(folder.names(), std::set<std::string>{"d.toml"});
}

// The pixels without a header are the same pixels.
TEST_F(KitCommand, AProbeWithoutHeaderIsTheSameProbe) {
  const auto succeeds = [&](const std::string& command) {
    const CommandResult result = run_command(folder, command);
    EXPECT_EQ(result.exit_code, 0) << command << result.err;
  };
  succeeds("probe d.toml -o probe.npy");
  succeeds("convert probe.npy d.toml -o codes.npy --with fixed");
  succeeds("probe d.toml -o probe.bin --json probe.json");
  EXPECT_EQ(folder.read("probe.npy").substr(128), folder.read("probe.bin"));
  succeeds("certify d.toml --stimulus probe.bin --capture codes.npy");
  EXPECT_EQ(json::parse(folder.read("probe.json")).at("schema"), "swingproof.probe/1");
  succeeds("probe d.toml -o probe.bin --dtype uint8");
  succeeds("certify d.toml --stimulus probe.bin --capture codes.npy");
  folder.write("probe.bin", folder.read("probe.bin") + "xyz");
  expect_refused("certify d.toml --stimulus probe.bin --capture codes.npy",
                 "probe.bin: belongs to another probe");

  succeeds("probe d.toml --image 32x20 --layout nhwc -o image.npy");
  succeeds("convert image.npy d.toml -o codes.npy --with fixed");
  for (const char* form : {"--layout yv12 --stride 48 --aligned-height 22",
                           "--layout nchw --aligned-shape 1,3,20,32", "--layout nhwc"}) {
    SCOPED_TRACE(form);
    succeeds(std::string("probe d.toml --image 32x20 -o frame.bin ") + form);
    const bool has_blocks = std::string_view(form).find("yv12") != std::string_view::npos;
    const CommandResult result =
        run_command(folder, "certify d.toml --stimulus frame.bin --capture codes.npy");
    EXPECT_EQ(result.exit_code, has_blocks ? 1 : 0) << result.err << result.out;
  }
  expect_refused("probe d.toml -o p.npy --layout nv12", "--layout");
  expect_refused("probe d.toml --image 32x20 -o p.npy --layout nv12", "--output");
  expect_refused("probe d.toml -o p.npy --dtype uint8", "--output");
  succeeds("probe d.toml -o p.npy --dtype int8");
  expect_refused("probe d.toml -o p.bin --layout nchw --stride 1", "--stride");

  succeeds("stimulus --size 32x20 -o s.bin");
  succeeds("stimulus --size 32x20 -o s.npy");
  EXPECT_EQ(folder.read("s.npy").substr(128), folder.read("s.bin"));
  succeeds("convert s.npy d.toml -o r.npy --with fixed");
  folder.write("r.bin", folder.read("r.npy").substr(128));
  succeeds("gate d.toml --stimulus s.bin --result r.bin --shape 1,20,32,3");
  succeeds("certify d.toml --stimulus s.bin --capture r.bin --shape 1,20,32,3");
  succeeds("stimulus --size 32x20 --layout nv12 --stride 64 -o f.bin");
  EXPECT_EQ(folder.read("f.bin").size(), 64U * 30);
}

}  // namespace
}  // namespace swingproof
