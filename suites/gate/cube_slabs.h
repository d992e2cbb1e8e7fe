// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_GATE_CUBE_SLABS_H_
#define SWINGPROOF_SUITES_GATE_CUBE_SLABS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace swingproof {

// The cube in the order in which the gate computes it: 256 slabs, one for each U from -128 up, each
// of 256 rows, one for each V, each of 256 pixels, one for each Y. (The cube as an array, that of
// files and places, has Y outermost.) Rows along Y are what the model and the oracle compute fast.
inline constexpr std::size_t slab_pixels = 65536;
inline constexpr std::size_t cube_slabs = 256;

// Where pixel (y, u, v) is in that order; each -128..127.
constexpr std::size_t slab_index(int y, int u, int v) {
  return static_cast<std::size_t>(u + 128) * slab_pixels + static_cast<std::size_t>(v + 128) * 256 +
         static_cast<std::size_t>(y + 128);
}

// Codes of some slabs in sequence: plane c is output channel c, output order.
using SlabCodes = std::array<const std::int8_t*, 3>;

// All codes of the cube in slab order.
using CubeCodes = std::array<std::vector<std::int8_t>, 3>;

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_GATE_CUBE_SLABS_H_
