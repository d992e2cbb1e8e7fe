// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/faults/observed_codes.h"

#include <algorithm>

namespace swingproof {
namespace {

constexpr std::uint32_t index_mask = 0xFFFFFF;

// Where input i lies among all positions, and the reverse. The cube is kept with U outermost.
std::size_t position_of(const ObservedCodes& observed, std::size_t i) {
  if (!observed.layout.is_cube_array) return i;
  return (i << 16 | i >> 8) & index_mask;
}

std::size_t index_at(const ObservedCodes& observed, std::size_t position) {
  if (!observed.layout.is_cube_array) return position;
  return (position << 8 | position >> 16) & index_mask;
}

std::size_t image_size(const ObservedCodes& observed) {
  std::size_t size = 1;
  for (const std::size_t axis : observed.layout.shape) size *= axis;
  return size;
}

struct Image {
  std::size_t pixels = 0;
  std::size_t width = 0;
};

std::optional<std::size_t> shifted(const Image& image, std::size_t pixel, std::int64_t amount,
                                   PlaceFault fault) {
  const auto size = static_cast<std::int64_t>(image.pixels);
  const std::int64_t moved = static_cast<std::int64_t>(pixel) + amount;
  if (moved >= 0 && moved < size) return static_cast<std::size_t>(moved);
  if (fault == PlaceFault::shifted_zeros) return std::nullopt;
  if (fault == PlaceFault::shifted_edges) return moved < 0 ? 0 : image.pixels - 1;
  if (fault == PlaceFault::rows_shifted_edges) return pixel;
  return static_cast<std::size_t>((moved + size) % size);
}

std::size_t row_shifted(const Image& image, std::size_t pixel, std::int64_t amount,
                        PlaceFault fault) {
  const auto width = static_cast<std::int64_t>(image.width);
  const std::size_t begin = pixel - pixel % image.width;
  const std::int64_t moved = static_cast<std::int64_t>(pixel - begin) + amount;
  const std::int64_t column = fault == PlaceFault::row_shifted
                                  ? (moved + width) % width
                                  : std::clamp<std::int64_t>(moved, 0, width - 1);
  return begin + static_cast<std::size_t>(column);
}

// The extent of an axis, counted from the last one, and the pixels from one of its steps to the
// next.
struct AxisExtent {
  std::size_t steps = 0;
  std::size_t stride = 1;
};

AxisExtent axis_extent(const std::vector<std::size_t>& shape, int from_last) {
  AxisExtent extent;
  const auto skipped = static_cast<std::size_t>(from_last);
  for (std::size_t i = 0; i < skipped; ++i) extent.stride *= shape[shape.size() - 1 - i];
  extent.steps = shape[shape.size() - 1 - skipped];
  return extent;
}

// The pixel of the image whose input or codes are found where this one's should be.
std::optional<std::size_t> moved_pixel(const ObservedCodes& observed, const Image& image,
                                       const Place& place, std::size_t pixel) {
  switch (place.fault) {
    case PlaceFault::axis_flipped: {
      const auto [steps, stride] = axis_extent(observed.layout.shape, place.amount);
      const std::size_t step = pixel / stride % steps;
      return pixel - step * stride + (steps - 1 - step) * stride;
    }
    case PlaceFault::all_flipped:
      return image.pixels - 1 - pixel;
    case PlaceFault::shifted:
    case PlaceFault::shifted_edges:
    case PlaceFault::shifted_zeros:
      return shifted(image, pixel, place.amount, place.fault);
    case PlaceFault::rows_shifted:
    case PlaceFault::rows_shifted_edges:
      return shifted(image, pixel, place.amount * static_cast<std::int64_t>(image.width),
                     place.fault);
    case PlaceFault::row_shifted:
    case PlaceFault::row_shifted_edges:
      return row_shifted(image, pixel, place.amount, place.fault);
    default:
      return pixel;
  }
}

std::int16_t component(CenteredYuv yuv, std::size_t i) {
  return i == 0 ? yuv.y : i == 1 ? yuv.u : yuv.v;
}

void set_input(InputBlock& block, std::size_t i, CenteredYuv yuv) {
  block.y[i] = yuv.y, block.u[i] = yuv.u, block.v[i] = yuv.v;
}

// Channel and pixel that lie where those of a pixel should, in an image of so many pixels.
struct Element {
  std::size_t pixel = 0;
  std::size_t channel = 0;
};

Element misread(PlaceFault fault, std::size_t pixels, std::size_t pixel, std::size_t channel) {
  if (fault == PlaceFault::codes_interleaved || fault == PlaceFault::inputs_interleaved) {
    const std::size_t element = channel * pixels + pixel;
    return {element / 3, element % 3};
  }
  const std::size_t element = 3 * pixel + channel;
  return {element % pixels, element / pixels};
}

bool misreads_inputs(PlaceFault fault) {
  return fault == PlaceFault::inputs_interleaved || fault == PlaceFault::inputs_planar;
}

bool misreads_codes(PlaceFault fault) {
  return fault == PlaceFault::codes_interleaved || fault == PlaceFault::codes_planar;
}

void compute_misread(const FaultyCodes& op, const Place& place, const ObservedCodes& observed,
                     std::span<const std::uint32_t> inputs, CodeBlock& codes) {
  const std::size_t pixels = image_size(observed);
  InputBlock block;
  block.size = inputs.size();
  const bool of_inputs = misreads_inputs(place.fault);
  for (std::size_t c = 0; c < 3; ++c) {
    std::array<std::size_t, block_capacity> channels;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      const std::size_t position = position_of(observed, inputs[i]);
      const std::size_t begin = position - position % pixels;
      const Element element = misread(place.fault, pixels, position - begin, c);
      const CenteredYuv yuv = input_at(observed, index_at(observed, begin + element.pixel));
      channels[i] = element.channel;
      if (!of_inputs) {
        set_input(block, i, yuv);
      } else {
        auto& plane = c == 0 ? block.y : c == 1 ? block.u : block.v;
        plane[i] = component(yuv, element.channel);
      }
    }
    if (of_inputs) continue;
    CodeBlock all;
    op.compute(block, all);
    for (std::size_t i = 0; i < inputs.size(); ++i) codes[c][i] = all[channels[i]][i];
  }
  if (of_inputs) op.compute(block, codes);
}

}  // namespace

