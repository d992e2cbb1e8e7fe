// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// compare of two deployments, through the real program.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/command_runner.h"
#include "suites/png/png_image.h"

namespace swingproof {
namespace {

using nlohmann::json;
using testing::HasSubstr;

// A script's rounded std against the YAML's scales.
TemporaryFolder& folder_of_two() {
  static TemporaryFolder folder;
  folder.write("script.toml",
               "[deployment]\nmean = [123.675, 116.28, 103.53]\nstd = \"1/0.017\"\n"
               "q_scale = 0.0207\n");
  folder.write("config.yaml",
               "input_parameters:\n  input_type_rt: nv12\n  input_type_train: rgb\n"
               "  mean_value: 123.675 116.28 103.53\n"
               "  scale_value: 0.01712475 0.017507 0.01742919\n");
  std::vector<std::uint8_t> rgb(std::size_t{3} * 4 * 4);
  for (std::size_t i = 0; i < rgb.size(); ++i) rgb[i] = static_cast<std::uint8_t>(37 * i);
  folder.write("photo.png", png_bytes(4, 4, rgb));
  return folder;
}

TEST(CompareDeployments, CountsTheInputsThatGetOtherCodes) {
  const TemporaryFolder& folder = folder_of_two();
  const CommandResult result = run_command(
      folder, "compare script.toml config.yaml --q-scale 0.0207 --image photo.png --json -");
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const json document = json::parse(result.out);
  EXPECT_EQ(document.at("schema"), "swingproof.compare_deployments/1");
  ASSERT_EQ(document.at("differences").size(), 1U);
  ASSERT_EQ(document.at("sets").size(), 2U);
  const json& in_gamut = document.at("sets")[1];
  EXPECT_EQ(in_gamut.at("set"), "in_gamut");
  EXPECT_EQ(in_gamut.at("inputs"), 3917576);
  EXPECT_EQ(in_gamut.at("inputs_that_differ"), 3844124);
  const json& green = in_gamut.at("channels")[1];
  EXPECT_EQ(green.at("channel"), "G");
  EXPECT_EQ(green.at("max_abs_difference"), 4);
  // trace says the same of both at that input.
  const json& greatest = green.at("greatest");
  const std::string yuv = greatest.at("yuv")[0].dump() + " " + greatest.at("yuv")[1].dump() + " " +
                          greatest.at("yuv")[2].dump() + " --json -";
  const auto code = [&](const std::string& file) {
    const std::string out = run_command(folder, "trace " + file + " " + yuv).out;
    return json::parse(out).at("channels")[1].at("code");
  };
  EXPECT_EQ(code("script.toml"), greatest.at("before")[1]);
  EXPECT_EQ(code("config.yaml --q-scale 0.0207"), greatest.at("after")[1]);
  const json& picture = document.at("pictures")[0];
  EXPECT_EQ(picture.at("pixels"), 16);
  EXPECT_GT(picture.at("pixels_that_differ"), 0);
}

TEST(CompareDeployments, ADeploymentIsTheSameAsItself) {
  const CommandResult result =
      run_command(folder_of_two(), "compare script.toml script.toml --json -");
  const json document = json::parse(result.out);
  ASSERT_EQ(document.at("sets").size(), 2U);
  for (const json& set : document.at("sets")) {
    EXPECT_EQ(set.at("inputs_that_differ"), 0);
    EXPECT_TRUE(set.at("first").is_null());
  }
}

TEST(CompareDeployments, MarkdownAndPageSayItToo) {
  const TemporaryFolder& folder = folder_of_two();
  const std::string files = "compare script.toml config.yaml --q-scale 0.0207 --image photo.png ";
  EXPECT_THAT(run_command(folder, files + "--markdown -").out,
              HasSubstr("3,844,124 of 3,917,576 inputs (98.13 %) get other codes"));
  const CommandResult page = run_command(folder, files + "-o -");
  if (page.err.find("cannot write HTML") != std::string::npos) GTEST_SKIP() << "without npm";
  EXPECT_THAT(page.out, HasSubstr("3,844,124 of 3,917,576"));
  EXPECT_THAT(page.out, HasSubstr("data:image/png;base64,"));
}

TEST(CompareDeployments, WhatCannotBeComparedIsRefused) {
  const TemporaryFolder& folder = folder_of_two();
  folder.write("report.json", "{}");
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"script.toml config.yaml", "config.yaml: has no q_scale"},
      {"script.toml report.json", "script.toml: is a deployment, and the other file is JSON"},
      {"report.json report.json --q-scale 1", "has options for deployments"},
      {"script.toml missing.toml", "missing.toml"}};
  for (const auto& [arguments, words] : rows) {
    const CommandResult result = run_command(folder, "compare " + arguments);
    EXPECT_EQ(result.exit_code, 2) << arguments;
    EXPECT_THAT(result.err, HasSubstr(words)) << arguments;
  }
}

// The bytes on their way: the deployed op beside the exact value, then the fallback op.
TEST(TraceCommand, FollowsATrainingPixel) {
  const TemporaryFolder folder;
  const CommandResult result = run_command(folder, "trace --rgb 255 128 3 --json -");
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const json trace = json::parse(result.out);
  EXPECT_EQ(trace.at("rgb"), json({255, 128, 3}));
  EXPECT_EQ(trace.at("yuv"), json({24, -83, 73}));
  const json& v = trace.at("training")[2];
  EXPECT_EQ(v.at("deployed"), 73);
  EXPECT_EQ(v.at("ideal"), 74);
  EXPECT_EQ(trace.at("training")[0].at("value").at("exact"), "23723/1000");
  EXPECT_EQ(trace.at("path")[2].at("difference"), 3);
  EXPECT_EQ(run_command(folder, "trace --rgb 255 128 3 1 2").exit_code, 2);
  EXPECT_EQ(run_command(folder, "trace --rgb 256 0 0").exit_code, 2);
  EXPECT_EQ(run_command(folder, "trace --rgb 1 0").exit_code, 2);
  // Of a BGR op the order of --rgb is the same.
  const json bgr =
      json::parse(run_command(folder, "trace --op centered_yuv2bgr --rgb 255 128 3 --json -").out);
  EXPECT_EQ(bgr.at("yuv"), trace.at("yuv"));
}

}  // namespace
}  // namespace swingproof
