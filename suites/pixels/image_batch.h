// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_PIXELS_IMAGE_BATCH_H_
#define SWINGPROOF_SUITES_PIXELS_IMAGE_BATCH_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <variant>

#include "suites/pixels/pixel_operation.h"

namespace swingproof {

// Images in memory of the caller, in any arrangement: transposed, reversed, cropped, repeated.

enum class ElementType {
  int8,
  uint8,
  int16,
  uint16,
  int32,
  uint32,
  int64,
  uint64,
  float32,
  float64
};

// Axes: images, three channels, rows, columns. Element (n, c, y, x) begins at first + n stride[0] +
// c stride[1] + y stride[2] + x stride[3] bytes; strides may be negative or 0, and elements need
// not be aligned. Native byte order.
struct ImageBatch {
  const std::byte* first = nullptr;
  ElementType type = ElementType::int8;
  std::array<std::size_t, 4> shape = {};
  std::array<std::ptrdiff_t, 4> strides = {};
};

// The integers that are taken for pixels.
enum class PixelRange {
  centered,  // -128..127: centered YUV
  stored     // 0..255: bytes of training pixels
};

// Codes as floating-point numbers: the code, or code * scale, once rounded to the type.
template <typename Float>
struct ScaledCodes {
  Float* first = nullptr;
  Float scale = 1;
};

// Where results go: an array of the batch's shape in C order, which does not overlap it.
using BatchOutput = std::variant<std::int8_t*, ScaledCodes<float>, ScaledCodes<double>>;

// Computes every pixel of a batch, in parallel and without a copy of it: what does not lie in
// memory as the operation wants it is gathered some thousand pixels at a time. name: what messages
// call the batch. Throws InputError, with the place of the element, if an element is not an integer
// in the range; the output is undefined then. If several elements are invalid, the same one is
// always reported.
void compute_batch(std::string_view name, const ImageBatch& batch, PixelRange range,
                   const PixelOperation& operation, const BatchOutput& output);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_PIXELS_IMAGE_BATCH_H_
