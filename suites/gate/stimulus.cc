// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/stimulus.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "deployment/whole_file.h"
#include "suites/gate/cube_array.h"
#include "suites/gate/image_trial.h"
#include "suites/npy/npy_file.h"

namespace swingproof {
namespace {

YuvPlanes varied_image(ImageSize size) {
  YuvPlanes pixels;
  ImageTrial row;
  row.size = {size.width, 1};
  for (std::size_t y = 0; y < size.height; ++y) {
    row.seed = static_cast<std::uint32_t>(y * size.width);
    for (const CenteredYuv pixel : trial_pixels(row)) pixels.push_back(pixel);
  }
  return pixels;
}

}  // namespace

void write_full_stimulus(const std::string& path, const PixelForm& form) {
  if (!form.has_header) return write_whole_file(path, pixel_file(whole_cube(), form));
  constexpr std::array<std::size_t, 4> shape = {256, 256, 256, 3};
  NpyWriter writer(path, NpyType::int8, shape);
  std::vector<std::uint8_t> slice(slice_bytes);
  for (int y = -128; y < 128; ++y) {
    fill_stimulus_slice(y, std::span<std::uint8_t, slice_bytes>(slice));
    writer.write(slice);
  }
  writer.finish();
}

void write_image_stimulus(const std::string& path, ImageSize size, const PixelForm& form) {
  if (!form.has_header || form.options.layout != "nhwc") {
    return write_whole_file(path, pixel_file(varied_image(size), form));
  }
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
