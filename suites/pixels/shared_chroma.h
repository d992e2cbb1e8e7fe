// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_PIXELS_SHARED_CHROMA_H_
#define SWINGPROOF_SUITES_PIXELS_SHARED_CHROMA_H_

#include <cstdint>
#include <string_view>

#include "suites/pixels/image_size.h"

namespace swingproof {

// What NV12 keeps of an image's chroma, by the plainest filters: each 2x2 block of pixels shares
// one value, the mean of its four, rounded to the nearest integer and ties up; all four get it
// back. How a camera pipeline and the BPU's pyramid filter chroma is not published.
//
// Changes one plane of U or V, width * height values in C order. Both sides are even.
void share_chroma(std::int8_t* plane, ImageSize size);

// Throws InputError, naming the place, if a side is odd: NV12 has no such images.
void require_even(ImageSize size, std::string_view place);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_PIXELS_SHARED_CHROMA_H_
