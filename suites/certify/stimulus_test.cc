// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/stimulus.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <string>

#include "deployment/input_error.h"
#include "deployment/whole_file.h"
#include "suites/npy/npy_file.h"

namespace swingproof {
namespace {

class StimulusFile : public testing::Test {
 public:
  ~StimulusFile() override { std::remove(path_.c_str()); }
  StimulusFile(const StimulusFile&) = delete;
  StimulusFile& operator=(const StimulusFile&) = delete;

 protected:
  StimulusFile() = default;

  Stimulus read(const std::string& file, std::optional<ArrayLayout> layout = {}) const {
    write_whole_file(path_, file);
    return read_stimulus(path_, layout);
  }

  std::string path_ = testing::TempDir() + "stimulus_" +
                      testing::UnitTest::GetInstance()->current_test_info()->name();
};

YuvPlanes some_pixels(std::size_t count) {
  YuvPlanes pixels;
  for (std::size_t i = 0; i < count; ++i) {
    pixels.push_back(centered_yuv_at(static_cast<std::uint32_t>(i * 1234567 % cube_inputs)));
  }
  return pixels;
}

void expect_equal(const YuvPlanes& a, const YuvPlanes& b) {
  EXPECT_EQ(a.y, b.y);
  EXPECT_EQ(a.u, b.u);
  EXPECT_EQ(a.v, b.v);
}

TEST_F(StimulusFile, ListsAndImagesAreReadBack) {
  const YuvPlanes pixels = some_pixels(20);
  expect_equal(read(pixel_list_npy(pixels)).pixels, pixels);
  const Stimulus image = read(pixel_file(pixels, pixel_form("x.npy", {}, 20, ImageSize{5, 4})));
  expect_equal(image.pixels, pixels);
  EXPECT_EQ(image.positions, (std::vector<std::size_t>{4, 5}));
  // A list of three pixels is a list.
  expect_equal(read(pixel_list_npy(some_pixels(3))).pixels, some_pixels(3));
  EXPECT_EQ(read(pixel_list_npy({})).pixels.size(), 0U);
}

TEST_F(StimulusFile, TheCubeIsInCubeOrder) {
  const Stimulus cube = read(whole_cube_npy());
  ASSERT_EQ(cube.pixels.size(), cube_inputs);
  EXPECT_EQ(cube.positions, (std::vector<std::size_t>{256, 256, 256}));
  for (std::uint32_t i = 0; i < cube_inputs; i += 997) {
    ASSERT_EQ(cube.pixels[i], centered_yuv_at(i));
  }
}

TEST_F(StimulusFile, OtherArraysAreRefused) {
  const auto npy = [](NpyType type, const std::vector<std::size_t>& shape, std::size_t bytes) {
    return npy_header(type, shape) + std::string(bytes, 'x');
  };
  EXPECT_THROW(read(npy(NpyType::uint8, {2, 3}, 6)), InputError);
  EXPECT_THROW(read(npy(NpyType::int8, {2, 4}, 8)), InputError);
  EXPECT_THROW(read(npy(NpyType::int8, {}, 1)), InputError);
  EXPECT_THROW(read(npy(NpyType::int8, {3, 2, 3}, 18)), InputError);
  EXPECT_EQ(read(npy(NpyType::int8, {3, 2, 3}, 18), ArrayLayout::nchw).pixels.size(), 6U);
  EXPECT_THROW(read(npy(NpyType::int8, {2, 2, 3}, 12), ArrayLayout::nchw), InputError);
  EXPECT_THROW(read(npy(NpyType::int8, {2, 3}, 5)), InputError);
  std::string huge = npy_header(NpyType::int8, std::vector<std::size_t>{1099511627, 3});
  huge.replace(huge.find("1099511627, 3), "), 15, "1099511627776),");
  EXPECT_THROW(read(huge), InputError);
}

TEST(Stimulus, AnImageIsTiledInRows) {
  const YuvPlanes pixels = some_pixels(5);
  const YuvPlanes image = tiled_image(pixels, {4, 3}, 1, "--image");
  ASSERT_EQ(image.size(), 12U);
  for (std::size_t i = 0; i < 12; ++i) EXPECT_EQ(image[i], pixels[i % 5]);
  EXPECT_THROW(tiled_image(pixels, {2, 2}, 1, "--image"), InputError);
  EXPECT_EQ(tiled_image({}, {4, 2}, 1, "--image").size(), 8U);
}

// What a decoder that repeats chroma makes of the NV12 bytes is the image.
TEST(Stimulus, Nv12HoldsTheImage) {
  const ImageSize size = {8, 6};
  const YuvPlanes pixels = some_pixels(7);
  const YuvPlanes image = tiled_image(pixels, size, 2, "--image");
  const std::string bytes = nv12_bytes(image, size);
  ASSERT_EQ(bytes.size(), 8U * 6 * 3 / 2);
  const auto centered = [&](std::size_t place) {
    return static_cast<std::int8_t>(static_cast<std::uint8_t>(bytes[place]) - 128);
  };
  for (std::size_t row = 0; row < 6; ++row) {
    for (std::size_t column = 0; column < 8; ++column) {
      const std::size_t chroma = 48 + row / 2 * 8 + column / 2 * 2;
      const CenteredYuv decoded = {centered(row * 8 + column), centered(chroma),
                                   centered(chroma + 1)};
      EXPECT_EQ(image[row * 8 + column], decoded);
      EXPECT_EQ(decoded, pixels[(row / 2 * 4 + column / 2) % 7]);
    }
  }
  EXPECT_THROW(tiled_image(pixels, {9, 6}, 2, "--image"), InputError);
  EXPECT_THROW(tiled_image(pixels, {4, 6}, 2, "--image"), InputError);
}

TEST(Stimulus, ImageSizes) {
  const ImageSize size = parse_stimulus_size("640x480", "--image");
  EXPECT_EQ(size.width, 640U);
  EXPECT_EQ(size.height, 480U);
  for (const char* text : {"", "x", "640", "640x", "x480", "0x480", "640x0", "-1x2", "640X480",
                           "3x640", "8193x8192", "99999999999999999999x1", "1x67108865"}) {
    EXPECT_THROW(parse_stimulus_size(text, "--image"), InputError) << text;
  }
}

TEST(Stimulus, RepeatedPixelsAreNotEndless) {
  EXPECT_EQ(repeated(some_pixels(4), times_for_tolerance(3), "").size(), 28U);
  EXPECT_THROW(repeated(some_pixels(4), times_for_tolerance(1U << 30U), ""), InputError);
  EXPECT_THROW(repeated(some_pixels(1), times_for_tolerance(~std::uint64_t{0}), ""), InputError);
  EXPECT_EQ(repeated({}, times_for_tolerance(~std::uint64_t{0}) % 1000, "").size(), 0U);
}

}  // namespace
}  // namespace swingproof
