// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Captures in the forms in which boards and their tools give them, through the real program.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/command_runner.h"
#include "suites/npy/npy_file.h"

namespace swingproof {
namespace {

using nlohmann::json;
using testing::HasSubstr;

// The elements of an NPY file.
std::string elements(const TemporaryFolder& folder, const std::string& name) {
  const NpyArray array = read_npy(folder.path_of(name));
  return {array.bytes.begin(), array.bytes.end()};
}

void expect_one_line(const CommandResult& result) {
  EXPECT_EQ(result.exit_code, 2) << result.out;
  EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
}

// A picture of 16 x 18 pixels and the codes of its op.
class DumpedCodes : public testing::Test {
 protected:
  DumpedCodes() {
    EXPECT_EQ(run_command(folder, "probe --image 18x16 -o image.npy").exit_code, 0);
    EXPECT_EQ(run_shell(folder,
                        "/usr/bin/python3 -c 'import numpy as n; n.save(\"frame.npy\", "
                        "n.load(\"image.npy\")[None])'; $swingproof convert frame.npy -o codes.npy "
                        "--with fixed --layout nchw")
                  .exit_code,
              0);
    codes = elements(folder, "codes.npy");
  }

  CommandResult certify(const std::string& arguments) const {
    return run_command(folder, "certify --stimulus image.npy --capture " + arguments);
  }

