// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_FAULTS_NUMBER_BLOCK_H_
#define SWINGPROOF_SUITES_FAULTS_NUMBER_BLOCK_H_

#include <array>
#include <cstddef>
#include <cstdint>

namespace swingproof {

// Pixels that are computed at once. Y, U and V as the op takes them: -128..127, or 0..255 where a
// fault takes bytes for centered values.
inline constexpr std::size_t block_capacity = 1024;

struct InputBlock {
  std::size_t size = 0;
  std::array<std::int16_t, block_capacity> y;
  std::array<std::int16_t, block_capacity> u;
  std::array<std::int16_t, block_capacity> v;
};

// What becomes a code: an integer, not saturated yet; beyond +-2^20 some number of its sign there.
using RoundedPlane = std::array<std::int32_t, block_capacity>;
inline constexpr std::int32_t largest_rounded = 1 << 20;

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_FAULTS_NUMBER_BLOCK_H_
