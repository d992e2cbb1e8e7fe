// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_DUMP_FLOAT_CODES_H_
#define SWINGPROOF_SUITES_DUMP_FLOAT_CODES_H_

#include <optional>
#include <string>

#include "suites/npy/npy_file.h"

namespace swingproof {

// What the bytes of a capture are.
enum class CaptureKind {
  codes,  // of an op: int8; uint8 is the same bits
  yuv     // a picture: int8 is centered; uint8 is stored and is centered here, as the BPU does
};

struct FloatRules {
  CaptureKind kind = CaptureKind::codes;
  std::optional<double> scale;              // of --scale
  std::optional<std::string> likely_scale;  // is proposed, if it fits, before any other
  bool takes_likely_scale = false;          // it is known, and taken where no --scale is given
};

// Numbers as the codes that they are: whole values, or, with a scale that is given or known, those
// that are a code when divided by it (is_code_times, suites/npy/npy_numbers.h). The
// result has the same shape and is int8; of a picture whose whole values go from 0 beyond 127,
// uint8.
//
// Throws InputError, with "name: data" as place, for all other values, with what loses nothing of
// them as remedy: a scale that fits, a type that holds them.
NpyArray codes_of_numbers(const std::string& name, const NpyArray& numbers,
                          const FloatRules& rules);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_DUMP_FLOAT_CODES_H_
