// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/nv12_capture.h"

#include <algorithm>
#include <cstdint>

#include "deployment/input_error.h"
#include "deployment/whole_file.h"

namespace swingproof {
namespace {

std::int8_t centered(char stored) {
  return static_cast<std::int8_t>(static_cast<std::uint8_t>(stored) - 128);
}

}  // namespace

CaptureCodes read_nv12_capture(const std::string& path, std::span<const std::size_t> shape,
                               std::span<const std::size_t> stimulus_positions, Sha256* digest) {
  if (shape.size() != 2 || shape[0] % 2 != 0 || shape[1] % 2 != 0) {
    throw InputError("--shape", "of an NV12 frame has to be its even height and width",
                     "write --shape H,W, as in 128,256");
  }
  if (!std::equal(shape.begin(), shape.end(), stimulus_positions.begin(),
                  stimulus_positions.end())) {
    throw InputError("--shape", "is not the height and width of the stimulus",
                     "give the capture of this stimulus");
  }
  const auto [height, width] = std::pair(shape[0], shape[1]);
  const std::size_t pixels = height * width;
  const std::string file = read_whole_file(path, pixels + pixels / 2, digest);
  if (file.size() != pixels + pixels / 2) {
    throw InputError(path + ": data",
                     "are " + std::to_string(file.size()) + " bytes, but an NV12 frame of " +
                         std::to_string(width) + "x" + std::to_string(height) + " has " +
                         std::to_string(pixels + pixels / 2),
                     "give the whole frame, its rows without padding");
  }
  CaptureCodes codes;
  for (auto& plane : codes.planes) plane.resize(pixels);
  for (std::size_t y = 0; y < height; ++y) {
    for (std::size_t x = 0; x < width; ++x) {
      const std::size_t at = y * width + x;
      const std::size_t chroma = pixels + y / 2 * width + x / 2 * 2;
      codes.planes[0][at] = centered(file[at]);
      codes.planes[1][at] = centered(file[chroma]);
      codes.planes[2][at] = centered(file[chroma + 1]);
    }
  }
  return codes;
}

}  // namespace swingproof
