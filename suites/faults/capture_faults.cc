// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/faults/capture_faults.h"

namespace swingproof {

FaultFindings capture_faults(const HypothesisClasses& classes, const Verdict& verdict,
                             const Stimulus& stimulus, const CaptureCodes& capture) {
  if (verdict.judgement != Judgement::refuted || capture.size() == 0) return {};
  // Nothing: the exact op is declared.
  const auto arithmetic = hypothesis_arithmetic(classes.hypotheses.front().arithmetic,
                                                classes.arithmetic, classes.declared.matrix);
  FaultSubject subject{classes.declared, arithmetic.value_or(Arithmetic{}), {}};
  subject.is_exact = !arithmetic;
  Deployment defaults;
  defaults.op = classes.declared.op;
  defaults.matrix = classes.declared.matrix;
  if (defaults != classes.declared) subject.others.push_back(defaults);
  ObservedCodes observed;
  observed.pixels = &stimulus.pixels;
  observed.codes = {capture.planes[0].data(), capture.planes[1].data(), capture.planes[2].data()};
  observed.size = capture.size();
  observed.layout.shape = stimulus.positions;
  // What is cut off at its end, or one pixel, is a list.
  if (capture.size() != stimulus.pixels.size() || stimulus.positions.empty()) {
    observed.layout.shape = {capture.size()};
  }
  return find_faults(subject, observed, verdict.explained_by.empty());
}

}  // namespace swingproof
