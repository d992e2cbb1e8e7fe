// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Deployment files that must be refused with one clear line.

#include <filesystem>
#include <string>
#include <vector>

#include "cli/command_fixture.h"

namespace swingproof {
namespace {

struct WrongFile {
  std::string text;
  std::string field;    // behind the file's name; empty: the file as a whole
  std::string problem;  // part of the message
};

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

const std::vector<WrongFile>& wrong_files() {
  static const std::vector<WrongFile> files = {
      // Not a deployment at all.
      {"", "", "has no table [deployment]"},
      {"deployment = 3", "", "has no table [deployment]"},
      {"[[deployment]]\nmean = 1", "", "has no table [deployment]"},
      {"[deploy]\nmean = 1", "", "unknown key or table \"deploy\""},
      {"op = \"centered_yuv2rgb\"", "", "unknown key or table \"op\""},
      {"[deployment]\n[gate]\nbudget = 1", "", "unknown key or table \"gate\""},
      {"[deployment", "line 1", "is not TOML"},
      {"[deployment]\nmean = 1\nmean = 2", "line 3", "is not TOML"},
      {"[deployment]\n[deployment]", "line 2", "is not TOML"},
      {"[deployment]\nmean = ", "line 2", "is not TOML"},
      {"[deployment]\nmean = 1e", "line 2", "is not TOML"},
      {"[deployment]\nop = \"\xff\xfe\"", "line 2", "is not TOML"},
      {std::string("[deployment]\nop = \"\0\"", 20), "line 2", "is not TOML"},
      {"\x93NUMPY\x01", "line 1", "is not TOML"},
      {"[deployment]\nmean = " + repeated("[", 30000), "line 2", "is not TOML"},
      {"[deployment]\n" + repeated("a.", 30000) + "a = 1", "[deployment]", "unknown key \"a\""},
      {"[deployment]\n#" + repeated("#", 64 * 1024), "", "is larger than 64 KiB"},
      // Unknown keys.
      {"[deployment]\nQ_scale = 1", "[deployment]", "unknown key \"Q_scale\""},
      {"[deployment]\nqscale = 1", "[deployment]", "unknown key \"qscale\""},
      {"[deployment.mean]\nr = 1", "[deployment] mean", "is not a number"},
      {"[deployment]\n\"a\\nb\\u001b[31m\" = 1", "[deployment]", R"(unknown key "a\x0ab\x1b[31m")"},
      // Names.
      {"[deployment]\nop = \"rgb2centered_yuv\"", "[deployment] op", "is a training-side op"},
      {"[deployment]\nop = \"bgr2centered_yuv\"", "[deployment] op", "is a training-side op"},
      {"[deployment]\nop = \"yuv2rgb\"", "[deployment] op", "\"yuv2rgb\" is not a fallback op"},
      {"[deployment]\nop = 1", "[deployment] op", "is not a string"},
      {"[deployment]\nop = [\"centered_yuv2rgb\"]", "[deployment] op", "is not a string"},
      {"[deployment]\nmarch = \"bernoulli2\"", "[deployment] march", "\"bernoulli2\" is not"},
      {"[deployment]\nmarch = \"nash\"", "[deployment] march", "write bayes or bayes-e"},
      {"[deployment]\nmarch = true", "[deployment] march", "is not a string"},
      {"[deployment]\nswing = \"tv\"", "[deployment] swing", "write full or studio"},
      {"[deployment]\nswing = \"Full\"", "[deployment] swing", "\"Full\" is not a swing"},
      {"[deployment]\nrounding = \"up\"", "[deployment] rounding", "write half_even or half_up"},
      // How many values.
      {"[deployment]\nmean = []", "[deployment] mean", "has 0 values"},
      {"[deployment]\nmean = [1, 2]", "[deployment] mean", "has 2 values"},
      {"[deployment]\nmean = [1, 2, 3, 4]", "[deployment] mean", "has 4 values"},
      {"[deployment]\nstd = [\"1\", \"2\"]", "[deployment] std", "has 2 values"},
      {"[deployment]\nq_scale = [1]", "[deployment] q_scale", "is not a number"},
      // What is no number.
      {"[deployment]\nmean = [[1]]", "[deployment] mean[0]", "is not a number"},
      {"[deployment]\nmean = {r = 1}", "[deployment] mean", "is not a number"},
      {"[deployment]\nmean = true", "[deployment] mean", "is not a number"},
      {"[deployment]\nmean = 1979-05-27", "[deployment] mean", "is not a number"},
      {"[deployment]\nmean = nan", "[deployment] mean", "is not a finite number"},
      {"[deployment]\nmean = -inf", "[deployment] mean", "is not a finite number"},
      {"[deployment]\nstd = [1, inf, 1]", "[deployment] std[1]", "is not a finite number"},
      {"[deployment]\nmean = \"nan\"", "[deployment] mean", "\"nan\" is not a finite number"},
      {"[deployment]\nmean = \"inf\"", "[deployment] mean", "\"inf\" is not a finite number"},
      {"[deployment]\nmean = \"infinity\"", "[deployment] mean", "is not a finite number"},
      {"[deployment]\nmean = \"\"", "[deployment] mean", "\"\" is not a finite number"},
      {"[deployment]\nmean = \" 1\"", "[deployment] mean", "\" 1\" is not a finite number"},
      {"[deployment]\nmean = \"1 \"", "[deployment] mean", "\"1 \" is not a finite number"},
      {"[deployment]\nmean = \"1,2,3\"", "[deployment] mean", "is not a finite number"},
      {"[deployment]\nmean = \"1_000\"", "[deployment] mean", "is not a finite number"},
      {"[deployment]\nmean = \"128f\"", "[deployment] mean", "is not a finite number"},
      {"[deployment]\nmean = \"\xc2\xbd\"", "[deployment] mean", "\"\xc2\xbd\" is not a finite"},
      {"[deployment]\nmean = \".\"", "[deployment] mean", "is not a finite number"},
      {"[deployment]\nmean = \"-\"", "[deployment] mean", "is not a finite number"},
      {"[deployment]\nmean = \"--1\"", "[deployment] mean", "is not a finite number"},
      {"[deployment]\nmean = \"1.2.3\"", "[deployment] mean", "is not a finite number"},
      {"[deployment]\nmean = \"1e\"", "[deployment] mean", "is not a finite number"},
      {"[deployment]\nmean = \"1e+-5\"", "[deployment] mean", "is not a finite number"},
      {"[deployment]\nmean = \"1\\n2\"", "[deployment] mean", R"("1\x0a2" is not)"},
      {"[deployment]\nmean = 0b11", "[deployment] mean", "is not a finite number"},
      // Hexadecimal rubbish.
      {"[deployment]\nmean = \"0x\"", "[deployment] mean", "is not a finite number"},
      {"[deployment]\nmean = \"0xg\"", "[deployment] mean", "is not a finite number"},
      {"[deployment]\nmean = \"0x1p\"", "[deployment] mean", "is not a finite number"},
      {"[deployment]\nmean = \"0x.p1\"", "[deployment] mean", "is not a finite number"},
      {"[deployment]\nmean = \"0x1p1.5\"", "[deployment] mean", "is not a finite number"},
      {"[deployment]\nmean = \"0x1.8p+-1\"", "[deployment] mean", "is not a finite number"},
      // Fractions.
      {"[deployment]\nq_scale = \"1/0\"", "[deployment] q_scale", "divides by zero"},
      {"[deployment]\nq_scale = \"0/0\"", "[deployment] q_scale", "divides by zero"},
      {"[deployment]\nq_scale = \"1/0x0p5\"", "[deployment] q_scale", "divides by zero"},
      {"[deployment]\nq_scale = \"1/\"", "[deployment] q_scale", "is not a finite number"},
      {"[deployment]\nq_scale = \"/128\"", "[deployment] q_scale", "is not a finite number"},
      {"[deployment]\nq_scale = \"1/2/3\"", "[deployment] q_scale", "is not a finite number"},
      // Absurd sizes.
      {"[deployment]\nmean = \"1e999999999\"", "[deployment] mean", "exponent beyond any float32"},
      {"[deployment]\nmean = \"1e-999999999\"", "[deployment] mean", "exponent beyond any"},
      {"[deployment]\nmean = \"0x1p999999999999\"", "[deployment] mean", "exponent beyond any"},
      {"[deployment]\nmean = \"1/1e999999999\"", "[deployment] mean", "exponent beyond any"},
      {"[deployment]\nmean = 1e999999999", "[deployment] mean", "not a finite number in decimal"},
      {"[deployment]\nmean = \"" + repeated("1", 257) + "\"", "[deployment] mean",
       "is longer than 256 characters"},
      {"[deployment]\nmean = \"0." + repeated("0", 60000) + "1\"", "[deployment] mean",
       "is longer than 256 characters"},
      {"[deployment]\nmean = " + repeated("1", 300) + ".0", "[deployment] mean",
       "is longer than 256 characters"},
      {"[deployment]\nmean = " + repeated("9", 300), "line 2", "is not TOML"},
      // What float32 makes of it.
      {"[deployment]\nmean = \"1e39\"", "[deployment] mean", "is infinite in float32"},
      {"[deployment]\nmean = \"-3.5e38\"", "[deployment] mean", "is infinite in float32"},
      {"[deployment]\nmean = \"1/1e-39\"", "[deployment] mean", "is infinite in float32"},
      {"[deployment]\nstd = \"1e-46\"", "[deployment] std", "is zero in float32"},
      {"[deployment]\nmean = \"-1e-60\"", "[deployment] mean", "is zero in float32"},
      {"[deployment]\nq_scale = \"0x1p-151\"", "[deployment] q_scale", "is zero in float32"},
      // Not above 0.
      {"[deployment]\nstd = 0", "[deployment] std", "\"0\" is not above 0"},
      {"[deployment]\nstd = \"-0\"", "[deployment] std", "\"-0\" is not above 0"},
      {"[deployment]\nstd = \"0/5\"", "[deployment] std", "is not above 0"},
      {"[deployment]\nstd = [1, 2.5, -3]", "[deployment] std[2]", "\"-3\" is not above 0"},
      {"[deployment]\nq_scale = 0.0", "[deployment] q_scale", "is not above 0"},
      {"[deployment]\nq_scale = \"-1/128\"", "[deployment] q_scale", "is not above 0"},
      {"[deployment]\nq_scale = \"1/-128\"", "[deployment] q_scale", "is not above 0"},
      {"[deployment]\nquant_stub_scale = 0", "[deployment] quant_stub_scale", "is not above 0"},
  };
  return files;
}

class WrongDeployments : public CommandTest {};

TEST_F(WrongDeployments, AreRefusedWithOneLine) {
  write("result.json", "before");
  for (const WrongFile& each : wrong_files()) {
    SCOPED_TRACE(each.text.substr(0, 200));
    write("wrong.toml", each.text);
    const std::string place = "wrong.toml" + (each.field.empty() ? "" : ": " + each.field);
    expect_refused({"report", "wrong.toml", "--json", "result.json"}, place, each.problem);
  }
}

TEST_F(WrongDeployments, AreRefusedByEveryCommand) {
  write("wrong.toml", "[deployment]\nstd = 0");
  write_array("in.npy", {NpyType::int8, {1, 3}, {1, 2, 3}});
  const std::vector<Arguments> commands = {
      {"report", "wrong.toml"},
      {"report", "--deployment", "wrong.toml"},
      {"trace", "wrong.toml", "0", "0", "0"},
      {"trace", "0", "0", "0", "--deployment", "wrong.toml"},
      {"dump", "ideal", "wrong.toml", "-o", "out.npy"},
      {"convert", "in.npy", "wrong.toml", "-o", "out.npy", "--with", "fixed"}};
  for (const Arguments& command : commands) {
    SCOPED_TRACE(testing::PrintToString(command));
    expect_refused(command, "wrong.toml: [deployment] std", "\"0\" is not above 0");
  }
}

TEST_F(WrongDeployments, ThatCannotBeLoweredAreRefused) {
  const std::vector<std::vector<std::string>> texts = {
      {"mean = 1e9", "bias"},
      {"mean = [128, 128, \"-3e38\"]", "output channel 2"},
      {"std = \"1e-44\"", "weight scale"},
      {"mean = \"3e38\"\nstd = \"1e-10\"", "bias"}};
  for (const auto& text : texts) {
    SCOPED_TRACE(text[0]);
    write("wrong.toml", "[deployment]\n" + text[0]);
    expect_refused({"report", "wrong.toml"}, "mean, std and q_scale of output channel", text[1]);
  }
}

TEST_F(WrongDeployments, ThatAreNoFilesAreRefused) {
  std::filesystem::create_directory(path_of("folder"));
  write("huge.toml", "");
  std::filesystem::resize_file(path_of("huge.toml"), std::uint64_t{1} << 33);
  expect_refused({"report", "missing.toml"}, "missing.toml", "there is no such file");
  expect_refused({"report", "no/such.toml"}, "no/such.toml", "there is no");
  expect_refused({"report", "folder"}, "folder", "is a folder");
  expect_refused({"report", "huge.toml"}, "huge.toml", "larger than");
  expect_refused({"report", "/dev/zero"}, "/dev/zero", "larger than");
  expect_refused({"report", "/dev/null"}, "/dev/null", "has no table [deployment]");
  expect_refused({"report", std::string(300, 'n')}, std::string(300, 'n'), "name");
}

}  // namespace
}  // namespace swingproof
