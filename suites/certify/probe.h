// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_PROBE_H_
#define SWINGPROOF_SUITES_CERTIFY_PROBE_H_

#include <cstddef>
#include <span>
#include <vector>

#include "suites/certify/hypothesis_classes.h"

namespace swingproof {

// A few pixels whose capture tells hypotheses apart.
struct Probe {
  YuvPlanes pixels;                   // as they are sent to the board
  std::size_t classes_separated = 0;  // groups of classes that the pixels tell from each other
};

// Pixels that tell any two classes apart whose hypotheses differ on one of the axes; all_axes for
// every class from every other. Two classes of hypotheses with the same values on these axes need
// not be separated.
//
// Chosen greedily among classes.distinguishing, each pixel the one that leaves the fewest pairs
// together, and reduced until none can be left out: small, but no claim that no smaller set exists.
Probe choose_probe(const HypothesisClasses& classes, std::span<const Axis> against);

// Pixels that tell each of these classes (indices) from the others, chosen likewise.
Probe choose_probe_among(const HypothesisClasses& classes, const std::vector<std::size_t>& which);

// All 2^24 inputs in cube order.
Probe whole_cube_probe(const HypothesisClasses& classes);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_PROBE_H_
