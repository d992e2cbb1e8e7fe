// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_PIXELS_IMAGE_SIZE_H_
#define SWINGPROOF_SUITES_PIXELS_IMAGE_SIZE_H_

#include <cstddef>
#include <string_view>

namespace swingproof {

// In pixels.
struct ImageSize {
  std::size_t width = 0;
  std::size_t height = 0;

  friend bool operator==(const ImageSize&, const ImageSize&) = default;
};

// "640x480": width and height, each 0..65535. Throws InputError for anything else.
ImageSize parse_image_size(std::string_view text, std::string_view place);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_PIXELS_IMAGE_SIZE_H_
