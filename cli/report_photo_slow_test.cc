// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// A photo of a camera's size: 12 megapixels of JPEG, as noisy as a real one.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
// jpeglib.h needs size_t and FILE before it.
#include <jpeglib.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "cli/command_runner.h"

namespace swingproof {
namespace {

constexpr unsigned width = 4000;
constexpr unsigned height = 3000;

// Smooth colours with noise of a sensor, quality 90, 4:2:0.
std::string photo() {
  jpeg_error_mgr errors{};
  jpeg_compress_struct encoder{};
  encoder.err = jpeg_std_error(&errors);
  jpeg_create_compress(&encoder);
  unsigned char* file = nullptr;
  unsigned long length = 0;  // NOLINT(google-runtime-int): libjpeg's type
  jpeg_mem_dest(&encoder, &file, &length);
  encoder.image_width = width;
  encoder.image_height = height;
  encoder.input_components = 3;
  encoder.in_color_space = JCS_RGB;
  jpeg_set_defaults(&encoder);
  jpeg_set_quality(&encoder, 90, TRUE);
  jpeg_start_compress(&encoder, TRUE);
  std::mt19937 noise(1);
  std::vector<std::uint8_t> row(std::size_t{3} * width);
  for (unsigned y = 0; y < height; ++y) {
    for (unsigned i = 0; i < row.size(); ++i) {
      const double wave = std::sin((i / 3) * 0.003 * (i % 3 + 1) + y * 0.002);
      row[i] = static_cast<std::uint8_t>(128 + 110 * wave + noise() % 17 - 8);
    }
    JSAMPROW rows[] = {row.data()};
    jpeg_write_scanlines(&encoder, rows, 1);
  }
  jpeg_finish_compress(&encoder);
  jpeg_destroy_compress(&encoder);
  std::string bytes(reinterpret_cast<const char*>(file), length);
  std::free(file);  // NOLINT(cppcoreguidelines-no-malloc): libjpeg's memory
  return bytes;
}

TEST(ReportPhoto, TwelveMegapixelsMakeNoLargePage) {
  const TemporaryFolder folder;
  folder.write("photo.jpg", photo());
  EXPECT_GT(folder.read("photo.jpg").size(), 2'000'000U);
  const CommandResult plain = run_command(folder, "report -o plain.html --json plain.json");
  if (plain.err.find("cannot write HTML") != std::string::npos) GTEST_SKIP() << "without npm";
  ASSERT_EQ(plain.exit_code, 0) << plain.err;
  EXPECT_LT(folder.read("plain.html").size(), 3'000'000U);
  const CommandResult result =
      run_command(folder, "report --image photo.jpg -o page.html --json page.json");
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_LT(folder.read("page.html").size(), 6'000'000U);
  const auto picture = nlohmann::json::parse(folder.read("page.json")).at("pictures")[0];
  EXPECT_EQ(picture.at("size"), nlohmann::json({width, height}));
  for (const auto& way : picture.at("paths")) {
    for (const auto& channel : way.at("channels")) {
      std::uint64_t pixels = 0;
      for (const auto& [difference, times] : channel.at("code_difference").items()) {
        pixels += times.get<std::uint64_t>();
      }
      EXPECT_EQ(pixels, std::uint64_t{width} * height) << "figures are of all pixels";
    }
  }
}

}  // namespace
}  // namespace swingproof
