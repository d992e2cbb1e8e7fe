// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_REFUTATION_H_
#define SWINGPROOF_SUITES_CERTIFY_REFUTATION_H_

#include <cstddef>
#include <vector>

#include "suites/certify/capture_distance.h"
#include "suites/certify/verdict.h"

namespace swingproof {

// How a class of hypotheses is refuted: at this pixel the capture differs from it, and together
// with the differing and missing ones before, more pixels differ than are tolerated.
struct Refutation {
  std::size_t class_index = 0;
  DifferingPixel decided_at;
};

// Of every class that does not explain the capture: by the pixel that decides, then by class.
// verdict: judge()'s of these pixels, of which no more may be missing than are tolerated.
std::vector<Refutation> refutations(const HypothesisClasses& classes, const Verdict& verdict,
                                    const YuvPlanes& stimulus, const CaptureCodes& capture);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_REFUTATION_H_
