// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_BOUND_GAPPA_ROUNDING_H_
#define SWINGPROOF_SUITES_BOUND_GAPPA_ROUNDING_H_

#include <string_view>

#include "fixedpoint/datapath.h"

namespace swingproof {

// A rounding to an integer, in Gappa's words: fixed<0, operation>, of the number or of it plus 1/2.
struct GappaRounding {
  std::string_view operation;
  bool adds_half;
};

constexpr GappaRounding gappa_rounding(RoundingMode mode) {
  switch (mode) {
    case RoundingMode::half_up:
      return {"dn", true};
    case RoundingMode::half_even:
      return {"ne", false};
    case RoundingMode::half_away:
      return {"na", false};
    case RoundingMode::floor:
      return {"dn", false};
    case RoundingMode::trunc:
      return {"zr", false};
  }
  return {"dn", false};
}

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_BOUND_GAPPA_ROUNDING_H_
