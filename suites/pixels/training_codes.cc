// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/pixels/training_codes.h"

#include <cstddef>

#include "oracle/ideal_op.h"
#include "suites/parallel_blocks.h"

namespace swingproof {

// By rationals, and so in parallel.
TrainingCodes training_codes(const Deployment& deployment) {
  constexpr std::size_t bytes_per_block = 64;
  constexpr std::size_t blocks_per_channel = 256 / bytes_per_block;
  TrainingCodes codes;
  for_each_block(3 * blocks_per_channel, [&](std::size_t block) {
    const std::size_t c = block / blocks_per_channel;
    const std::size_t first = block % blocks_per_channel * bytes_per_block;
    for (std::size_t byte = first; byte < first + bytes_per_block; ++byte) {
      codes[c][byte] = training_code(deployment, static_cast<int>(byte), c);
    }
  });
  return codes;
}

PixelOperation training_code_operation(const Deployment& deployment) {
  return [codes = training_codes(deployment)](const InputPlanes& in, const OutputPlanes& out,
                                              std::size_t pixels) {
    for (std::size_t c = 0; c < 3; ++c) {
      for (std::size_t i = 0; i < pixels; ++i) {
        out[c][i] = static_cast<std::uint8_t>(codes[c][in[c][i]]);
      }
    }
  };
}

}  // namespace swingproof
