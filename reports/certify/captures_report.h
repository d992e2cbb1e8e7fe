// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_CERTIFY_CAPTURES_REPORT_H_
#define SWINGPROOF_REPORTS_CERTIFY_CAPTURES_REPORT_H_

#include <string>
#include <vector>

#include "reports/json/json_document.h"
#include "suites/certify/capture_check.h"
#include "suites/faults/fault_search.h"

namespace swingproof {

// Many captures of one stimulus: the verdict on all, one line for each, and why of the first one
// that is not certified. faults: of each capture, in their order.

// refuted if one is, else undecided if one is, else certified.
Judgement joint_judgement(const OpChecks& checks);
Judgement joint_judgement(const SourceChecks& checks);

std::string captures_text(const Deployment& deployment, const OpChecks& checks,
                          const std::vector<FaultFindings>& faults);
std::string captures_text(const Deployment& deployment, const SourceChecks& checks,
                          const std::vector<FaultFindings>& faults);

// Schema "swingproof.certify-captures/1": verdict, captures: [{file, verdict, report}], each report
// as of that capture alone.
Json captures_json(const Deployment& deployment, const OpChecks& checks,
                   const std::vector<FaultFindings>& faults);
Json captures_json(const Deployment& deployment, const SourceChecks& checks,
                   const std::vector<FaultFindings>& faults);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_CERTIFY_CAPTURES_REPORT_H_
