// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/picture/picture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <png.h>
#include <zlib.h>

#include "deployment/input_error.h"
#include "suites/picture/jpeg_fixture.h"
#include "suites/picture/test_picture.h"
#include "suites/png/png_image.h"

namespace swingproof {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// A PNG in any format of libpng's simple interface.
std::string png_of(std::uint32_t width, std::uint32_t height, std::uint32_t format,
                   const void* pixels, const void* colours = nullptr, int entries = 0) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = width;
  image.height = height;
  image.format = format;
  image.colormap_entries = static_cast<png_uint_32>(entries);
  std::string bytes(100000, '\0');
  png_alloc_size_t length = bytes.size();
  EXPECT_NE(png_image_write_to_memory(&image, bytes.data(), &length, 0, pixels, 0, colours), 0);
  bytes.resize(length);
  return bytes;
}

void put_uint32(std::uint32_t value, char* to) {
  for (int i = 0; i < 4; ++i) to[i] = static_cast<char>(value >> (24 - 8 * i));
}

// The same file without the last colour of its palette of four. libpng does not write pixels that
// have none.
std::string without_last_colour(std::string png) {
  const std::size_t type = png.find("PLTE");
  constexpr std::uint32_t kept = 9;
  put_uint32(kept, &png[type - 4]);
  png.erase(type + 4 + kept, 3);
  const auto* chunk = reinterpret_cast<const Bytef*>(&png[type]);
  put_uint32(static_cast<std::uint32_t>(crc32(0, chunk, 4 + kept)), &png[type + 4 + kept]);
  return png;
}

std::string jpeg_of(J_COLOR_SPACE space, int components, std::size_t width, std::size_t height,
                    bool progressive = false) {
  const JpegSettings settings = {.width = width,
                                 .height = height,
                                 .space = space,
                                 .components = components,
                                 .progressive = progressive};
  return jpeg_bytes(settings, [](std::size_t y, std::span<std::uint8_t> row) {
    for (std::size_t i = 0; i < row.size(); ++i) row[i] = static_cast<std::uint8_t>(5 * y + i);
  });
}

std::string refusal(std::string_view file) {
  try {
    decode_picture(file, "folder/p");
  } catch (const InputError& error) {
    return error.what();
  }
  return "accepted";
}

TEST(PictureTest, PngBytesAreReadAsTheyAre) {
  const Picture made = test_picture();
  const Picture read =
      decode_picture(png_bytes(made.size.width, made.size.height, made.rgb), "folder/p.png");
  EXPECT_EQ(read.rgb, made.rgb);
  EXPECT_EQ(read.size, made.size);
  EXPECT_EQ(read.name, "p.png");
  EXPECT_EQ(read.sha256.size(), 64U);
  EXPECT_TRUE(read.changes.empty());
}

TEST(PictureTest, Sha256IsThatOfTheFile) {
  const Picture read = decode_picture(png_bytes(2, 2, std::vector<std::uint8_t>(12)), "p");
  const std::string again = png_bytes(2, 2, std::vector<std::uint8_t>(12, 1));
  EXPECT_NE(read.sha256, decode_picture(again, "p").sha256);
}