  const TemporaryFolder folder;
  std::string codes;  // planes
};

TEST_F(DumpedCodes, PaddingOfChannelsAndRowsIsSkipped) {
  std::string padded_rows;
  for (std::size_t row = 0; row < 48; ++row) {
    padded_rows += codes.substr(row * 18, 18) + std::string(14, 'x');
  }
  folder.write("rows.bin", padded_rows);
  std::string padded_channels;
  std::string floats;
  for (std::size_t i = 0; i < 288; ++i) {
    for (std::size_t c = 0; c < 16; ++c) padded_channels += c < 3 ? codes[c * 288 + i] : 'x';
    for (std::size_t c = 0; c < 4; ++c) {
      const float value = c < 3 ? static_cast<float>(codes[c * 288 + i]) / 128 : 99.5F;
      floats.append(reinterpret_cast<const char*>(&value), sizeof(value));
    }
  }
  folder.write("channels.bin", padded_channels);
  folder.write("floats.bin", floats);
  for (const std::string form :
       {"rows.bin --shape 1,3,16,18 --aligned-shape 1,3,16,32",
        "rows.bin --shape 1,3,16,18 --stride 32 --layout NCHW",
        "rows.bin --shape 1,3,16,18 --strides 1536,512,32,1 --dtype UINT8",
        "rows.bin --shape '(1, 3, 16, 18)' --strides '(1536, 512, 32, 1)'",
        "channels.bin --shape 1,16,18,3 --aligned-shape 1,16,18,16 --layout Nhwc --dtype int8",
        "channels.bin --shape 16,18,3 --strides 288,16,1",
        "floats.bin --dtype float32 --scale 1/128 --shape 1,16,18,3 --aligned-shape 1,16,18,4",
        "floats.bin --dtype float32 --scale 0.0078125 --shape 16,18,3 --strides 288,16,4"}) {
    SCOPED_TRACE(form);
    const CommandResult result = certify(form);
    EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
    const CommandResult gated = run_command(folder, "gate --stimulus image.npy --result " + form);
    EXPECT_EQ(gated.exit_code, 0) << gated.out << gated.err;
  }
  const CommandResult without = certify(
      "floats.bin --dtype float32 --shape 1,16,18,3 "
      "--aligned-shape 1,16,18,4");
  expect_one_line(without);
  EXPECT_THAT(without.err, HasSubstr("give --scale 1/128, the deployment's q_scale"));
}

TEST_F(DumpedCodes, HostileFormsAreOneLine) {
  folder.write("codes.bin", codes);
  folder.write("empty.bin", "");
  const auto before = folder.snapshot();
  for (const std::string form :
       {"codes.bin",
        "codes.bin --shape 1,3,16,17",
        "codes.bin --shape 1,3,17,18",
        "empty.bin --shape 1,3,16,18",
        "codes.bin --shape 1,3,-16,18",
        "codes.bin --shape 4294967295,4294967295,3",
        "codes.bin --shape 1,3,16,18 --stride -1",
        "codes.bin --shape 1,3,16,18 --stride 17",
        "codes.bin --shape 1,3,16,18 --stride 1e3",
        "codes.bin --shape 1,3,16,18 --strides 18446744073709551615,9223372036854775808,18,1",
        "codes.bin --shape 1,3,16,18 --strides 0,0,0,0",
        "codes.bin --shape 1,3,16,18 --aligned-shape 1,3,16,17179869184",
        "codes.bin --shape 1,3,16,18 --aligned-height 99999999999999999999",
        "codes.bin --shape 1,3,16,18 --aligned-height 15",
        "codes.bin --shape 1,3,16,18 --dtype int4",
        "codes.bin --shape 1,3,16,18 --layout nv12",
        "codes.bin --shape 1,3,16,18 --layout nhwc",
        "codes.bin --shape 1,3,16,18 --scale 0.5",
        "codes.bin --dtype float32",
        "codes.bin --shape 1,3,16,18 --dtype float32",
        "codes.npy --shape 1,3,16,18",
        "codes.npy --scale 0.5",
        ". --shape 1,3,16,18",
        "codes.bin --capture codes.bin --shape 1,3,16,18",
        "codes.npy --aligned-shape 1,3,16,32"}) {
    SCOPED_TRACE(form);
    expect_one_line(certify(form));
    EXPECT_EQ(folder.snapshot(), before);
  }
  EXPECT_THAT(certify("codes.bin --shape 1,3,16,18 --stride 20").err,
              HasSubstr("takes 958 or 960"));
}

// The same result in other numbers.
TEST_F(DumpedCodes, NumbersOfOtherTypesAreLookedAt) {
  const std::string make =
      "/usr/bin/python3 -c 'import numpy as n; c = n.load(\"codes.npy\"); "
      "n.save(\"f.npy\", c.astype(n.float32)); n.save(\"i.npy\", c.astype(n.int64)); "
      "n.save(\"d.npy\", c * 0.0213); n.save(\"b.npy\", c.astype(\">f8\")); "
      "n.save(\"u.npy\", c.view(n.uint8).astype(n.uint16)); "
      "n.save(\"s.npy\", (n.load(\"image.npy\").astype(n.int64)))'";
  ASSERT_EQ(run_shell(folder, make).exit_code, 0);
  for (const char* whole : {"f.npy", "i.npy", "b.npy", "d.npy --scale 0.0213"}) {
    EXPECT_EQ(certify(whole).exit_code, 0) << whole;
  }
  EXPECT_THAT(certify("d.npy").err, HasSubstr("give --scale 0.0213: all values are codes"));
  EXPECT_THAT(certify("u.npy").err, HasSubstr("save array.astype(numpy.uint8)"));
  EXPECT_THAT(run_command(folder, "certify --stimulus s.npy --capture codes.npy").err,
              HasSubstr("save array.astype(numpy.int8)"));
}

// A folder with 3 frames of the chart.
class DumpedFrames : public testing::Test {
 protected:
  DumpedFrames() {
    EXPECT_EQ(run_command(folder, "probe --source -o patches.npy").exit_code, 0);
    EXPECT_EQ(run_command(folder, "convert patches.npy -o yuv.npy --with training").exit_code, 0);
    yuv = elements(folder, "yuv.npy");
  }

  char stored(std::size_t y, std::size_t x, std::size_t plane) const {
    return static_cast<char>(yuv[3 * (y * 256 + x) + plane] ^ '\x80');
  }

  // Y with a stride, in so many rows.
  std::string luma(std::size_t stride, std::size_t rows) const {
    std::string bytes;
    for (std::size_t y = 0; y < 128; ++y) {
      for (std::size_t x = 0; x < 256; ++x) bytes += stored(y, x, 0);
      bytes.append(stride - 256, '#');
    }
    bytes.append((rows - 128) * stride, '#');
    return bytes;
  }

  std::string pairs(std::size_t stride, std::size_t first, std::size_t second) const {
    std::string bytes;
    for (std::size_t y = 0; y < 128; y += 2) {
      for (std::size_t x = 0; x < 256; x += 2) {
        bytes += stored(y, x, first);
        bytes += stored(y, x, second);
      }
      bytes.append(stride - 256, '#');
    }
    return bytes;
  }

  std::string plane(std::size_t which) const {
    std::string bytes;
    for (std::size_t y = 0; y < 128; y += 2) {
      for (std::size_t x = 0; x < 256; x += 2) bytes += stored(y, x, which);
    }
    return bytes;
  }

