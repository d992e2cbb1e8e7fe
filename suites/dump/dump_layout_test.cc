// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/dump/dump_layout.h"

#include <gtest/gtest.h>

#include <functional>
#include <random>
#include <string>

#include "deployment/input_error.h"
#include "suites/dump/dump_elements.h"

namespace swingproof {
namespace {

using Sizes = std::vector<std::uint64_t>;
using Channels = std::array<std::vector<std::int8_t>, 3>;

DumpRequest request_of(const std::string& shape, const std::string& aligned = {},
                       const std::string& strides = {}, const std::string& dtype = {}) {
  DumpOptions options;
  options.shape = shape;
  if (!aligned.empty()) options.aligned_shape = aligned;
  if (!strides.empty()) options.strides = strides;
  if (!dtype.empty()) options.dtype = dtype;
  return parse_dump_options(options);
}

std::string refused(const std::function<void()>& action) {
  try {
    action();
  } catch (const InputError& error) {
    return error.what();
  }
  ADD_FAILURE() << "nothing was refused";
  return {};
}

std::string bytes_at_random(std::uint64_t size) {
  std::mt19937 random(1);
  std::string bytes(size, '\0');
  for (char& each : bytes) each = static_cast<char>(random());
  return bytes;
}

// Element by element, as the formula of addresses says.
void expect_addresses(const DumpRequest& request, std::size_t axis, const Sizes& strides) {
  const DumpLayout layout = array_layout(request, axis);
  const std::string bytes = bytes_at_random(layout.sizes[0].front());
  const Channels channels = byte_channels({bytes}, layout, ByteMeaning::code);
  std::array<std::size_t, 3> next{};
  std::vector<std::size_t> at(request.shape.size());
  for (;;) {
    std::uint64_t address = 0;
    for (std::size_t i = 0; i < at.size(); ++i) address += at[i] * strides[i];
    const std::size_t c = at[axis];
    ASSERT_EQ(channels[c].at(next[c]++), static_cast<std::int8_t>(bytes.at(address)));
    std::size_t i = at.size();
    while (i-- > 0 && ++at[i] == request.shape[i]) at[i] = 0;
    if (i == static_cast<std::size_t>(-1)) break;
  }
  EXPECT_EQ(next[0], channels[0].size());
}

TEST(DumpLayout, EveryElementIsWhereItsStridesSay) {
  expect_addresses(request_of("2,4,5,3", "2,4,5,16"), 3, {320, 80, 16, 1});
  expect_addresses(request_of("1,3,4,5", "1,3,4,16"), 1, {192, 64, 16, 1});
  expect_addresses(request_of("1,3,4,5", "2,4,6,8"), 1, {192, 48, 8, 1});
  expect_addresses(request_of("2,3,4,5", {}, "1000,5,75,15"), 1, {1000, 5, 75, 15});
  expect_addresses(request_of("7,3", {}, "(4, 1)"), 1, {4, 1});
  expect_addresses(request_of("3,7"), 0, {7, 1});
}

TEST(DumpLayout, PaddingMayBeCutOffBehindAnElementAPixelARow) {
  EXPECT_EQ(array_layout(request_of("1,20,32,3", "1,20,32,16"), 3).sizes,
            (std::vector<Sizes>{{10227, 10240}}));
  EXPECT_EQ(array_layout(request_of("1,3,20,30", "1,3,24,32"), 1).sizes[0],
            (Sizes{2 * 768 + 19 * 32 + 30, 2 * 768 + 20 * 32, 3 * 768}));
  EXPECT_EQ(array_layout(request_of("4,3", {}, "20,4", "float32"), 1).sizes[0], (Sizes{72, 80}));
  EXPECT_EQ(array_layout(request_of("1,3", "1,4"), 1).sizes[0], (Sizes{3, 4}));
}

TEST(DumpLayout, WhatNoMemoryIsIsRefused) {
  for (const char* strides : {"512,16,1", "1,1,1,1", "10240,512,2,1", "10240,512,16,0",
                              "10240,512,-16,1", "99999999999999,512,16,1", "a,b,c,d",
                              "18446744073709551615,18446744073709551615,16,1", ""}) {
    EXPECT_THROW(
        {
          DumpOptions options;
          options.shape = "2,20,32,3";
          options.strides = strides;
          array_layout(parse_dump_options(options), 3);
        },
        InputError)
        << strides;
  }
  for (const char* aligned : {"1,20,32", "2,20,32,2", "2,20,32,17179869184",
                              "4294967296,4294967296,4294967296,4294967296", "2,20,32,-3", "x"}) {
    EXPECT_THROW(array_layout(request_of("2,20,32,3", aligned), 3), InputError) << aligned;
  }
  EXPECT_THROW(array_layout(request_of("2,20,32,3", "2,20,32,4", "9,9,9,9"), 3), InputError);
}

TEST(DumpLayout, TheMessageHasTheSizesThatFit) {
  const DumpRequest request = request_of("1,20,32,3");
  const std::string message =
      refused([&] { require_size("codes.bin", 10240, array_layout(request, 3), 0, request); });
  EXPECT_NE(message.find("codes.bin: data: are 10240 bytes"), std::string::npos) << message;
  EXPECT_NE(message.find("takes 1920"), std::string::npos) << message;
  EXPECT_NE(message.find("--aligned-shape 1,20,32,16 would fit"), std::string::npos) << message;
}

// One pixel: no axis but that of the channels.
TEST(DumpLayout, OnePixelIsAnArray) {
  const DumpRequest request = request_of("3");
  const DumpLayout layout = array_layout(request, 0);
  EXPECT_EQ(byte_channels({"abc"}, layout, ByteMeaning::code)[2], std::vector<std::int8_t>{'c'});
  EXPECT_THROW(require_size("codes.bin", 4, layout, 0, request), InputError);
}

DumpRequest frame(const std::string& layout, const std::string& shape,
                  const std::optional<std::string>& stride = {},
                  const std::optional<std::string>& aligned_height = {}) {
  DumpOptions options;
  options.layout = layout;
  options.shape = shape;
  options.stride = stride;
  options.aligned_height = aligned_height;
  return parse_dump_options(options);
}

DumpLayout layout_of_frame(const DumpRequest& request, std::size_t files = 1) {
  return yuv_layout(request, *request.layout, files);
}

// A frame of 4 x 6 with stride 8 and 6 rows of Y: where each byte is, by hand.
TEST(YuvFrame, EveryLayoutHasItsBytesInItsPlaces) {
  const std::string bytes = bytes_at_random(8 * 9);
  const auto stored = [&](std::size_t at) { return static_cast<std::int8_t>(bytes[at] ^ '\x80'); };
  const std::size_t chroma = 48;
  for (const char* name : {"nv12", "NV21", "I420", "yv12"}) {
    SCOPED_TRACE(name);
    const DumpRequest request = frame(name, "4,6", "8", "6");
    const DumpLayout layout = layout_of_frame(request);
    const Channels channels = byte_channels({bytes}, layout, ByteMeaning::stored);
    const PixelLayoutRow& row = row_of(*request.layout);
    for (std::size_t y = 0; y < 4; ++y) {
      for (std::size_t x = 0; x < 6; ++x) {
        const bool has_pairs = row.chroma == Chroma::interleaved;
        const std::size_t first =
            has_pairs ? chroma + y / 2 * 8 + x / 2 * 2 : chroma + y / 2 * 4 + x / 2;
        const std::size_t second = has_pairs ? first + 1 : first + 12;
        ASSERT_EQ(channels[0][y * 6 + x], stored(y * 8 + x));
        ASSERT_EQ(channels[1][y * 6 + x], stored(row.v_first ? second : first));
        ASSERT_EQ(channels[2][y * 6 + x], stored(row.v_first ? first : second));
      }
    }
  }
}

TEST(YuvFrame, TwoFilesHoldTheSameBytes) {
  const std::string bytes = bytes_at_random(72);
  for (const char* name : {"nv12", "i420"}) {
    const DumpRequest request = frame(name, "4,6", "8", "6");
    EXPECT_EQ(byte_channels({bytes}, layout_of_frame(request), ByteMeaning::stored),
              byte_channels({bytes.substr(0, 48), bytes.substr(48)}, layout_of_frame(request, 2),
                            ByteMeaning::stored));
  }
}

TEST(YuvFrame, SizesHaveTheirPaddingOrNot) {
  EXPECT_EQ(layout_of_frame(frame("nv12", "128,256", "320")).sizes[0], (Sizes{61440 - 64, 61440}));
  EXPECT_EQ(layout_of_frame(frame("nv12", "1,3,128,256", "320", "144")).sizes[0],
            (Sizes{320 * (144 + 64) - 64, 320 * (144 + 64), 320 * (144 + 72)}));
  EXPECT_EQ(layout_of_frame(frame("i420", "4,6", "8")).sizes[0], (Sizes{47, 48}));
  EXPECT_EQ(layout_of_frame(frame("yv12", "1,4,6,3")).sizes[0], (Sizes{36}));
  EXPECT_EQ(layout_of_frame(frame("nv21", "4,6", "8"), 2).sizes,
            (std::vector<Sizes>{{30, 32}, {14, 16}}));
}

TEST(YuvFrame, FramesThatCannotBeAreRefused) {
  const std::vector<DumpRequest> bad = {frame("nv12", "5,6"),
                                        frame("nv12", "4,5"),
                                        frame("nv12", "4"),
                                        frame("nv12", "3,4,6"),
                                        frame("nv12", "2,3,4,6"),
                                        frame("nv12", "4,6", "5"),
                                        frame("i420", "4,6", "7"),
                                        frame("nv12", "4,6", {}, "2"),
                                        frame("nv12", "4,6", {}, "5"),
                                        frame("nv12", "4,6", "17179869184"),
                                        frame("nv12", "65536,65536", "17179869184", "17179869184")};
  for (std::size_t i = 0; i < bad.size(); ++i) {
    EXPECT_THROW(layout_of_frame(bad[i]), InputError) << i;
  }
}

TEST(DumpOptionsText, IsReadAsBoardsPrintIt) {
  EXPECT_EQ(parse_shape("1,3,480,640", "--shape"), (std::vector<std::size_t>{1, 3, 480, 640}));
  EXPECT_EQ(parse_shape("(1, 3, 480, 640)", "--shape"), (std::vector<std::size_t>{1, 3, 480, 640}));
  EXPECT_EQ(parse_shape("[3]", "--shape"), std::vector<std::size_t>{3});
  for (const char* text :
       {"", ",", "3,", ",3", "0,3", "-1,3", "3 ,3", "3x3", "4294967296,3", "65536,65536,3",
        "18446744073709551616", "1,1,1,1,1,1,1,1,3", "(3", "()", "3)"}) {
    EXPECT_THROW(parse_shape(text, "--shape"), InputError) << text;
  }
  EXPECT_EQ(parse_pixel_layout("nV12", "--layout"), PixelLayout::nv12);
  EXPECT_THROW(parse_pixel_layout("nv13", "--layout"), InputError);
}

// Padding is given in one way, and for a file with a header not at all.
TEST(DumpOptionsText, ContradictionsAreRefused) {
  const auto parsed = [](std::initializer_list<std::pair<const char*, const char*>> texts) {
    DumpOptions options;
    for (const auto& [name, text] : texts) {
      for (const DumpOption& each : dump_options) {
        if (std::string_view(each.name) == name) options.*each.text = text;
      }
    }
    return parse_dump_options(options);
  };
  for (const char* name : {"dtype", "aligned-shape", "strides", "stride", "aligned-height"}) {
    const std::string text = std::string_view(name) == "dtype" ? "int8" : "4";
    EXPECT_NE(refused([&] {
                parsed({{name, text.c_str()}});
              }).find("--" + std::string(name)),
              std::string::npos);
  }
  EXPECT_THROW(parsed({{"layout", "nv12"}}), InputError);
  EXPECT_NO_THROW(parsed({{"layout", "nchw"}}));
  EXPECT_THROW(parsed({{"shape", "3"}, {"stride", "4"}, {"strides", "1"}}), InputError);
  EXPECT_THROW(parsed({{"shape", "3"}, {"stride", "4"}, {"aligned-shape", "4"}}), InputError);
  EXPECT_THROW(parsed({{"shape", "3"}, {"scale", "0.5"}}), InputError);
  for (const char* scale : {"0", "-1", "nan", "x", "1e-999"}) {
    EXPECT_THROW(parsed({{"shape", "3"}, {"dtype", "float32"}, {"scale", scale}}), InputError)
        << scale;
  }
}

}  // namespace
}  // namespace swingproof
