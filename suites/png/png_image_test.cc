// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/png/png_image.h"

#include <gtest/gtest.h>
#include <png.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace swingproof {
namespace {

TEST(PngImage, IsReadBackByteForByte) {
  std::vector<std::uint8_t> rgb;
  for (unsigned i = 0; i < 7U * 5U * 3U; ++i) rgb.push_back(static_cast<std::uint8_t>(i * 37));
  const std::string file = png_bytes(7, 5, rgb);
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  ASSERT_NE(png_image_begin_read_from_memory(&image, file.data(), file.size()), 0);
  EXPECT_EQ(image.width, 7U);
  EXPECT_EQ(image.height, 5U);
  EXPECT_EQ(image.format, PNG_FORMAT_RGB);
  std::vector<std::uint8_t> read(PNG_IMAGE_SIZE(image));
  ASSERT_NE(png_image_finish_read(&image, nullptr, read.data(), 0, nullptr), 0);
  EXPECT_EQ(read, rgb);
  EXPECT_EQ(png_bytes(7, 5, rgb), file);
}

TEST(PngImage, TheSizeHasToBeThatOfTheBytes) {
  const std::vector<std::uint8_t> rgb(12);
  EXPECT_NO_THROW(png_bytes(2, 2, rgb));
  EXPECT_THROW(png_bytes(2, 1, rgb), std::invalid_argument);
  EXPECT_THROW(png_bytes(0, 0, {}), std::invalid_argument);
  EXPECT_THROW(png_bytes(3, 2, rgb), std::invalid_argument);
}

}  // namespace
}  // namespace swingproof
