// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_ORACLE_GAMUT_H_
#define SWINGPROOF_ORACLE_GAMUT_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "deployment/matrix.h"

namespace swingproof {

// A run of Y values at one U and V, as places from Y = -128 up: begin <= Y + 128 < end, 0..256.
struct LumaRun {
  std::uint16_t begin = 0;
  std::uint16_t end = 0;
};

// A set of inputs that has, at each U and V, one run of Y: 65,536 runs, that of U and V at
// (U+128)*256 + V+128. All the contract's input sets are of this kind.
using InputSet = std::vector<LumaRun>;

constexpr std::size_t chroma_index(int u, int v) {
  return static_cast<std::size_t>(u + 128) * 256 + static_cast<std::size_t>(v + 128);
}

// All 2^24 inputs.
InputSet all_inputs();

// The inputs whose exact R, G and B all lie in [0, 255]. One run at each U and V, as all three
// rise with Y. Decided in exact integers.
InputSet in_gamut(Matrix matrix);

// The inputs that studio swing allows: Y in -112..107, U and V in -112..112.
InputSet legal();

}  // namespace swingproof

#endif  // SWINGPROOF_ORACLE_GAMUT_H_
