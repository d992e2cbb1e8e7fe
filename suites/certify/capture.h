// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_CAPTURE_H_
#define SWINGPROOF_SUITES_CERTIFY_CAPTURE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "suites/certify/capture_distance.h"
#include "suites/certify/stimulus.h"
#include "suites/pixels/array_conversion.h"

namespace swingproof {

// Codes are int8. An array or file of uint8 is taken as the same bits: 255 is the code -1.
//
// The pixels of a capture are those of its stimulus, in the same order: its shape without channel
// axis and axes of size 1 is the stimulus's, or one of the two is a plain list. Up to `tolerated`
// pixels may be missing at its end.

// How a file of bytes without header holds an array.
struct RawForm {
  ArrayLayout layout = ArrayLayout::nhwc;
  std::vector<std::size_t> shape;  // with the channel axis
  // Bytes from the start of a row to the start of the next one; none: rows follow one another. A
  // row is W pixels of three bytes (nhwc) or W bytes (nchw), W the last axis of pixels.
  std::optional<std::uint64_t> stride;
};

// "1,3,64,64": 1 to 8 numbers above 0, of at most 2^32 elements together. Throws InputError.
std::vector<std::size_t> parse_shape(std::string_view text, std::string_view place);

// Reads an NPY array; if no layout is given, its shape and the stimulus determine it. Throws
// InputError for what read_npy() refuses and for a shape that does not belong to the stimulus. The
// file's bytes are added to the digest, if there is one.
CaptureCodes read_npy_capture(const std::string& path, std::optional<ArrayLayout> layout,
                              const Stimulus& stimulus, std::uint64_t tolerated,
                              Sha256* digest = nullptr);

// The same for an array in memory; name: what messages call it.
CaptureCodes capture_of(const std::string& name, const NpyArray& array,
                        std::optional<ArrayLayout> layout, const Stimulus& stimulus,
                        std::uint64_t tolerated);

// Reads a file of bytes. Throws InputError for a shape that does not belong to the stimulus, before
// the file is read, for a stride below a row, and for a file that is not as long as rows and stride
// say; padding after the last row is optional. The file's bytes, padding included, are added to the
// digest, if there is one.
CaptureCodes read_raw_capture(const std::string& path, const RawForm& form,
                              const Stimulus& stimulus, std::uint64_t tolerated,
                              Sha256* digest = nullptr);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_CAPTURE_H_
