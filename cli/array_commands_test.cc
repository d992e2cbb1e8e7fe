// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// convert against the scalar models, through the real program. golden_dumps_slow_test.cc is for
// dump.

#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "cli/command_runner.h"
#include "deployment/deployment_toml.h"
#include "fixedpoint/bpu_model.h"
#include "fixedpoint/training_op.h"
#include "oracle/ideal_op.h"
#include "suites/npy/npy_file.h"

namespace swingproof {
namespace {

TEST(ArrayCommands, DumpsAreArraysOfTheCube) {
  const TemporaryFolder folder;
  ASSERT_EQ(run_command(folder, "dump fixed -o cube.npy").exit_code, 0);
  const NpyArray cube = read_npy(folder.path_of("cube.npy"));
  EXPECT_EQ(cube.type, NpyType::int8);
  EXPECT_EQ(cube.shape, (std::vector<std::size_t>{256, 256, 256, 3}));
  EXPECT_EQ(folder.read("cube.npy").size(), 128 + 3 * cube_inputs);
}

using Pixel = std::array<std::uint8_t, 3>;
using Model = std::function<std::array<std::int8_t, 3>(const Pixel&)>;

constexpr std::size_t frames = 3;
constexpr std::size_t plane =
    std::size_t{41} * 59;  // pixels of a frame; no multiple of any SIMD width

// Where value c of a pixel is in an array of frames.
std::size_t place_of(bool channels_last, std::size_t frame, std::size_t pixel, std::size_t c) {
  return channels_last ? (frame * plane + pixel) * 3 + c : (frame * 3 + c) * plane + pixel;
}

void expect_converted(const TemporaryFolder& folder, const std::string& with, NpyType type,
                      const Model& model) {
  std::mt19937 random(1);
  for (const bool channels_last : {true, false}) {
    SCOPED_TRACE(with + (channels_last ? " nhwc" : " nchw"));
    NpyArray in{type, {frames, 41, 59, 3}, std::vector<std::uint8_t>(frames * plane * 3)};
    if (!channels_last) in.shape = {frames, 3, 41, 59};
    for (std::uint8_t& byte : in.bytes) byte = static_cast<std::uint8_t>(random());
    NpyWriter writer(folder.path_of("in.npy"), in.type, in.shape);
    writer.write(in.bytes);
    writer.finish();
    const CommandResult result =
        run_command(folder, "convert in.npy d.toml -o out.npy --with " + with + " --layout " +
                                (channels_last ? "nhwc" : "nchw"));
    ASSERT_EQ(result.exit_code, 0) << result.err;
    const NpyArray out = read_npy(folder.path_of("out.npy"));
    ASSERT_EQ(out.type, NpyType::int8);
    ASSERT_EQ(out.shape, in.shape);
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < frames * plane; ++i) {
      const auto place = [&](std::size_t c) {
        return place_of(channels_last, i / plane, i % plane, c);
      };
      const auto expected = model({in.bytes[place(0)], in.bytes[place(1)], in.bytes[place(2)]});
      for (std::size_t c = 0; c < 3; ++c) {
        wrong += static_cast<std::int8_t>(out.bytes[place(c)]) == expected[c] ? 0U : 1U;
      }
    }
    EXPECT_EQ(wrong, 0U);
  }
}

CenteredYuv yuv_of(const Pixel& pixel) {
  return {static_cast<std::int8_t>(pixel[0]), static_cast<std::int8_t>(pixel[1]),
          static_cast<std::int8_t>(pixel[2])};
}

TEST(ArrayCommands, ConversionsAreTheScalarModels) {
  const TemporaryFolder folder;
  for (const Op op : {Op::centered_yuv2rgb, Op::centered_yuv2bgr}) {
    Deployment deployment;
    deployment.op = op;
    deployment.matrix.swing = op == Op::centered_yuv2bgr ? Swing::studio : Swing::full;
    deployment.mean = parse_mean({"123.675", "116.28", "103.53"}, "mean");
    deployment.std = parse_std({"58.395", "57.12", "57.375"}, "std");
    deployment.q_scale = parse_scale("0.0207", "q_scale");
    folder.write("d.toml", deployment_toml(deployment));
    const LoweredOp lowered = lower(deployment, Datapath{});
    const auto rows = training_rows(op, deployment.matrix);
    expect_converted(folder, "fixed", NpyType::int8,
                     [&](const Pixel& pixel) { return fixed_codes(lowered, yuv_of(pixel)); });
    expect_converted(folder, "ideal", NpyType::int8,
                     [&](const Pixel& pixel) { return ideal_codes(deployment, yuv_of(pixel)); });
    expect_converted(folder, "training", NpyType::uint8, [&](const Pixel& pixel) {
      const CenteredYuv yuv = training_yuv(rows, pixel);
      return std::array<std::int8_t, 3>{yuv.y, yuv.u, yuv.v};
    });
  }
}

}  // namespace
}  // namespace swingproof
