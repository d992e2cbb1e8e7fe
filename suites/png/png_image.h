// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_PNG_PNG_IMAGE_H_
#define SWINGPROOF_SUITES_PNG_PNG_IMAGE_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace swingproof {

// A PNG file of 8 bits per channel without colour management chunks: what a viewer sends out are
// the bytes themselves. rgb: width * height times R, G, B, row by row from the top.
// Throws std::invalid_argument if the bytes are not that many or a side is 0 or above 2^31 - 1.
std::string png_bytes(std::size_t width, std::size_t height, std::span<const std::uint8_t> rgb);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_PNG_PNG_IMAGE_H_
