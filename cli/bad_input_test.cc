// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Wrong deployments, options and arrays, given to the real program: exit code 2, one line on stderr
// that names the place, nothing on stdout, and no file written.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "cli/command_runner.h"

namespace swingproof {
namespace {

void expect_refused(const TemporaryFolder& folder, const std::string& arguments,
                    const std::string& named) {
  SCOPED_TRACE(arguments);
  const auto before = folder.snapshot();
  const CommandResult result = run_command(folder, arguments);
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_EQ(result.out.substr(0, 80), "");
  EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
  EXPECT_THAT(result.err, testing::StartsWith("swingproof: error: "));
  EXPECT_THAT(result.err, testing::HasSubstr(named));
  EXPECT_THAT(result.err, testing::HasSubstr("; ")) << "no remedy";
  EXPECT_TRUE(folder.snapshot() == before) << "a file was made or changed";
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
  folder.write("out.json", "precious");
  for (const WrongFile& wrong : wrong_deployments()) {
    SCOPED_TRACE(wrong.content.substr(0, 80));
    folder.write("wrong.toml", wrong.content);
    expect_refused(folder, "report wrong.toml --json out.json", wrong.named);
  }
}

TEST(BadInput, WrongOptionsAreRefused) {
  const TemporaryFolder folder;
  folder.write("out.npy", "precious");
  const std::vector<std::pair<std::string, std::string>> table = {
      {"", "there is no command; write swingproof COMMAND, one of report, trace, dump, convert"},
      {"measure", "\"measure\" is not a command; write swingproof COMMAND, one of report, trace"},
      {"reprot --json x",
       "\"reprot\" is not a command; did you mean report? see swingproof --help"},
      {"campaign rn", "\"rn\" is not a command; did you mean run? see swingproof campaign --help"},
      {"report --q-scal=1", "--q-scal=1: is not an option of report; did you mean --q-scale? see"},
      {"--colour", "\"--colour\" is not an option of swingproof"},
      {"-x report", "\"-x\" is not an option of swingproof"},
      {"report --colour", "error: --colour: is not an option of report; see swingproof report"},
      {"dump --colour", "error: --colour: is not an option of dump"},
      {"report --colour='\033[31m'", "--colour"},
      {"report --mean", "error: --mean: has no value; write --mean and its value"},
      {"report --mean=", "error: --mean: has no value"},
      {"report --mean ''", "error: --mean: is empty"},
      {"report --swing --mean 1", "error: --swing: has no value, but \"--mean\" behind it"},
      {"report --json --help", "error: --json: has no value"},
      {"dump fixed -o -o", "error: --output: has no value"},
      {"dump -o", "error: --output: has no value"},
      {"report --mean 1 --mean 2", "error: --mean: is given twice; give it once"},
      {"report --mean 1 --mean 2 --mean 3", "error: --mean: is given 3 times"},
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
      {"--threads 0 report", "--threads: \"0\" is not a number of threads"},
      {"--threads 1025 report", "--threads: \"1025\" is not a number of threads"},
      {"gate --kernel none.so --size 1x1 --baseline b.json", "--size: gates one image only"},
      {"probe --nv12 f.nv12 -o p.npy", "--nv12: needs the size of the frame"},
      {"report missing.toml", "missing.toml"},
      {"report .", "folder"},
      {"report a.toml b.toml", "\"b.toml\" is one argument too many"},
      {"report a.toml b.toml c.toml", "\"b.toml\" is one argument too many"},
      {"report a.toml --deployment b.toml", "--deployment"},
      {"trace a.toml 1 2 3 --deployment b.toml", "--deployment"},
      {"report --deployment ''", "error: --deployment: is empty"},
      {"report ''", "error: FILE: is empty"},
      {"trace '' 1 2 3", "is empty"},
      {"report --mean 1 2 3", "\"3\" is one argument too many; leave it out, or join values"},
      {"trace 1", "has 1 argument for [FILE] Y U V"},
      {"trace 1 2", "has 2 arguments for [FILE] Y U V"},
      {"trace 1 2 3 4 5", "has 5 arguments for [FILE] Y U V"},
      {"trace 128 0 0", "Y"},
      {"trace 0 -129 0", "U"},
      {"trace 0 0 1.5", "V"},
      {"trace 0 0 x", "V"},
      {"dump", "error: COMPUTATION: is missing"},
      {"dump fixed", "error: --output: is missing"},
      {"dump both -o out.npy", "both"},
      {"convert missing.npy -o out.npy --with fixed", "missing.npy"},
      {"convert missing.npy -o out.npy", "error: --with: is missing"},
      {"convert missing.npy -o out.npy --with float", "--with"},
      {"convert missing.npy -o out.npy --with fixed --layout hwc", "--layout"},
  };
  for (const auto& [arguments, named] : table) expect_refused(folder, arguments, named);
}

TEST(BadInput, DeploymentsThatCannotBeLoweredAreNamed) {
  const TemporaryFolder folder;
  folder.write("d.toml", "[deployment]\nstd = [\"1\", \"1e-44\", \"1\"]\n");
  folder.write("in.npy", std::string("\x93NUMPY\x01\x00\x3b\x00", 10) +
                             "{'descr': '|i1', 'fortran_order': False, 'shape': (1, 3), }" + "abc");
  const std::string file = "error: d.toml: std of output channel 1: makes a weight scale that is";
  expect_refused(folder, "report d.toml --json -", file);
  expect_refused(folder, "trace d.toml 0 0 0", file);
  expect_refused(folder, "trace --deployment d.toml 0 0 0", file);
  expect_refused(folder, "dump fixed d.toml -o out.npy", file);
  expect_refused(folder, "convert in.npy d.toml -o out.npy --with fixed", file);
  expect_refused(folder, "dump fixed -o out.npy --mean 1e10",
                 "error: command line: mean and std of output channel 0: make a bias");
}

std::string npy(const std::string& header, const std::string& data) {
  const auto length = static_cast<char>(header.size());
  return std::string("\x93NUMPY\x01\x00", 8) + length + '\0' + header + data;
}

TEST(BadInput, WrongArraysAreRefused) {
  const TemporaryFolder folder;
  folder.write("out.npy", "precious");
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
    folder.write("wrong.npy", wrong.content);
    expect_refused(folder, "convert wrong.npy -o out.npy --with fixed", wrong.named);
  }
}

}  // namespace
}  // namespace swingproof
