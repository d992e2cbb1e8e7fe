// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/cube_array.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "suites/parallel_blocks.h"

namespace swingproof {
namespace {

constexpr std::size_t array_bytes = 256 * slice_bytes;
constexpr std::size_t slabs_at_once = 16;

}  // namespace

void fill_stimulus_slice(int y, std::span<std::uint8_t, slice_bytes> slice) {
  std::size_t at = 0;
  for (int u = -128; u < 128; ++u) {
    for (int v = -128; v < 128; ++v) {
      slice[at++] = static_cast<std::uint8_t>(y);
      slice[at++] = static_cast<std::uint8_t>(u);
      slice[at++] = static_cast<std::uint8_t>(v);
    }
  }
}

bool is_cube_stimulus(std::span<const std::uint8_t> bytes) {
  if (bytes.size() != array_bytes) return false;
  std::vector<std::uint8_t> slice(slice_bytes);
  for (std::size_t i = 0; i < 256; ++i) {
    fill_stimulus_slice(static_cast<int>(i) - 128, std::span<std::uint8_t, slice_bytes>(slice));
    if (!std::ranges::equal(slice, bytes.subspan(i * slice_bytes, slice_bytes))) return false;
  }
  return true;
}

void judge_cube_array(std::span<const std::uint8_t> codes, CubeJudge& judge) {
  std::array<std::vector<std::int8_t>, 3> slabs;
  for (std::vector<std::int8_t>& plane : slabs) plane.resize(slabs_at_once * slab_pixels);
  for (std::size_t first = 0; first < cube_slabs; first += slabs_at_once) {
    for_each_block(256, [&](std::size_t y) {
      const std::uint8_t* pixel = codes.data() + y * slice_bytes + first * 256 * 3;
      for (std::size_t row = 0; row < slabs_at_once * 256; ++row, pixel += 3) {
        for (std::size_t c = 0; c < 3; ++c) {
          slabs[c][row * 256 + y] = static_cast<std::int8_t>(pixel[c]);
        }
      }
    });
    judge.judge(first, slabs_at_once, {slabs[0].data(), slabs[1].data(), slabs[2].data()});
  }
}

}  // namespace swingproof
