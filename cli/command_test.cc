// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <regex>
#include <string>
#include <vector>

#include "cli/command_runner.h"
#include "cli/help_examples_fixture.h"

namespace swingproof {
namespace {

using nlohmann::json;

TEST(Command, HelpAndVersionSucceed) {
  const TemporaryFolder folder;
  EXPECT_EQ(run_command(folder, "--version").out, "swingproof " SWINGPROOF_VERSION "\n");
  const std::string help = run_command(folder, "--help").out;
  EXPECT_EQ(run_command(folder, "-h").out, help);
  const std::vector<std::string> commands = lines_behind(help, "Subcommands:");
  EXPECT_GE(commands.size(), 4U);
  for (const std::string& line : commands) {
    const std::string command = line.substr(2, line.find(' ', 2) - 2);
    SCOPED_TRACE(command);
    const CommandResult result = run_command(folder, command + " --help");
    EXPECT_EQ(result.exit_code, 0);
    EXPECT_EQ(result.err, "");
    EXPECT_FALSE(lines_behind(result.out, "Examples:").empty());
    // Help is given whatever else is wrong.
    EXPECT_EQ(run_command(folder, command + " 1 --colour --help").out, result.out);
  }
}

// help_examples_slow_test.cc has those that take longer.
TEST(Command, TheExamplesInTheHelpRun) {
  EXPECT_GE(run_help_examples({"", "dump", "trace", "convert", "convert-deployment", "lint",
                               "probe", "stimulus", "compare", "prove", "campaign"}),
            20U);
}

// On a terminal headings are bold, unless NO_COLOR says otherwise; apart from that the text is the
// same everywhere.
TEST(Command, EscapeCodesAreForTerminalsOnly) {
  const TemporaryFolder folder;
  const std::string plain = run_command(folder, "report").out;
  EXPECT_NE(plain.find("\u2588"), std::string::npos) << "no bars";
  EXPECT_EQ(plain.find('\x1b'), std::string::npos);
  const auto on_terminal = [&](const std::string& environment) {
    const CommandResult result =
        run_shell(folder, environment + " script -qec \"$swingproof report\" /dev/null");
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return std::regex_replace(result.out, std::regex("\r"), "");  // of the terminal's own
  };
  EXPECT_EQ(on_terminal("NO_COLOR=1"), plain);
  for (const std::string environment : {"env -u NO_COLOR", "NO_COLOR="}) {
    const std::string coloured = on_terminal(environment);
    EXPECT_EQ(coloured.rfind("\x1b[1mWhat centered_yuv2rgb costs", 0), 0U)
        << coloured.substr(0, 80);
    EXPECT_EQ(std::regex_replace(coloured, std::regex("\x1b\\[[01]m"), ""), plain);
  }
}

TEST(Command, ReportStatesTheGoldenFiguresInEveryForm) {
  const TemporaryFolder folder;
  const CommandResult result = run_command(folder, "report --json r.json --markdown r.md");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  for (const std::string& text : {result.out, folder.read("r.md")}) {
    EXPECT_NE(text.find("2.2365"), std::string::npos);
    EXPECT_NE(text.find("No BPU has confirmed this model yet"), std::string::npos);
    EXPECT_EQ(text.find('\x1b'), std::string::npos) << "escape codes outside a terminal";
  }
  const json report = json::parse(folder.read("r.json"));
  EXPECT_EQ(report.at("schema"), "swingproof.report/1");
  EXPECT_EQ(report.at("tool").at("name"), "swingproof");
  EXPECT_EQ(report.at("channels").at(1).at("all_inputs").at("max_abs_error").at("exact"),
            "328213/146750");
  EXPECT_EQ(run_command(folder, "report --json -").out, folder.read("r.json"));
}

TEST(Command, NumbersMayBeBareOrStringsAndOptionsOverrideTheFile) {
  const TemporaryFolder folder;
  folder.write("bare.toml",
               "[deployment]\nmean = [123.675, 116.28, 103.53] # grey\nstd=[58.395,57.12,57.375]\n"
               "q_scale = 0.0207\n");
  folder.write("strings.toml",
               "[deployment]\nmean = [\"123.675\", \"116.28\", \"103.53\"]\n"
               "std = [\"58.395\", \"57.12\", \"57.375\"]\nq_scale = \"1\"\n");
  const std::string bare = run_command(folder, "report bare.toml --json -").out;
  EXPECT_EQ(run_command(folder, "report strings.toml --q-scale 0.0207 --json -").out, bare);
  EXPECT_EQ(json::parse(bare).at("deployment").at("mean"),
            (json::array({"123.675", "116.28", "103.53"})));
}

TEST(Command, StudioSwingWarnsButWorks) {
  const TemporaryFolder folder;
  const CommandResult result = run_command(folder, "trace --swing studio 0 0 0");
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_NE(result.err.find("the BPU delivers full swing"), std::string::npos);
}

TEST(Command, TraceShowsEveryStage) {
  const TemporaryFolder folder;
  const CommandResult result = run_command(folder, "trace -128 126 -122 --json -");
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const json green = json::parse(result.out).at("channels").at(1);
  EXPECT_EQ(green.at("error").at("exact"), "328213/146750");
  EXPECT_EQ(green.at("stages").at(0).at("stage"), "accumulator");
  // 127 * -128 + -44 * 126 + -92 * -122
  EXPECT_EQ(green.at("stages").at(0).at("fixed"), -10576);
}

// What convert makes of one pixel in each layout is what trace says.
TEST(Command, ConvertAgreesWithTraceInEveryLayout) {
  const TemporaryFolder folder;
  const std::string pixel("\x80\x7e\x86", 3);  // -128, 126, -122
  const auto npy = [&](const std::string& shape) {
    const std::string header = "{'descr': '|i1', 'fortran_order': False, 'shape': " + shape + ", }";
    return std::string("\x93NUMPY\x01\x00", 8) + static_cast<char>(header.size()) + '\0' + header +
           pixel;
  };
  const json trace = json::parse(run_command(folder, "trace -128 126 -122 --json -").out);
  std::string codes;
  std::string ideal;
  for (const json& channel : trace.at("channels")) {
    codes += static_cast<char>(channel.at("code").get<int>());
    ideal += static_cast<char>(channel.at("ideal_code").get<int>());
  }
  for (const char* shape : {"(3,)", "(1, 3)", "(1, 1, 1, 1, 3)"}) {
    folder.write("in.npy", npy(shape));
    EXPECT_EQ(run_command(folder, "convert in.npy -o out.npy --with fixed").exit_code, 0);
    const std::string out = folder.read("out.npy");
    EXPECT_EQ(out.substr(out.size() - 3), codes);
  }
  folder.write("in.npy", npy("(1, 3, 1, 1)"));
  EXPECT_EQ(run_command(folder, "convert in.npy -o out.npy --with ideal --layout nchw").exit_code,
            0);
  const std::string out = folder.read("out.npy");
  EXPECT_EQ(out.substr(out.size() - 3), ideal);
}

TEST(Command, TheSameBytesInAnyLocaleAndTimeZone) {
  const TemporaryFolder folder;
  const std::string plain = run_command(folder, "report").out;
  EXPECT_EQ(run_shell(folder, "LC_ALL=de_DE.UTF-8 TZ=Asia/Tokyo NO_COLOR=1 $swingproof report").out,
            plain);
}

}  // namespace
}  // namespace swingproof
