// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_CERTIFY_CERTIFY_TEXT_H_
#define SWINGPROOF_REPORTS_CERTIFY_CERTIFY_TEXT_H_

#include <string>

#include "suites/certify/probe.h"
#include "suites/certify/verdict.h"

namespace swingproof {

// A verdict for people: what it is, why, and what to do. next: next_pixels() of the verdict.
std::string certify_text(const HypothesisClasses& classes, const Verdict& verdict,
                         const NextPixels& next);

// What a probe tells apart, for people.
std::string probe_text(const HypothesisClasses& classes, const std::vector<Axis>& against,
                       const Probe& probe);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_CERTIFY_CERTIFY_TEXT_H_
