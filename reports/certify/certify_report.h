// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_CERTIFY_CERTIFY_REPORT_H_
#define SWINGPROOF_REPORTS_CERTIFY_CERTIFY_REPORT_H_

#include <string>

#include "reports/json/json_document.h"
#include "suites/certify/probe.h"
#include "suites/certify/verdict.h"

namespace swingproof {

// A verdict for people: what it is, why, and what to do. next: next_pixels() of the verdict.
std::string certify_text(const HypothesisClasses& classes, const Verdict& verdict,
                         const NextPixels& next);

// What a probe tells apart, for people.
std::string probe_text(const HypothesisClasses& classes, const std::vector<Axis>& against,
                       const Probe& probe);

// The document of swingproof certify, schema "swingproof.certify/1":
//
//   verdict:       certified|refuted|undecided
//   declared:      {axis: value, ...}           all axes of docs/numerics.md section 7
//   explained_by:  [[{axis: value, ...}, ...]]  the classes that explain the capture
//   stimulus:      {inputs, classes, classes_separated}
//
// and then:
//
//   explanations:  [{proof, differing_pixels}]  of each class in explained_by: how its hypotheses
//                  are known to be equal, and on how many pixels the capture differs from it
//   causes:        [{axes: {axis: value, ...}, finding, remedy}]  what every explaining hypothesis
//                  has, and the declared one has not
//   open_axes:     {axis: [value, ...]}         where explaining hypotheses disagree
//   tolerance:     {tolerated, missing}         pixels
//   declared_distance: {differing_pixels, first_differing: [D]}
//                  D = {index, yuv, expected: [3], captured: [3]}
//   nearest:       [{differing_pixels, hypotheses: [{axis: value, ...}], first_differing: [D],
//                    trace: [...]}]             if no class explains; the stages of the first D
//   next_probe:    {pixels: [[Y, U, V], ...], times}  what to add to the stimulus, each pixel so
//                  many times, if several classes explain
//   choices:       [{choice, standing, alternatives: [{arithmetic, standing}]}]
//   not_computable: [{hypothesis: {...}, reason}]
//   not_judged:    ["swing studio", ...]        the least deviations among these: what the verdict
//                  says nothing of, alone or together with others
//   notice
Json certify_json(const HypothesisClasses& classes, const Verdict& verdict, const NextPixels& next);

// The document of swingproof probe, schema "swingproof.probe/1":
//
//   declared:      {axis: value, ...}
//   against:       [axis, ...]
//   pixels:        [[Y, U, V], ...]             absent for the whole cube
//   stimulus:      {inputs, classes, classes_separated}
//   classes:       [{proof, hypotheses: [{axis: value, ...}, ...]}]
//   not_computable: [{hypothesis: {...}, reason}]
Json probe_json(const HypothesisClasses& classes, const std::vector<Axis>& against,
                const Probe& probe);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_CERTIFY_CERTIFY_REPORT_H_
