// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/pixels/shared_chroma.h"

#include <cstddef>
#include <string>

#include "deployment/input_error.h"

namespace swingproof {

void share_chroma(std::int8_t* plane, ImageSize size) {
  for (std::size_t row = 0; row < size.height; row += 2) {
    std::int8_t* upper = plane + row * size.width;
    std::int8_t* lower = upper + size.width;
    for (std::size_t x = 0; x < size.width; x += 2) {
      // floor(mean + 1/2), the same for centered and stored values; C++20 shifts floor.
      const int sum = upper[x] + upper[x + 1] + lower[x] + lower[x + 1];
      const auto shared = static_cast<std::int8_t>((sum + 2) >> 2);
      upper[x] = upper[x + 1] = lower[x] = lower[x + 1] = shared;
    }
  }
}

void require_even(ImageSize size, std::string_view place) {
  if (size.width % 2 == 0 && size.height % 2 == 0) return;
  throw InputError(place,
                   "has images of " + std::to_string(size.width) + "x" +
                       std::to_string(size.height) + ", but 4:2:0 chroma needs even sides",
                   "crop or pad the images to even width and height");
}

}  // namespace swingproof
