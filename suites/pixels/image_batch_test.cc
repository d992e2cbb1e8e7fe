// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/pixels/image_batch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "deployment/input_error.h"

// Strides, element types and alignments at random: python/tests/test_views.py.

namespace swingproof {
namespace {

// out_c = in_c + 2 in_(c+1): depends on every channel.
void mix_channels(const InputPlanes& in, const OutputPlanes& out, std::size_t pixels) {
  for (std::size_t c = 0; c < 3; ++c) {
    for (std::size_t i = 0; i < pixels; ++i) {
      out[c][i] = static_cast<std::uint8_t>(in[c][i] + 2 * in[(c + 1) % 3][i]);
    }
  }
}

template <typename Element>
ImageBatch batch_of(const std::vector<Element>& elements, ElementType type,
                    std::array<std::size_t, 4> shape, std::array<std::ptrdiff_t, 4> strides,
                    std::size_t first = 0) {
  for (std::ptrdiff_t& stride : strides) stride *= sizeof(Element);
  return {reinterpret_cast<const std::byte*>(elements.data() + first), type, shape, strides};
}

std::vector<std::int8_t> computed(const ImageBatch& batch) {
  std::vector<std::int8_t> codes(batch.shape[0] * 3 * batch.shape[2] * batch.shape[3]);
  compute_batch("input", batch, PixelRange::centered, mix_channels, codes.data());
  return codes;
}

TEST(ImageBatch, IsComputedWhereItLies) {
  const std::vector<std::int8_t> packed = {1, 2, 3, 4, 10, 20, 30, 40, -1, -2, -3, -4};
  const std::vector<std::int8_t> codes = {21, 42, 63, 84, 8, 16, 24, 32, 1, 2, 3, 4};
  EXPECT_EQ(computed(batch_of(packed, ElementType::int8, {1, 3, 2, 2}, {12, 4, 2, 1})), codes);
  // Channels last, rows from below, as 32-bit integers.
  const std::vector<std::int32_t> other = {3, 30, -3, 4, 40, -4, 1, 10, -1, 2, 20, -2};
  EXPECT_EQ(computed(batch_of(other, ElementType::int32, {1, 3, 2, 2}, {0, 1, -6, 3}, 6)), codes);
}

TEST(ImageBatch, MayRepeatWhatItHas) {
  const std::vector<double> one = {7, -7, 0};
  EXPECT_EQ(computed(batch_of(one, ElementType::float64, {2, 3, 1, 2}, {0, 1, 0, 0})),
            (std::vector<std::int8_t>{-7, -7, -7, -7, 14, 14, -7, -7, -7, -7, 14, 14}));
}

TEST(ImageBatch, CodesAreScaledOnce) {
  const std::vector<std::int8_t> pixel = {1, 0, 3};
  std::array<float, 3> values = {};
  compute_batch("input", batch_of(pixel, ElementType::int8, {1, 3, 1, 1}, {3, 1, 1, 1}),
                PixelRange::centered, mix_channels, ScaledCodes<float>{values.data(), 0.1F});
  EXPECT_EQ(values, (std::array<float, 3>{0.1F, 6 * 0.1F, 5 * 0.1F}));
}

TEST(ImageBatch, WhatIsNoPixelIsNamed) {
  using Limits = std::numeric_limits<float>;
  for (const float unfit : {-129.0F, 128.0F, 0.5F, Limits::quiet_NaN(), Limits::infinity(),
                            -Limits::max(), Limits::denorm_min()}) {
    std::vector<float> pixels(12);
    pixels[9] = unfit;
    const ImageBatch batch = batch_of(pixels, ElementType::float32, {2, 3, 2, 1}, {6, 2, 1, 1});
    try {
      computed(batch);
      ADD_FAILURE() << unfit << " was taken for a pixel";
    } catch (const InputError& error) {
      EXPECT_THAT(error.what(), testing::HasSubstr("in image 1, channel 1, row 1, column 0"));
    }
  }
}

TEST(ImageBatch, BytesReachFrom0To255) {
  const std::vector<std::int16_t> bytes = {0, 255, 128};
  std::array<std::int8_t, 3> out = {};
  const auto copy = [](const InputPlanes& in, const OutputPlanes& to, std::size_t) {
    for (std::size_t c = 0; c < 3; ++c) *to[c] = *in[c];
  };
  const ImageBatch batch = batch_of(bytes, ElementType::int16, {1, 3, 1, 1}, {3, 1, 1, 1});
  compute_batch("input", batch, PixelRange::stored, copy, out.data());
  EXPECT_EQ(out, (std::array<std::int8_t, 3>{0, -1, -128}));
  EXPECT_THROW(compute_batch("input", batch, PixelRange::centered, copy, out.data()), InputError);
}

}  // namespace
}  // namespace swingproof
