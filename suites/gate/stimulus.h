// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_GATE_STIMULUS_H_
#define SWINGPROOF_SUITES_GATE_STIMULUS_H_

#include <string>

#include "suites/certify/stimulus.h"
#include "suites/gate/finding.h"

namespace swingproof {

// Writes all 2^24 inputs, Y outermost, as NPY, int8 (256, 256, 256, 3), or without a header in this
// form. "-" is stdout. Throws InputError if it cannot be written.
void write_full_stimulus(const std::string& path, const PixelForm& form = {});

// Images of more pixels than this are refused.
inline constexpr std::size_t largest_stimulus_image = std::size_t{1} << 28;

// Writes one image, as NPY, int8 (height, width, 3), or in this form, of varied pixels, the same
// for the same size. Throws InputError if it cannot be written.
void write_image_stimulus(const std::string& path, ImageSize size, const PixelForm& form);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_GATE_STIMULUS_H_