TEST(PictureTest, AlphaIsIgnored) {
  const std::uint8_t rgba[] = {1, 2, 3, 0, 4, 5, 6, 255, 7, 8, 9, 128, 10, 11, 12, 1};
  const Picture read = decode_picture(png_of(2, 2, PNG_FORMAT_RGBA, rgba), "p");
  EXPECT_THAT(read.rgb, ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
  EXPECT_THAT(read.changes, ElementsAre("transparency ignored"));
}

TEST(PictureTest, GreyIsExpanded) {
  const std::uint8_t grey[] = {0, 7, 200, 255};
  const Picture read = decode_picture(png_of(2, 2, PNG_FORMAT_GRAY, grey), "p");
  EXPECT_THAT(read.rgb, ElementsAre(0, 0, 0, 7, 7, 7, 200, 200, 200, 255, 255, 255));
  EXPECT_THAT(read.changes, ElementsAre("grey to RGB"));
}

TEST(PictureTest, PalettesAreExpanded) {
  const std::uint8_t colours[] = {9, 8, 7, 250, 0, 3};
  const std::uint8_t pixels[] = {0, 1, 1, 0};
  const Picture read =
      decode_picture(png_of(2, 2, PNG_FORMAT_RGB_COLORMAP, pixels, colours, 2), "p");
  EXPECT_THAT(read.rgb, ElementsAre(9, 8, 7, 250, 0, 3, 250, 0, 3, 9, 8, 7));
}

TEST(PictureTest, ColoursThatThePaletteLacksAreRefused) {
  const std::uint8_t colours[] = {9, 8, 7, 250, 0, 3, 1, 1, 1, 2, 2, 2};
  const std::uint8_t pixels[] = {0, 1, 3, 2};  // of two bits each
  const std::string whole = png_of(2, 2, PNG_FORMAT_RGB_COLORMAP, pixels, colours, 4);
  EXPECT_EQ(refusal(without_last_colour(whole)),
            "folder/p: has a pixel of colour 3, but a palette of 3; write the file again");
}

// 16-bit files carry gamma 1 here, which must not be applied.
TEST(PictureTest, SixteenBitsAreScaledToTheNearestOfEight) {
  const std::uint16_t rgb[] = {0,   127, 128,   129,   256, 257, 385, 386,
                               387, 514, 65535, 65407, 1,   2,   3,   65406};
  std::vector<std::uint16_t> pixels(rgb, rgb + 12);
  const Picture read = decode_picture(png_of(2, 2, PNG_FORMAT_LINEAR_RGB, pixels.data()), "p");
  std::vector<std::uint8_t> expected(pixels.size());
  std::ranges::transform(pixels, expected.begin(), [](std::uint16_t value) {
    return static_cast<std::uint8_t>((value * 255U + 32767U) / 65535U);
  });
  EXPECT_EQ(read.rgb, expected);
  EXPECT_THAT(read.changes, ElementsAre("16 bits scaled to 8"));
}

TEST(PictureTest, OddSidesAreCutToEvenOnes) {
  std::vector<std::uint8_t> rgb(std::size_t{3} * 5 * 3);
  for (std::size_t i = 0; i < rgb.size(); ++i) rgb[i] = static_cast<std::uint8_t>(i);
  const Picture read = decode_picture(png_bytes(5, 3, rgb), "p");
  EXPECT_EQ(read.size, (ImageSize{4, 2}));
  std::vector<std::uint8_t> expected(rgb.begin(), rgb.begin() + 12);
  expected.insert(expected.end(), rgb.begin() + 15, rgb.begin() + 27);
  EXPECT_EQ(read.rgb, expected);
  EXPECT_THAT(read.changes, ElementsAre("cut to even sides"));
}

TEST(PictureTest, JpegOfAllRgbKindsIsRead) {
  for (const bool progressive : {false, true}) {
    const Picture colour = decode_picture(jpeg_of(JCS_RGB, 3, 32, 16, progressive), "p.jpg");
    EXPECT_EQ(colour.size, (ImageSize{32, 16}));
    EXPECT_EQ(colour.rgb.size(), 3U * 32 * 16);
    EXPECT_TRUE(colour.changes.empty());
  }
  const Picture grey = decode_picture(jpeg_of(JCS_GRAYSCALE, 1, 32, 16), "p.jpg");
  EXPECT_THAT(grey.changes, ElementsAre("grey to RGB"));
  EXPECT_EQ(grey.rgb[0], grey.rgb[1]);
  EXPECT_NEAR(grey.rgb[std::size_t{3} * 31], 31, 4);
}

TEST(PictureTest, CmykIsRefused) {
  EXPECT_THAT(refusal(jpeg_of(JCS_CMYK, 4, 16, 16)), HasSubstr("folder/p: is a CMYK picture"));
}

TEST(PictureTest, OtherFilesAreRefused) {
  EXPECT_THAT(refusal(""), HasSubstr("neither a PNG nor a JPEG"));
  EXPECT_THAT(refusal("GIF89a"), HasSubstr("neither a PNG nor a JPEG"));
  EXPECT_THAT(refusal(png_bytes(1, 4, std::vector<std::uint8_t>(12))), HasSubstr("side below 2"));
}

std::string png_crc(std::string_view type_and_data) {
  std::uint32_t crc = 0xffffffffU;
  for (const char c : type_and_data) {
    crc ^= static_cast<std::uint8_t>(c);
    for (int k = 0; k < 8; ++k) crc = (crc >> 1) ^ (0xedb88320U & (0U - (crc & 1U)));
  }
  crc = ~crc;
  return {static_cast<char>(crc >> 24), static_cast<char>(crc >> 16), static_cast<char>(crc >> 8),
          static_cast<char>(crc)};
}

// The sizes come first in both formats: whatever they claim costs nothing.
TEST(PictureTest, HugeSizesAreRefusedBeforeAnythingIsAllocated) {
  std::string png = png_bytes(2, 2, std::vector<std::uint8_t>(12));
  for (const std::size_t at : {16, 20}) png.replace(at, 4, std::string("\x7f\xff\xff\xff", 4));
  png.replace(29, 4, png_crc(png.substr(12, 17)));
  EXPECT_THAT(refusal(png), HasSubstr("2147483647x2147483647 pixels; give one of at most"));

  std::string jpeg = jpeg_of(JCS_RGB, 3, 16, 16);
  const std::size_t frame = jpeg.find("\xff\xc0");
  jpeg.replace(frame + 5, 4, "\xff\xdc\xff\xdc");
  EXPECT_THAT(refusal(jpeg), HasSubstr("65500x65500 pixels; give one of at most"));
}

TEST(PictureTest, EveryCutFileIsRefused) {
  const Picture made = test_picture();
  const std::vector<std::uint8_t> some(made.rgb.begin(),
                                       made.rgb.begin() + std::ptrdiff_t{3} * 16 * 16);
  for (const std::string& file :
       {png_bytes(16, 16, some), jpeg_of(JCS_RGB, 3, 48, 48), jpeg_of(JCS_RGB, 3, 48, 48, true)}) {
    ASSERT_EQ(refusal(file), "accepted");
    for (std::size_t length = 0; length + 2 < file.size(); ++length) {
      ASSERT_NE(refusal(file.substr(0, length)), "accepted") << length;
    }
  }
}

// A changed byte is refused or gives some picture; nothing else happens.
TEST(PictureTest, DamagedFilesDoNoHarm) {
  for (const std::string& file :
       {png_bytes(8, 8, std::vector<std::uint8_t>(192, 9)), jpeg_of(JCS_RGB, 3, 24, 24, true)}) {
    for (std::size_t at = 2; at < file.size(); ++at) {
      for (const char change : {'\x01', '\x80', '\xff'}) {
        std::string damaged = file;
        damaged[at] = static_cast<char>(damaged[at] ^ change);
        refusal(damaged);
      }
    }
  }
}

}  // namespace
}  // namespace swingproof
