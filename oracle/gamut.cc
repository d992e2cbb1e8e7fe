// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "oracle/gamut.h"

#include <algorithm>
#include <array>

#include "oracle/exact_channel.h"

namespace swingproof {

InputSet all_inputs() { return InputSet(65536, LumaRun{0, 256}); }

InputSet in_gamut(Matrix matrix) {
  const std::array<GreyLattice, 3> lattices = {grey_lattice(matrix, Channel::red),
                                               grey_lattice(matrix, Channel::green),
                                               grey_lattice(matrix, Channel::blue)};
  InputSet set(65536);
  for (int u = -128; u < 128; ++u) {
    for (int v = -128; v < 128; ++v) {
      int begin = 0;
      int end = 256;
      for (const GreyLattice& lattice : lattices) {
        const std::int64_t above_white = 255 * lattice.steps_per_grey_level + 1;
        begin = std::max(begin, luma_values_below(lattice, u, v, 0));
        end = std::min(end, luma_values_below(lattice, u, v, above_white));
      }
      if (begin < end) {
        set[chroma_index(u, v)] =
            LumaRun{static_cast<std::uint16_t>(begin), static_cast<std::uint16_t>(end)};
      }
    }
  }
  return set;
}

InputSet legal() {
  InputSet set(65536);
  for (int u = -112; u <= 112; ++u) {
    for (int v = -112; v <= 112; ++v) {
      set[chroma_index(u, v)] = LumaRun{-112 + 128, 107 + 128 + 1};
    }
  }
  return set;
}

}  // namespace swingproof
