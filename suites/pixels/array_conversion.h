// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_PIXELS_ARRAY_CONVERSION_H_
#define SWINGPROOF_SUITES_PIXELS_ARRAY_CONVERSION_H_

#include <string_view>

#include "suites/npy/npy_file.h"
#include "suites/pixels/pixel_operation.h"

namespace swingproof {

// Where the three values of a pixel are in an array: on the last axis, or on the second one.
enum class ArrayLayout { nhwc, nchw };

// Throws InputError if the text is neither.
ArrayLayout parse_array_layout(std::string_view text, std::string_view place);

// Computes every pixel of an array of any number of dimensions; the result is int8 of the same
// shape. The array must be int8 (centered YUV) for fixed and ideal, uint8 (bytes) for the training
// side, and its channel axis must have size 3; else InputError naming the array by name, with the
// remedy.
NpyArray convert_array(std::string_view name, const NpyArray& array, ArrayLayout layout,
                       PixelComputation computation, const PixelOperation& operation);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_PIXELS_ARRAY_CONVERSION_H_
