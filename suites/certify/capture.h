// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_CAPTURE_H_
#define SWINGPROOF_SUITES_CERTIFY_CAPTURE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "suites/certify/capture_distance.h"
#include "suites/certify/stimulus.h"
#include "suites/dump/dump_elements.h"
#include "suites/dump/float_codes.h"
#include "suites/pixels/array_conversion.h"

namespace swingproof {

// The one reader of what a board gives back, whatever its form: NPY of any type of numbers, or
// files without a header as DumpOptions describe them.
//
// The pixels of a capture are those of its stimulus, in the same order: its shape without channel
// axis and axes of size 1 is the stimulus's, or one of the two is a plain list. Up to `tolerated`
// pixels may be missing at its end.

// What a capture is compared with: only the positions of the stimulus's pixels count here.
struct CaptureRules {
  DumpRequest request;
  FloatRules floats;
  std::vector<std::size_t> positions;  // of the stimulus
  std::uint64_t tolerated = 0;
};

// A capture in memory, not taken apart yet: the same bytes may be read in another layout.
struct CaptureContent {
  std::string name;  // for messages
  std::variant<NpyArray, DumpBytes> content;
};

// Reads the files of one capture: one, or of 4:2:0 two, Y and chroma. Throws InputError for what
// read_npy_numbers(), array_layout() and yuv_layout() refuse, and, before the file is read where
// its shape is given, for a shape that does not belong to the stimulus. The files' bytes are added
// to the digest, if there is one.
CaptureContent load_capture(const std::vector<std::string>& paths, const CaptureRules& rules,
                            Sha256* digest = nullptr);

// Takes it apart. Throws InputError for a shape that does not belong to the stimulus, and as
// codes_of_numbers() does.
CaptureCodes capture_codes(const CaptureContent& capture, const CaptureRules& rules);

// Both.
CaptureCodes read_capture(const std::vector<std::string>& paths, const CaptureRules& rules,
                          Sha256* digest = nullptr);

// The same for an int8 or uint8 array in memory; name: what messages call it.
CaptureCodes capture_of(const std::string& name, const NpyArray& array,
                        std::optional<ArrayLayout> layout, const Stimulus& stimulus,
                        std::uint64_t tolerated);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_CAPTURE_H_
