// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/pixel_array.h"

#include <functional>
#include <numeric>

namespace swingproof {

std::optional<std::size_t> channel_axis(std::span<const std::size_t> shape, ArrayLayout layout) {
  if (shape.empty()) return {};
  const std::size_t nchw_axis = shape.size() > 3 ? 1 : 0;
  const std::size_t axis = layout == ArrayLayout::nhwc ? shape.size() - 1 : nchw_axis;
  if (shape[axis] != 3) return {};
  return axis;
}

std::vector<ArrayLayout> possible_layouts(std::span<const std::size_t> shape) {
  std::vector<ArrayLayout> layouts;
  if (channel_axis(shape, ArrayLayout::nhwc)) layouts.push_back(ArrayLayout::nhwc);
  if (shape.size() > 2 && channel_axis(shape, ArrayLayout::nchw)) {
    layouts.push_back(ArrayLayout::nchw);
  }
  return layouts;
}

std::vector<std::size_t> pixel_positions(std::span<const std::size_t> shape, std::size_t axis) {
  std::vector<std::size_t> positions;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (i != axis && shape[i] != 1) positions.push_back(shape[i]);
  }
  return positions;
}

std::uint64_t pixel_count(std::span<const std::size_t> positions) {
  return std::accumulate(positions.begin(), positions.end(), std::uint64_t{1}, std::multiplies<>());
}

PixelArray take_apart(std::span<const std::uint8_t> bytes, std::span<const std::size_t> shape,
                      std::size_t axis) {
  PixelArray array{pixel_positions(shape, axis), {}};
  const auto inner = static_cast<std::size_t>(pixel_count(shape.subspan(axis + 1)));
  const auto pixels = static_cast<std::size_t>(pixel_count(array.positions));
  for (std::size_t c = 0; c < 3; ++c) {
    std::vector<std::int8_t>& plane = array.planes[c];
    plane.resize(pixels);
    for (std::size_t first = 0; first < pixels; first += inner) {
      const std::uint8_t* const from = bytes.data() + first * 3 + c * inner;
      for (std::size_t i = 0; i < inner; ++i) plane[first + i] = static_cast<std::int8_t>(from[i]);
    }
  }
  return array;
}

}  // namespace swingproof
