// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_FAULTS_FAULT_REPORT_H_
#define SWINGPROOF_REPORTS_FAULTS_FAULT_REPORT_H_

#include <string>
#include <string_view>
#include <vector>

#include "deployment/deployment.h"
#include "reports/json/json_document.h"
#include "suites/faults/fault_search.h"

namespace swingproof {

// The causes of wrong codes, in every output format.

// Adds to a finding or a verdict:
//
//   faults:  [{fault, sentence, remedy, differing, of, first}]  best first; first: {yuv, expected,
//            got}, the first input that is left unexplained, if there is one
//   fit:     [{channel, grey_levels_per_code: [low, high], mean: [low, high]}] or null, in output
//            order; the ends are doubles, rounded outward
void add_faults_json(const FaultFindings& findings, const Deployment& deployment, Json& json);

// "U and V are not centered (chroma_not_centered); remedy: ..." or, of one that leaves inputs
// unexplained, "arithmetic ideal explains all but 298 of 16,777,216 inputs (first: ...)".
std::string fault_words(const FoundFault& fault);

// A line for each fault, and one for the fit or for what is in its way; each ends with a newline.
std::string faults_text(const FaultFindings& findings, const Deployment& deployment,
                        std::string_view indent);

// The same under a heading of its own, for a verdict; empty if there is nothing to say.
std::string causes_section(const FaultFindings& findings, const Deployment& deployment);

// "same codes here, so that a pass does not tell them apart: pre_shift_rounded, double_rounding
// (some forms of it)"; empty if there are none.
std::string without_effect_words(const std::vector<FaultWithoutEffect>& faults);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_FAULTS_FAULT_REPORT_H_
