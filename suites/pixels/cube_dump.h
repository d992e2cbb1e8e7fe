// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_PIXELS_CUBE_DUMP_H_
#define SWINGPROOF_SUITES_PIXELS_CUBE_DUMP_H_

#include <cstdint>
#include <functional>
#include <span>

#include "suites/pixels/pixel_operation.h"

namespace swingproof {

// Takes the next bytes of a cube.
using CubeSink = std::function<void(std::span<const std::uint8_t>)>;

// Computes the whole cube, (256, 256, 256, 3) bytes in C order, and hands it over in order, some
// planes at a time. The index of a pixel is made of its three inputs: of Y+128, U+128 and V+128
// for fixed and ideal, of the three bytes for the training side.
void dump_cube(PixelComputation computation, const PixelOperation& operation, const CubeSink& sink);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_PIXELS_CUBE_DUMP_H_
