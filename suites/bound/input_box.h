// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_BOUND_INPUT_BOX_H_
#define SWINGPROOF_SUITES_BOUND_INPUT_BOX_H_

#include <array>
#include <cstddef>

#include "deployment/exact_number.h"

namespace swingproof {

// The greatest and the least value of of[0] Y + of[1] U + of[2] V + of[3] where Y, U and V are real
// numbers in [-128, 127].
inline Rational greatest_on_box(const std::array<Rational, 4>& of) {
  Rational sum = of[3];
  for (std::size_t j = 0; j < 3; ++j) sum += of[j] * (of[j] > 0 ? 127 : -128);
  return sum;
}

inline Rational least_on_box(const std::array<Rational, 4>& of) {
  Rational sum = of[3];
  for (std::size_t j = 0; j < 3; ++j) sum += of[j] * (of[j] > 0 ? -128 : 127);
  return sum;
}

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_BOUND_INPUT_BOX_H_
