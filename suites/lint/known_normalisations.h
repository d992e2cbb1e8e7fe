// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_LINT_KNOWN_NORMALISATIONS_H_
#define SWINGPROOF_SUITES_LINT_KNOWN_NORMALISATIONS_H_

#include <array>
#include <span>
#include <string_view>

#include "deployment/exact_number.h"

namespace swingproof {

// A normalisation that many models share, as published.
struct KnownNormalisation {
  std::string_view name;
  std::string_view source;
  int grey_levels_per_unit;              // 255 where the published values are in 0..1, else 1
  std::array<std::string_view, 3> mean;  // R, G, B, whatever order it is published in
  std::array<std::string_view, 3> std;   // likewise; empty texts: none is published
};

std::span<const KnownNormalisation> known_normalisations();

// Published texts as grey levels. They must not be empty.
std::array<Rational, 3> grey_levels(const KnownNormalisation& known,
                                    const std::array<std::string_view, 3>& texts);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_LINT_KNOWN_NORMALISATIONS_H_
