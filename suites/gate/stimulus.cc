// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/stimulus.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "suites/gate/cube_array.h"
#include "suites/gate/image_trial.h"
#include "suites/npy/npy_file.h"

namespace swingproof {
void write_full_stimulus(const std::string& path) {
  constexpr std::array<std::size_t, 4> shape = {256, 256, 256, 3};
  NpyWriter writer(path, NpyType::int8, shape);
  std::vector<std::uint8_t> slice(slice_bytes);
  for (int y = -128; y < 128; ++y) {
    fill_stimulus_slice(y, std::span<std::uint8_t, slice_bytes>(slice));
    writer.write(slice);
  }
  writer.finish();
}

void write_image_stimulus(const std::string& path, ImageSize size) {
  const std::array<std::size_t, 3> shape = {size.height, size.width, 3};
  NpyWriter writer(path, NpyType::int8, shape);
  ImageTrial row;
  row.size = {size.width, 1};
  std::vector<std::uint8_t> bytes(size.width * 3);
  for (std::size_t y = 0; y < size.height; ++y) {
    row.seed = static_cast<std::uint32_t>(y * size.width);
    std::size_t at = 0;
    for (const CenteredYuv pixel : trial_pixels(row)) {
      bytes[at++] = static_cast<std::uint8_t>(pixel.y);
      bytes[at++] = static_cast<std::uint8_t>(pixel.u);
      bytes[at++] = static_cast<std::uint8_t>(pixel.v);
    }
    writer.write(bytes);
  }
  writer.finish();
}

}  // namespace swingproof
