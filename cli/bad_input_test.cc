// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Wrong deployments, options and arrays, given to the real program: exit code 2, one line on stderr
// that names the place, nothing on stdout, and no file written.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "cli/command_runner.h"

namespace swingproof {
namespace {

void expect_refused(const CommandResult& result, const std::string& named) {
  EXPECT_EQ(result.exit_code, 2) << result.err;
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
  EXPECT_EQ(result.err.rfind("swingproof: error: ", 0), 0U) << result.err;
  EXPECT_NE(result.err.find(named), std::string::npos) << result.err << " does not name " << named;
}

struct WrongFile {
  std::string content;
  std::string named;  // what the message must contain
};

std::string below_table(const std::string& line) { return "[deployment]\n" + line + "\n"; }

const std::vector<WrongFile>& wrong_deployments() {
  static const std::vector<WrongFile> table = {
      {"", "[deployment]"},
      {"[deployment", "line 1"},
      {"deployment = 3\n", "[deployment]"},
      {"[deployment]\n[kernel]\n", "kernel"},
      {below_table("colour = 1"), "colour"},
      {below_table("op = \"centered_yuv2hsv\""), "op"},
      {below_table("op = \"rgb2centered_yuv\""), "training-side"},
      {below_table("op = 7"), "op"},
      {below_table("march = \"nash\""), "march"},
      {below_table("swing = \"Full\""), "swing"},
      {below_table("rounding = \"up\""), "rounding"},
      {below_table("mean = []"), "mean"},
      {below_table("mean = [1, 2]"), "mean"},
      {below_table("mean = [1, 2, 3, 4]"), "mean"},
      {below_table("mean = [1, 2, [3]]"), "mean[2]"},
      {below_table("mean = true"), "mean"},
      {below_table("mean = nan"), "mean"},
      {below_table("mean = inf"), "mean"},
      {below_table("mean = \"nan\""), "mean"},
      {below_table("mean = \"-inf\""), "mean"},
      {below_table("mean = \"\""), "mean"},
      {below_table("mean = \" 1\""), "mean"},
      {below_table("mean = \"1e999999999\""), "mean"},
      {below_table("mean = \"1e99999999999999999999\""), "mean"},
      {below_table("mean = \"1e-999999999\""), "mean"},
      {below_table("mean = \"0x1p999999999\""), "mean"},
      {below_table("mean = \"1e39\""), "mean"},
      {below_table("mean = \"1e-50\""), "mean"},
      {below_table("mean = \"" + std::string(300, '1') + "\""), "mean"},
      {below_table("mean = \"1/0\""), "mean"},
      {below_table("mean = \"1/2/3\""), "mean"},
      {below_table("mean = \"0x\""), "mean"},
      {below_table("mean = \"0x1.8q3\""), "mean"},
      {below_table("mean = \"12a\""), "mean"},
      {below_table("mean = \"1e\""), "mean"},
      {below_table("mean = \"--1\""), "mean"},
      {below_table("mean = \"1\\u0007\""), "mean"},
      {below_table("mean = \"1e10\""), "output channel"},
      {below_table("std = 0"), "std"},
      {below_table("std = -1"), "std"},
      {below_table("std = [1, 0, 1]"), "std[1]"},
      {below_table("std = \"1e-44\"\nmean = \"1e30\""), "output channel"},
      {below_table("std = 0o17"), "std"},
      {below_table("q_scale = \"0\""), "q_scale"},
      {below_table("q_scale = \"-1/128\""), "q_scale"},
      {below_table("q_scale = [1]"), "q_scale"},
      {below_table("q_scale = 2026-11-23"), "q_scale"},
      {below_table("quant_stub_scale = 0"), "quant_stub_scale"},
      {below_table("mean = 1\nmean = 2"), "line 3"},
      {below_table("mean = \"\xff\xfe\""), "line"},
      {std::string(70000, '#'), "65536 bytes"},
      {std::string("\0\1\2", 3), "line"},
  };
  return table;
}

TEST(BadInput, WrongDeploymentFilesAreRefused) {
  const TemporaryFolder folder;
  for (const WrongFile& wrong : wrong_deployments()) {
    SCOPED_TRACE(wrong.content.substr(0, 80));
    folder.write("wrong.toml", wrong.content);
    const CommandResult result = run_command(folder, "report wrong.toml --json out.json");
    expect_refused(result, wrong.named);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "out.json"));
  }
}