  CommandResult certify(const std::string& arguments) const {
    return run_command(folder, "certify --source --stimulus patches.npy --capture " + arguments);
  }

  const TemporaryFolder folder;
  std::string yuv;
};

TEST_F(DumpedFrames, EveryPictureOfYuvIsTaken) {
  folder.write("a", luma(320, 144) + pairs(320, 1, 2));
  folder.write("b", luma(256, 128) + pairs(256, 2, 1));
  folder.write("c", luma(256, 128) + plane(1) + plane(2));
  folder.write("d", luma(256, 128) + plane(2) + plane(1));
  folder.write("y", luma(320, 128));
  folder.write("uv", pairs(320, 1, 2));
  std::string bytes = yuv;
  for (char& each : bytes) each = static_cast<char>(each ^ '\x80');
  folder.write("e", bytes);
  for (const std::string form :
       {"a --layout nv12 --shape 128,256 --stride 320 --aligned-height 144",
        "a --layout nv12 --shape 1,3,128,256 --aligned-shape 1,3,144,320",
        "b --layout NV21 --shape 128,256", "c --layout I420 --shape 128,256",
        "d --layout yv12 --shape 128,256",
        "y --capture uv --layout nv12 --shape 128,256 --stride 320",
        "e --layout nhwc --shape 128,256,3 --dtype uint8"}) {
    SCOPED_TRACE(form);
    const CommandResult result = certify(form);
    EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  }
  expect_one_line(certify("uv --capture y --layout nv12 --shape 128,256 --stride 320"));
}

// Another layout than was said is the cause, where it explains every byte.
TEST_F(DumpedFrames, AMistakenLayoutIsNamed) {
  folder.write("c", luma(256, 128) + plane(1) + plane(2));
  folder.write("a", luma(256, 128) + pairs(256, 1, 2));
  const CommandResult result = certify("c --layout nv12 --shape 128,256");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, HasSubstr("I420 taken for NV12"));
  const json causes =
      json::parse(certify("c --layout nv12 --shape 128,256 --json -").out).at("causes");
  ASSERT_EQ(causes.size(), 1U);
  EXPECT_EQ(causes[0].at("finding"), "I420 taken for NV12");
  EXPECT_THAT(certify("a --layout yv12 --shape 128,256").out, HasSubstr("NV12 taken for YV12"));
  // Of another source than is declared as well.
  folder.write("v", luma(256, 128) + plane(2) + plane(1));
  EXPECT_THAT(certify("v --layout nv12 --shape 128,256 --swing studio").out,
              HasSubstr("YV12 taken for NV12"));
  folder.write("z", std::string(49152, '\x01'));
  EXPECT_THAT(certify("z --layout nv12 --shape 128,256").out, Not(HasSubstr("taken for")));
}

// One verdict for all, one for each.
TEST_F(DumpedFrames, AFolderOfCapturesIsJudged) {
  const std::string good = luma(256, 128) + pairs(256, 1, 2);
  std::filesystem::create_directory(folder.path_of("frames"));
  folder.write("frames/1", good);
  folder.write("frames/2", good);
  const std::string form = "frames --layout nv12 --shape 128,256";
  EXPECT_EQ(certify(form).exit_code, 0);
  std::string bad = good;
  bad[5] = static_cast<char>(bad[5] ^ 1);
  folder.write("frames/3", bad);
  const CommandResult result = certify(form);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, HasSubstr("refuted: of 3 captures 2 certified, 1 refuted"));
  const json all = json::parse(certify(form + " --json -").out);
  EXPECT_EQ(all.at("verdict"), "refuted");
  EXPECT_EQ(all.at("captures").at(1).at("verdict"), "certified");
  EXPECT_EQ(all.at("captures").at(2).at("file"), "3");
  EXPECT_EQ(all.at("captures").at(2).at("report").at("verdict"), "refuted");
  for (const json& capture : all.at("captures")) {
    EXPECT_EQ(capture.at("report").at("faults"), json::array());  // one byte has no cause
    EXPECT_EQ(capture.at("report").at("fit"), nullptr);
  }
  folder.write("frames/4", good.substr(1));
  expect_one_line(certify(form));
  expect_one_line(certify(form + " -o certificate.json"));
  std::filesystem::create_directory(folder.path_of("none"));
  expect_one_line(certify("none --layout nv12 --shape 128,256"));
}

}  // namespace
}  // namespace swingproof
