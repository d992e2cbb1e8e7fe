// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "cli/command_runner.h"
#include "suites/npy/npy_file.h"

namespace swingproof {
namespace {

using nlohmann::json;

constexpr std::size_t pixels = std::size_t{128} * 256;

// A folder with the chart and what a board delivers of it if all is as declared.
class SourceCommand : public testing::Test {
 protected:
  SourceCommand() {
    EXPECT_EQ(run_command(folder, "probe --source -o patches.npy").exit_code, 0);
    EXPECT_EQ(run_command(folder, "convert patches.npy -o yuv.npy --with training").exit_code, 0);
  }

  CommandResult certify(const std::string& arguments) const {
    return run_command(folder, "certify --source --stimulus patches.npy " + arguments);
  }

  // Y, U, V of each pixel as int8.
  std::string captured() const {
    const std::string file = folder.read("yuv.npy");
    return file.substr(file.size() - pixels * 3);
  }

  void write_capture(const std::string& name, const std::string& values) const {
    NpyWriter writer(folder.path_of(name), NpyType::int8, std::vector<std::size_t>{128, 256, 3});
    writer.write({reinterpret_cast<const std::uint8_t*>(values.data()), values.size()});
    writer.finish();
  }

  const TemporaryFolder folder;
};

TEST_F(SourceCommand, CertifiesTheDeclaredSource) {
  const CommandResult result = certify("--capture yuv.npy");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.out.rfind("certified: ", 0), 0U) << result.out;
  const json verdict = json::parse(certify("--capture yuv.npy --json -").out);
  EXPECT_EQ(verdict.at("schema"), "swingproof.certify-source/1");
  EXPECT_EQ(verdict.at("verdict"), "certified");
  EXPECT_EQ(verdict.at("declared").at("conversion"), "rgb2centered_yuv");
  EXPECT_EQ(verdict.at("explained_by"), (json::array({json::array({verdict.at("declared")})})));
  EXPECT_EQ(verdict.at("stimulus").at("inputs"), pixels);
  EXPECT_EQ(verdict.at("stimulus").at("classes_separated"), 56);
}

TEST_F(SourceCommand, NamesTheCauseWithItsRemedy) {
  std::string values = captured();
  for (std::size_t i = 0; i < values.size(); i += 3) std::swap(values[i + 1], values[i + 2]);
  write_capture("swapped.npy", values);
  const CommandResult result = certify("--capture swapped.npy");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(result.out.rfind("refuted: ", 0), 0U);
  EXPECT_NE(result.out.find("chroma_order swapped: U and V are exchanged"), std::string::npos);
  const json verdict = json::parse(certify("--capture swapped.npy --json -").out);
  ASSERT_EQ(verdict.at("causes").size(), 1U);
  EXPECT_EQ(verdict.at("causes").at(0).at("axis"), "chroma_order");
  EXPECT_EQ(certify("--capture swapped.npy --against swing,conversion").exit_code, 0);
}

TEST_F(SourceCommand, SaysWhatSwingIsDeliveredWhenAnotherIsDeclared) {
  const CommandResult result = certify("--capture yuv.npy --swing studio");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_NE(result.out.find("swing full: the pipeline delivers full swing"), std::string::npos);
}

TEST_F(SourceCommand, AThinMarginIsUndecided) {
  const CommandResult result = certify("--capture yuv.npy --tolerance 1/2 --margin 2.001");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(result.out.rfind("undecided: a margin too thin", 0), 0U) << result.out;
  EXPECT_EQ(certify("--capture yuv.npy --tolerance 1/2 --margin 2").exit_code, 0);
}

// Without a tolerance every pixel has to be exact: a margin that was asked for would do nothing.
TEST_F(SourceCommand, AMarginWithoutToleranceIsRefused) {
  for (const std::string rules : {"--margin 7", "--margin 1", "--tolerance 0 --margin 7"}) {
    SCOPED_TRACE(rules);
    const auto before = folder.snapshot();
    const CommandResult result = certify("--capture yuv.npy --json verdict.json " + rules);
    EXPECT_EQ(result.exit_code, 2) << result.out;
    EXPECT_EQ(result.err,
              "swingproof: error: --margin: has no effect without a tolerance: every pixel must be "
              "exact; give --tolerance as well, or leave out --margin\n");
    EXPECT_EQ(folder.snapshot(), before);
  }
  EXPECT_EQ(certify("--capture yuv.npy --tolerance 0").exit_code, 0);
}

TEST_F(SourceCommand, ReadsRawBytesAndNv12Frames) {
  const std::string values = captured();
  folder.write("yuv.bin", values);
  EXPECT_EQ(certify("--capture yuv.bin --layout nhwc --shape 128,256,3").exit_code, 0);
  std::string frame;
  for (std::size_t i = 0; i < pixels; ++i) frame += static_cast<char>(values[3 * i] + 128);
  for (std::size_t y = 0; y < 128; y += 2) {
    for (std::size_t x = 0; x < 256; x += 2) {
      for (const std::size_t plane : {1U, 2U}) {
        frame += static_cast<char>(values[3 * (y * 256 + x) + plane] + 128);
      }
    }
  }
  folder.write("frame.nv12", frame);
  EXPECT_EQ(certify("--capture frame.nv12 --layout nv12 --shape 128,256").exit_code, 0);
  EXPECT_EQ(certify("--capture frame.nv12 --layout nv12 --shape 128,256 --stride 256").exit_code,
            0);
  folder.write("short.nv12", frame.substr(1));
  for (const std::string bad :
       {"--capture short.nv12 --layout nv12 --shape 128,256",
        "--capture frame.nv12 --layout nv12 --shape 256,128",
        "--capture frame.nv12 --layout nv12 --shape 1,128,256",
        "--capture frame.nv12 --layout nv12",
        "--capture frame.nv12 --layout nv12 --shape 4294967296,4294967296",
        "--capture frame.nv12 --layout nv12 --shape 128,256 --stride 258",
        "--capture frame.nv12 --capture frame.nv12 --layout nv12 --shape 128,256",
        "--capture frame.nv12 --capture frame.nv12",
        "--capture frame.nv12 --layout nv12 --shape 128,256 --scale 0.5",
        "--capture frame.nv12 --layout nv12 --shape 128,256 --dtype float32",
        "--capture frame.nv12 --layout nv12 --shape 128,256 --strides 256,1"}) {
    SCOPED_TRACE(bad);
    EXPECT_EQ(certify(bad).exit_code, 2);
  }
}

TEST_F(SourceCommand, RefusesWhatItCannotUseInOneLine) {
  folder.write("huge.npy",
               std::string("\x93NUMPY\x01\x00\x46\x00", 10) +
                   "{'descr': '|u1', 'fortran_order': False, 'shape': (1099511627776, 3), }\n");
  folder.write("flat.npy",
               std::string("\x93NUMPY\x01\x00\x3C\x00", 10) +
                   "{'descr': '|u1', 'fortran_order': False, 'shape': (3, 2), }\nabcdef");
  const auto before = folder.snapshot();
  for (const std::string bad :
       {"--capture missing.npy", "--capture patches.npy --tolerance -1",
        "--capture yuv.npy --tolerance x", "--capture yuv.npy --tolerance 1 --margin nan",
        "--capture yuv.npy --against quant_stub", "--capture yuv.npy --against ''",
        "--capture huge.npy", "--capture yuv.npy --tolerate 3", "--capture yuv.npy --json yuv.npy",
        "--capture yuv.npy --next-probe next.npy", "--capture yuv.npy --stimulus-layout nhwc",
        "--capture yuv.npy --stride 768", "--capture yuv.npy --shape 128,256,3"}) {
    SCOPED_TRACE(bad);
    const CommandResult result = certify(bad + " --json verdict.json");
    EXPECT_EQ(result.exit_code, 2) << result.out;
    EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
    EXPECT_EQ(folder.snapshot(), before);
  }
  for (const std::string bad :
       {"certify --stimulus patches.npy --capture yuv.npy --tolerance 1",
        "certify --source --stimulus yuv.npy --capture yuv.npy",
        "certify --source --stimulus flat.npy --capture yuv.npy",
        "certify --source --stimulus huge.npy --capture yuv.npy", "probe --source --full -o p.npy",
        "probe --source -o p.npy --image 255x128", "probe --source -o p.npy missing.toml",
        "probe --source -o p.npy --json p.json"}) {
    SCOPED_TRACE(bad);
    const CommandResult result = run_command(folder, bad);
    EXPECT_EQ(result.exit_code, 2) << result.out;
    EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
    EXPECT_EQ(folder.snapshot(), before);
  }
  EXPECT_THAT(run_command(folder, "certify --source --stimulus flat.npy --capture yuv.npy").err,
              testing::HasSubstr("flat.npy: shape: has no last axis of size 3"));
}

}  // namespace
}  // namespace swingproof
