// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_PIXEL_ARRAY_H_
#define SWINGPROOF_SUITES_CERTIFY_PIXEL_ARRAY_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "suites/pixels/array_conversion.h"

namespace swingproof {

// An array of pixels taken apart. Pixels are counted in C order of their positions.
struct PixelArray {
  std::vector<std::size_t> positions;  // the array's shape without channel axis and axes of size 1
  std::array<std::vector<std::int8_t>, 3> planes;
};

// Where the channel axis is: nhwc the last one; nchw the second one, or the first of an array of
// three or fewer dimensions, (3, H, W). None if that axis is missing or not of size 3.
std::optional<std::size_t> channel_axis(std::span<const std::size_t> shape, ArrayLayout layout);

// The layouts that a shape can have. An array of one or two dimensions, (N, 3), is taken as nhwc.
std::vector<ArrayLayout> possible_layouts(std::span<const std::size_t> shape);

// The shape without its channel axis and axes of size 1.
std::vector<std::size_t> pixel_positions(std::span<const std::size_t> shape, std::size_t axis);

// The number of pixels at these positions.
std::uint64_t pixel_count(std::span<const std::size_t> positions);

// Takes an array apart: bytes in C order, as many as the shape has elements, int8 in two's
// complement; the axis has size 3.
PixelArray take_apart(std::span<const std::uint8_t> bytes, std::span<const std::size_t> shape,
                      std::size_t axis);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_PIXEL_ARRAY_H_
