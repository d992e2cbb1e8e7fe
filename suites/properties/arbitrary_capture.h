// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_PROPERTIES_ARBITRARY_CAPTURE_H_
#define SWINGPROOF_SUITES_PROPERTIES_ARBITRARY_CAPTURE_H_

#include <rapidcheck.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <random>
#include <utility>

#include "deployment/centered_yuv.h"
#include "oracle/exact_channel.h"
#include "oracle/gamut.h"
#include "suites/properties/uniform.h"
#include "suites/sweep/cube_channel.h"

namespace swingproof {

// Codes of one channel that need not come from any model of the op, and sets of inputs that need
// not be the contract's: what a broken kernel, or a capture of part of the cube, could hold.

// The code at any input.
using Capture = std::function<std::int8_t(CenteredYuv)>;

// A number that looks random but belongs to its input.
inline std::uint32_t hash_of(CenteredYuv yuv, std::uint32_t seed) {
  std::uint32_t hash = (cube_index(yuv) ^ seed) * 2654435761U;
  hash = (hash ^ hash >> 15U) * 2246822519U;
  return hash ^ hash >> 13U;
}

// Noise, one code only, or the exact codes with faults in one input of a thousand.
inline Capture any_capture(const ExactChannel& channel) {
  const std::uint32_t seed = *rc::gen::noShrink(uniform<std::uint32_t>(0, 0xFFFFFFFF));
  const std::int8_t constant = *any_int8();
  switch (*uniform(0, 2)) {
    case 0:
      return [&channel, seed, constant](CenteredYuv yuv) {
        const int code = exact_code(channel, lattice_point(channel.lattice, yuv.y, yuv.u, yuv.v));
        const int fault = hash_of(yuv, seed) % 1000 == 0 ? constant : 0;
        return static_cast<std::int8_t>(std::clamp(code + fault, -128, 127));
      };
    case 1:
      return
          [seed](CenteredYuv yuv) { return static_cast<std::int8_t>(hash_of(yuv, seed) >> 24U); };
    default:
      return [constant](CenteredYuv /*yuv*/) { return constant; };
  }
}

// The same codes as measure_cube asks for them.
inline FilledRows code_source(const Capture& capture) {
  return FilledRows([capture](int u, int v, std::span<std::int8_t, 256> codes) {
    for (int y = -128; y < 128; ++y) {
      codes[static_cast<std::size_t>(y + 128)] = capture(CenteredYuv{
          static_cast<std::int8_t>(y), static_cast<std::int8_t>(u), static_cast<std::int8_t>(v)});
    }
  });
}

// Random runs: long ones, short ones, empty ones; sometimes all of them are empty.
inline InputSet any_input_set() {
  std::mt19937 random = any_random_engine();
  const unsigned empty_of_eight = *uniform(0U, 8U);
  InputSet set(65536);
  for (LumaRun& run : set) {
    if (random() % 8 < empty_of_eight) continue;
    const auto [begin, end] = std::minmax({random() % 257, random() % 257});
    run = LumaRun{static_cast<std::uint16_t>(begin), static_cast<std::uint16_t>(end)};
  }
  return set;
}

inline bool contains(const InputSet& set, CenteredYuv yuv) {
  const LumaRun run = set[chroma_index(yuv.u, yuv.v)];
  const int place = yuv.y + 128;
  return run.begin <= place && place < run.end;
}

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_PROPERTIES_ARBITRARY_CAPTURE_H_