CodeTriple codes_at(const ObservedCodes& observed, std::size_t i) {
  return {observed.codes[0][i], observed.codes[1][i], observed.codes[2][i]};
}

bool is_possible(const Place& place, const ObservedCodes& observed) {
  if (observed.layout.shape.empty()) return false;
  const Image image{image_size(observed), observed.layout.shape.back()};
  const auto distance = static_cast<std::size_t>(place.amount < 0 ? -place.amount : place.amount);
  if (image.pixels < 2) return false;
  switch (place.fault) {
    case PlaceFault::axis_flipped:
      return distance < observed.layout.shape.size() &&
             observed.layout.shape[observed.layout.shape.size() - 1 - distance] > 1;
    case PlaceFault::row_shifted:
    case PlaceFault::row_shifted_edges:
      return distance < image.width;
    case PlaceFault::rows_shifted:
    case PlaceFault::rows_shifted_edges:
      return distance * image.width < image.pixels;
    case PlaceFault::all_flipped:
      return true;
    case PlaceFault::shifted:
    case PlaceFault::shifted_edges:
    case PlaceFault::shifted_zeros:
      return distance < image.pixels;
    default:
      return observed.layout.has_channel_axis;
  }
}

void compute_codes(const FaultyCodes& op, const std::optional<Place>& place,
                   const ObservedCodes& observed, std::span<const std::uint32_t> inputs,
                   CodeBlock& codes) {
  if (place && (misreads_inputs(place->fault) || misreads_codes(place->fault))) {
    return compute_misread(op, *place, observed, inputs, codes);
  }
  InputBlock block;
  block.size = inputs.size();
  if (!place) {
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      set_input(block, i, input_at(observed, inputs[i]));
    }
    return op.compute(block, codes);
  }
  const Image image{image_size(observed), observed.layout.shape.back()};
  std::array<bool, block_capacity> is_missing = {};
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const std::size_t position = position_of(observed, inputs[i]);
    const std::size_t begin = position - position % image.pixels;
    const auto moved = moved_pixel(observed, image, *place, position - begin);
    is_missing[i] = !moved;
    set_input(block, i, input_at(observed, index_at(observed, begin + moved.value_or(0))));
  }
  op.compute(block, codes);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    for (std::size_t c = 0; c < 3 && is_missing[i]; ++c) codes[c][i] = 0;
  }
}

}  // namespace swingproof
