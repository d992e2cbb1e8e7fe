// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/pixels/array_conversion.h"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "deployment/input_error.h"

namespace swingproof {
namespace {

// An operation that mixes its channels and depends on each: out_c = in_c + 2 in_(c+1).
void mix(const InputPlanes& in, const OutputPlanes& out, std::size_t pixels) {
  for (std::size_t c = 0; c < 3; ++c) {
    for (std::size_t i = 0; i < pixels; ++i) {
      out[c][i] = static_cast<std::uint8_t>(in[c][i] + 2 * in[(c + 1) % 3][i]);
    }
  }
}

std::uint8_t mixed(const std::array<std::uint8_t, 3>& in, std::size_t c) {
  return static_cast<std::uint8_t>(in[c] + 2 * in[(c + 1) % 3]);
}

NpyArray counted(std::vector<std::size_t> shape) {
  std::size_t bytes = 1;
  for (const std::size_t size : shape) bytes *= size;
  NpyArray array{NpyType::int8, std::move(shape), std::vector<std::uint8_t>(bytes)};
  std::uint32_t state = 1;
  for (std::uint8_t& byte : array.bytes) {
    state = state * 1664525U + 1013904223U;
    byte = static_cast<std::uint8_t>(state >> 24U);
  }
  return array;
}

// One pixel after the other, by its place in the array: step bytes between its three values.
std::vector<std::uint8_t> converted_plainly(const NpyArray& array, std::size_t step) {
  std::vector<std::uint8_t> result(array.bytes.size());
  for (std::size_t group = 0; group < array.bytes.size(); group += 3 * step) {
    for (std::size_t i = group; i < group + step; ++i) {
      const std::array<std::uint8_t, 3> in = {array.bytes[i], array.bytes[i + step],
                                              array.bytes[i + 2 * step]};
      for (std::size_t c = 0; c < 3; ++c) result[i + c * step] = mixed(in, c);
    }
  }
  return result;
}

NpyArray convert(const NpyArray& array, ArrayLayout layout) {
  return convert_array("in.npy", array, layout, PixelComputation::fixed, mix);
}

// Below, at and above the sizes of a block, which are 2,048 and 65,536 pixels.
TEST(ArrayConversion, ConvertsEveryPixelOfBothLayouts) {
  for (const std::size_t pixels : {0, 1, 2047, 2048, 2049, 65535, 65536, 65537, 200000}) {
    const NpyArray nhwc = counted({1, pixels, 3});
    const NpyArray of_nhwc = convert(nhwc, ArrayLayout::nhwc);
    EXPECT_EQ(of_nhwc.shape, nhwc.shape);
    EXPECT_EQ(of_nhwc.type, NpyType::int8);
    EXPECT_TRUE(of_nhwc.bytes == converted_plainly(nhwc, 1)) << pixels;
    const NpyArray nchw = counted({2, 3, pixels});
    EXPECT_TRUE(convert(nchw, ArrayLayout::nchw).bytes == converted_plainly(nchw, pixels))
        << pixels;
  }
}

TEST(ArrayConversion, TakesAnyNumberOfDimensions) {
  const NpyArray pixel = counted({3});
  EXPECT_EQ(convert(pixel, ArrayLayout::nhwc).bytes, converted_plainly(pixel, 1));
  const NpyArray images = counted({2, 3, 4, 5});
  EXPECT_EQ(convert(images, ArrayLayout::nchw).bytes, converted_plainly(images, 20));
  const NpyArray pixels = counted({7, 3});
  EXPECT_EQ(convert(pixels, ArrayLayout::nchw).bytes, converted_plainly(pixels, 1));
}

TEST(ArrayConversion, RefusesAnArrayWithoutTheChannelAxis) {
  const auto expect_refused = [](const NpyArray& array, ArrayLayout layout) {
    try {
      convert(array, layout);
      ADD_FAILURE() << array.shape.size() << " dimensions";
    } catch (const InputError& error) {
      EXPECT_NE(std::string(error.what()).find("in.npy: shape: "), std::string::npos);
    }
  };
  expect_refused(counted({}), ArrayLayout::nhwc);
  expect_refused(counted({4}), ArrayLayout::nhwc);
  expect_refused(counted({3, 2}), ArrayLayout::nhwc);
  expect_refused(counted({3}), ArrayLayout::nchw);
  expect_refused(counted({3, 2}), ArrayLayout::nchw);
  expect_refused(counted({2, 2, 3}), ArrayLayout::nchw);
}

TEST(ArrayConversion, RefusesTheTypeOfTheOtherSide) {
  NpyArray array = counted({3});
  using enum PixelComputation;
  EXPECT_THROW(convert_array("a", array, ArrayLayout::nhwc, training, mix), InputError);
  EXPECT_NO_THROW(convert_array("a", array, ArrayLayout::nhwc, ideal, mix));
  array.type = NpyType::uint8;
  EXPECT_NO_THROW(convert_array("a", array, ArrayLayout::nhwc, training, mix));
  EXPECT_THROW(convert_array("a", array, ArrayLayout::nhwc, ideal, mix), InputError);
  EXPECT_THROW(convert_array("a", array, ArrayLayout::nhwc, fixed, mix), InputError);
}

TEST(ArrayConversion, LayoutsHaveTwoNames) {
  EXPECT_EQ(parse_array_layout("nhwc", "--layout"), ArrayLayout::nhwc);
  EXPECT_EQ(parse_array_layout("nchw", "--layout"), ArrayLayout::nchw);
  EXPECT_THROW(parse_array_layout("NHWC", "--layout"), InputError);
}

}  // namespace
}  // namespace swingproof
