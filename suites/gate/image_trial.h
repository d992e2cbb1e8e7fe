// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_GATE_IMAGE_TRIAL_H_
#define SWINGPROOF_SUITES_GATE_IMAGE_TRIAL_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "deployment/centered_yuv.h"
#include "fixedpoint/row_kernel.h"
#include "suites/gate/finding.h"
#include "suites/gate/kernel_memory.h"

namespace swingproof {

// One image of a kernel's trial: where it lies, what is in it, and what is around it.

// How the planes of an image lie in their slots.
enum class Placement {
  ends_at_guard,    // the last byte of the last row is the last one that can be touched
  begins_at_guard,  // the first byte is the first one that can be touched
  loose,            // each plane at an address of its own alignment, with strides above the width
  inputs_padded,    // the same, but rows of the outputs without a gap
  outputs_padded,   // the same, but rows of the inputs without a gap
};
inline constexpr std::array all_placements = {Placement::ends_at_guard, Placement::begins_at_guard,
                                              Placement::loose, Placement::inputs_padded,
                                              Placement::outputs_padded};

struct ImageTrial {
  ImageSize size;
  Placement placement = Placement::ends_at_guard;
  std::int64_t in_padding = 0;  // stride - width
  std::int64_t out_padding = 0;
  std::array<std::uint64_t, planes_per_image> offset = {};  // of loose planes
  std::uint8_t canary = 0xA5;  // what the outputs, and the bytes around them, hold before the run
  std::optional<CenteredYuv> pixel = {};  // of every pixel; nothing: varied, by size and seed
  std::uint32_t seed = 0;
};

// The codes of a row of pixels, in output order.
using ReferenceRows =
    std::function<void(const YuvRow& yuv, std::size_t pixels, const CodePlanes& codes)>;

// The trial of a size: varied pixels; loose planes have strides, offsets and alignments that depend
// on the size, and strides above 65,536 where the height is 7. The same every time, so that a
// failure can be repeated from its size alone.
ImageTrial shape_trial(ImageSize size, Placement placement);

// Strides of about 16 MiB, and rows that begin up to 2^32 bytes behind the first one.
ImageTrial far_rows_trial();

// "an image of 17 x 2 (strides 24 and 21, planes end at a page that cannot be touched)".
std::string describe(const ImageTrial& trial);

// The most pixels of a trial: 64 Mi.
inline constexpr std::size_t largest_trial = std::size_t{1} << 26;

// Whether all planes lie inside their slots and there are no more than largest_trial pixels; for
// any size.
bool fits(const ImageTrial& trial);

// For a trial that fits.
PlacedImage place(const ImageTrial& trial);

// The image's pixels, row by row.
std::vector<CenteredYuv> trial_pixels(const ImageTrial& trial);

// Writes the inputs, and canaries over the outputs and the bytes around them that are watched: up
// to 4 KiB before and behind a plane, all between two rows or, where that is more than 128 KiB, 4
// KiB on either side.
void prepare(const ImageTrial& trial, const KernelMemory& memory);

// The codes that lie in the outputs, pixel by pixel.
std::vector<CodeTriple> trial_codes(const ImageTrial& trial, const KernelMemory& memory);

// The first watched byte around the outputs that is not a canary any more: "byte 3 behind row 2 of
// c0".
std::optional<std::string> broken_canary(const ImageTrial& trial, const KernelMemory& memory);

// Whether the inputs still hold what prepare wrote.
bool inputs_unchanged(const ImageTrial& trial, const KernelMemory& memory);

// Whether the outputs hold the reference's codes.
bool codes_equal(const ImageTrial& trial, const KernelMemory& memory,
                 const ReferenceRows& reference);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_GATE_IMAGE_TRIAL_H_
