// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_DEPLOYMENT_CENTERED_YUV_H_
#define SWINGPROOF_DEPLOYMENT_CENTERED_YUV_H_

#include <array>
#include <cstddef>
#include <cstdint>

namespace swingproof {

// A pixel as the BPU image pyramid delivers it: the stored bytes minus 128, each in [-128, 127].
struct CenteredYuv {
  std::int8_t y = 0;
  std::int8_t u = 0;
  std::int8_t v = 0;

  friend bool operator==(const CenteredYuv&, const CenteredYuv&) = default;
};

// The codes of one input, in output order.
using CodeTriple = std::array<std::int8_t, 3>;

// The cube: all 2^24 inputs of the op (docs/numerics.md section 1).
inline constexpr std::size_t cube_inputs = std::size_t{1} << 24;

// The place of an input in the cube, 0 .. 2^24 - 1: Y outermost, V innermost.
constexpr std::uint32_t cube_index(CenteredYuv yuv) {
  return static_cast<std::uint32_t>((yuv.y + 128) << 16 | (yuv.u + 128) << 8 | (yuv.v + 128));
}

// The input at a place in the cube. The index must be below 2^24.
constexpr CenteredYuv centered_yuv_at(std::uint32_t index) {
  return CenteredYuv{static_cast<std::int8_t>(static_cast<int>(index >> 16) - 128),
                     static_cast<std::int8_t>(static_cast<int>(index >> 8 & 255U) - 128),
                     static_cast<std::int8_t>(static_cast<int>(index & 255U) - 128)};
}

}  // namespace swingproof

#endif  // SWINGPROOF_DEPLOYMENT_CENTERED_YUV_H_
