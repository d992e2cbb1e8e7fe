// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_CERTIFY_HYPOTHESIS_WORDS_H_
#define SWINGPROOF_REPORTS_CERTIFY_HYPOTHESIS_WORDS_H_

#include <span>
#include <string>
#include <vector>

#include "reports/json/json_document.h"
#include "suites/certify/hypothesis_classes.h"

namespace swingproof {

// What a board does that the deployment does not declare, and what to do about it, each without
// full stop.
struct Deviation {
  std::vector<Axis> axes;
  std::string finding;  // "the board computes studio swing"
  std::string remedy;   // "set swing to studio or fix the camera pipeline"
};

// The deviations on axes where a hypothesis is not as declared, one for each; but output_order and
// normalisation, both reversed, are one: the other op.
std::vector<Deviation> deviations(const Deployment& declared, const Hypothesis& found,
                                  const std::vector<Axis>& axes);

// The axes on which two hypotheses differ.
std::vector<Axis> differing_axes(const Hypothesis& one, const Hypothesis& other);

// "swing studio, chroma_order swapped": what differs from the declared one; "as declared" if
// nothing does.
std::string short_text(const Hypothesis& declared, const Hypothesis& hypothesis);

// What no capture judges (not_judged()), each in the words of short_text(): "swing studio".
std::vector<std::string> not_judged_texts(const HypothesisClasses& classes);

// "bayes or ideal", "bayes or bayes:bias_width=8 or ideal or 4 more": some values of an axis.
std::string some_values(const std::vector<std::string>& values);

// {axis: value, ...}, all axes in the contract's order.
Json hypothesis_json(const Hypothesis& hypothesis);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_CERTIFY_HYPOTHESIS_WORDS_H_
