// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_NPY_NPY_NUMBERS_H_
#define SWINGPROOF_SUITES_NPY_NPY_NUMBERS_H_

#include <cstddef>
#include <optional>
#include <string>

#include "suites/npy/npy_file.h"

namespace swingproof {

// Numbers that may have been bytes once: what they can be turned back into without loss.

std::size_t number_count(const NpyArray& array);

// The value of element i; of an integer beyond 2^53 the nearest double.
double number_at(const NpyArray& array, std::size_t i);

struct NumberSummary {
  double least = 0;  // of no elements: 0
  double greatest = 0;
  bool is_finite = true;  // all; false: nothing else counts
  bool is_whole = true;   // all are integers
  bool is_unit = true;    // all are n/255, n from 0 to 255: a picture that was divided by 255
};
NumberSummary summarise(const NpyArray& array);

// A value is a code if its quotient by the scale is this near to an integer of the range.
inline constexpr double code_tolerance = 1e-3;

// Whether element i is a code from -128 to 127 times this scale. In float16 the quotient may be off
// by 2^-11 of the code as well, which is what rounding to 11 bits changes.
bool is_code_times(const NpyArray& array, std::size_t i, double scale);

// Whether all elements are.
bool is_dequantised_by(const NpyArray& array, double scale);

// The largest scale by which all values are such codes, in as few digits as tell it from its
// neighbours in float32; none if there is no scale, or no value but 0. Of float16 only one that
// fits without its rounding.
std::optional<std::string> fitting_scale(const NpyArray& array);

// What to save in place of the array where int8 or uint8 is wanted: "save array.astype(numpy.int8):
// ...". It never loses what is there.
std::string lossless_remedy(const NpyArray& array);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_NPY_NPY_NUMBERS_H_
