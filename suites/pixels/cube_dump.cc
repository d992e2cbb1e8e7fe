// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/pixels/cube_dump.h"

#include <array>
#include <cstddef>
#include <vector>

#include "suites/parallel_blocks.h"

namespace swingproof {
namespace {

constexpr std::size_t plane_pixels = 65536;
constexpr std::size_t planes_at_once = 16;  // 3 MiB

// The pixels whose first value is stored as byte first, in order.
void compute_plane(std::size_t first, std::uint8_t centering, const PixelOperation& operation,
                   std::span<std::uint8_t> out) {
  const auto input = [&](std::size_t byte) { return static_cast<std::uint8_t>(byte ^ centering); };
  std::array<std::uint8_t, std::size_t{256} * 3> row;
  for (std::size_t second = 0; second < 256; ++second) {
    for (std::size_t third = 0; third < 256; ++third) {
      row[third * 3] = input(first);
      row[third * 3 + 1] = input(second);
      row[third * 3 + 2] = input(third);
    }
    compute_interleaved(operation, row, out.subspan(second * row.size(), row.size()));
  }
}

}  // namespace

void dump_cube(PixelComputation computation, const PixelOperation& operation,
               const CubeSink& sink) {
  // A centered value is the stored byte minus 128: the byte with its highest bit flipped.
  const std::uint8_t centering = takes_bytes(computation) ? 0 : 128;
  std::vector<std::uint8_t> planes(planes_at_once * plane_pixels * 3);
  for (std::size_t first = 0; first < 256; first += planes_at_once) {
    for_each_block(planes_at_once, [&](std::size_t i) {
      const std::span<std::uint8_t> plane(planes.data() + i * plane_pixels * 3, plane_pixels * 3);
      compute_plane(first + i, centering, operation, plane);
    });
    sink(planes);
  }
}

}  // namespace swingproof
