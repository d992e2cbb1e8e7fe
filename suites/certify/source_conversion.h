// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_SOURCE_CONVERSION_H_
#define SWINGPROOF_SUITES_CERTIFY_SOURCE_CONVERSION_H_

#include <array>
#include <cstdint>
#include <functional>

#include "deployment/centered_yuv.h"
#include "oracle/exact_map.h"
#include "suites/certify/source_hypothesis.h"
#include "suites/pixels/pixel_operation.h"

namespace swingproof {

// R, G and B of a pixel, 0..255, always in this order.
using Rgb = std::array<std::uint8_t, 3>;

// The centered YUV of a colour.
using SourceFunction = std::function<CenteredYuv(Rgb)>;

// One conversion as it is, without the other axes; all in integers:
// - training_op: docs/numerics.md section 3 (fixedpoint/training_op.h).
// - bt601, bt709: the exact value (oracle/exact_map.h), rounded to nearest, ties up, saturated to
//   [-128, 127].
// - opencv: cvtColor's arithmetic for 8 bit images (OpenCV,
//   modules/imgproc/src/color_yuv.simd.hpp):
//   0.299, 0.587, 0.114, 0.492 and 0.877 in 1/16384, U and V from the rounded Y; matrix is not
//   used.
SourceFunction conversion_function(Conversion conversion, Matrix matrix);

// The exact map, to the nearest integer with ties up, or truncated (toward minus infinity),
// saturated to [-128, 127].
SourceFunction exact_conversion(const AffineMap& rgb_to_yuv, bool is_truncated);

// The same for planes of bytes in the channel order of an op, to centered YUV.
PixelOperation conversion_operation(Conversion conversion, Matrix matrix, Op op);

// A colour after all axes.
SourceFunction source_function(const SourceHypothesis& source);

// Whether one of the exact conversions has a tie at Y, U or V for this colour or its reverse:
// implementations round ties differently.
bool is_tie(Rgb colour);

// A capture without the effect of chroma_order and input_centering: what the conversion gave.
CenteredYuv undo_delivery(const SourceHypothesis& source, CenteredYuv captured);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_SOURCE_CONVERSION_H_
