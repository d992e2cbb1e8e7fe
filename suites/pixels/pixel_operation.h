// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_PIXELS_PIXEL_OPERATION_H_
#define SWINGPROOF_SUITES_PIXELS_PIXEL_OPERATION_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

#include "deployment/deployment.h"
#include "deployment/enum_names.h"
#include "fixedpoint/arithmetic.h"

namespace swingproof {

// What can be done to pixels.
//   fixed     centered YUV to codes, as the model of the BPU computes them
//   ideal     centered YUV to codes, exactly
//   training  bytes in the training op's channel order to centered YUV, as deployed
//   training_ideal  the same by exact BT.601, rounded to nearest, ties up (oracle/exact_yuv.h)
enum class PixelComputation { fixed, ideal, training, training_ideal };

template <>
inline constexpr auto enum_names<PixelComputation> = names_of<PixelComputation>(
    "a computation", {{PixelComputation::fixed, "fixed"},
                      {PixelComputation::ideal, "ideal"},
                      {PixelComputation::training, "training"},
                      {PixelComputation::training_ideal, "training_ideal"}});

// Whether its pixels are bytes, 0..255, of the training side.
bool takes_bytes(PixelComputation computation);

// What help says of them: "fixed (the model of the BPU), ...".
inline constexpr std::string_view pixel_computations =
    "fixed (the model of the BPU), ideal (the exact op), training (the training-side op) or "
    "training_ideal (exact BT.601, rounded)";

// Throws InputError, listing the names, if the text is none of them.
PixelComputation parse_pixel_computation(std::string_view text, std::string_view place);

// Three planes of bytes; pixel i is made of element i of each. int8 values are in two's complement.
using InputPlanes = std::array<const std::uint8_t*, 3>;
using OutputPlanes = std::array<std::uint8_t*, 3>;

// Computes a number of pixels. Outputs must not overlap inputs. May be called from many threads.
using PixelOperation =
    std::function<void(const InputPlanes& in, const OutputPlanes& out, std::size_t pixels)>;

// Throws InputError if fixed is wanted and the op cannot be lowered.
PixelOperation pixel_operation(PixelComputation computation, const Deployment& deployment,
                               const Arithmetic& arithmetic);

// As PixelOperation, for pixels whose three values lie side by side (the last axis of an array).
void compute_interleaved(const PixelOperation& operation, std::span<const std::uint8_t> in,
                         std::span<std::uint8_t> out);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_PIXELS_PIXEL_OPERATION_H_