TEST(BadInput, WrongOptionsAreRefused) {
  const TemporaryFolder folder;
  const std::vector<std::pair<std::string, std::string>> table = {
      {"", "swingproof --help"},
      {"reprot", "command line"},
      {"report --colour", "--colour"},
      {"report --mean", "--mean"},
      {"report --mean 1,2", "--mean"},
      {"report --mean 1,2,3,4", "--mean"},
      {"report --mean ,", "--mean"},
      {"report --std 0", "--std"},
      {"report --q-scale 1e999999999", "--q-scale"},
      {"report --swing half", "--swing"},
      {"report --march nash", "--march"},
      {"report --op rgb2centered_yuv", "--op"},
      {"report --rounding none", "--rounding"},
      {"report --arithmetic bayes:post_rounding=random", "--arithmetic"},
      {"report missing.toml", "missing.toml"},
      {"report .", "folder"},
      {"report --json - --markdown -", "--markdown"},
      {"report --json missing/out.json", "missing"},
      {"report --json .", "."},
      {"report a.toml b.toml", "command line"},
      {"report a.toml --deployment b.toml", "--deployment"},
      {"trace a.toml 1 2 3 --deployment b.toml", "--deployment"},
      {"report --deployment ''", "error"},
      {"report ''", "error"},
      {"trace '' 1 2 3", "error"},
      {"trace 1 2", "command line"},
      {"trace 128 0 0", "Y"},
      {"trace 0 -129 0", "U"},
      {"trace 0 0 1.5", "V"},
      {"trace 0 0 x", "V"},
      {"dump", "command line"},
      {"dump fixed", "--output"},
      {"dump both -o out.npy", "both"},
      {"dump fixed -o missing/out.npy", "missing"},
      {"dump fixed -o out.npy --mean 1e10", "output channel"},
      {"convert missing.npy -o out.npy --with fixed", "missing.npy"},
      {"convert missing.npy -o out.npy", "--with"},
      {"convert missing.npy -o out.npy --with float", "--with"},
      {"convert missing.npy -o out.npy --with fixed --layout hwc", "--layout"},
  };
  for (const auto& [arguments, named] : table) {
    SCOPED_TRACE(arguments);
    expect_refused(run_command(folder, arguments), named);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "out.npy"));
  }
}

std::string npy(const std::string& header, const std::string& data) {
  const auto length = static_cast<char>(header.size());
  return std::string("\x93NUMPY\x01\x00", 8) + length + '\0' + header + data;
}

TEST(BadInput, WrongArraysAreRefused) {
  const TemporaryFolder folder;
  const std::string dict = "{'descr': '|i1', 'fortran_order': False, 'shape': ";
  const std::vector<WrongFile> table = {
      {"", "magic"},
      {"PK\3\4", "magic"},
      {npy(dict + "(1, 3), }", "ab"), "data"},
      {npy(dict + "(1, 3), }", "abcd"), "data"},
      {npy(dict + "(1099511627776,), }", "abc"), "shape"},
      {npy(dict + "(65536, 65536, 65536, 65536, 3), }", "abc"), "shape"},
      {npy(dict + "(-1, 3), }", "abc"), "shape"},
      {npy(dict + "(1, 4), }", "abcd"), "shape"},
      {npy(dict + "(), }", "a"), "shape"},
      {npy("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }", "abcdabcdabcd"), "descr"},
      {npy("{'descr': '|u1', 'fortran_order': False, 'shape': (1, 3), }", "abc"), "descr"},
      {npy("{'descr': '|i1', 'fortran_order': True, 'shape': (1, 3), }", "abc"), "fortran_order"},
      {npy("{'descr': '|i1', 'shape': (1, 3), }", "abc"), "fortran_order"},
      {npy("__import__('os')", "abc"), "header"},
      {std::string("\x93NUMPY\x07\x00\x01\x00", 10), "version"},
  };
  for (const WrongFile& wrong : table) {
    SCOPED_TRACE(wrong.named);
    folder.write("wrong.npy", wrong.content);
    expect_refused(run_command(folder, "convert wrong.npy -o out.npy --with fixed"), wrong.named);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "out.npy"));
  }
}

TEST(BadInput, AFailedRunLeavesAnExistingFileAsItWas) {
  const TemporaryFolder folder;
  folder.write("out.npy", "precious");
  folder.write("wrong.npy", "not an array");
  expect_refused(run_command(folder, "convert wrong.npy -o out.npy --with fixed"), "wrong.npy");
  EXPECT_EQ(folder.read("out.npy"), "precious");
}

}  // namespace
}  // namespace swingproof
