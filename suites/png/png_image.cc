// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/png/png_image.h"

#include <png.h>

#include <stdexcept>

namespace swingproof {

std::string png_bytes(std::size_t width, std::size_t height, std::span<const std::uint8_t> rgb) {
  constexpr std::size_t longest_side = PNG_UINT_31_MAX;
  if (width == 0 || height == 0 || width > longest_side || height > longest_side ||
      rgb.size() / 3 / width != height || rgb.size() % (3 * width) != 0) {
    throw std::invalid_argument("png_bytes: not an image of this size");
  }
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(width);
  image.height = static_cast<png_uint_32>(height);
  image.format = PNG_FORMAT_RGB;
  // A bound that libpng states; the real length comes with the write.
  std::string bytes(PNG_IMAGE_PNG_SIZE_MAX(image), '\0');
  png_alloc_size_t length = bytes.size();
  const bool done =
      png_image_write_to_memory(&image, bytes.data(), &length, 0, rgb.data(), 0, nullptr) != 0;
  const std::string problem = image.message;
  png_image_free(&image);
  if (!done) throw std::runtime_error("libpng: " + problem);
  bytes.resize(length);
  return bytes;
}

}  // namespace swingproof
