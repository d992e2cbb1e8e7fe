// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_LINT_LINT_REPORT_H_
#define SWINGPROOF_REPORTS_LINT_LINT_REPORT_H_

#include <optional>
#include <string>
#include <vector>

#include "deployment/deployment_toml.h"
#include "reports/json/json_document.h"
#include "suites/lint/lint.h"

namespace swingproof {

// What swingproof lint found, and where it looked.
struct LintReport {
  std::optional<std::string> file;  // the deployment file's path as given
  DeploymentSource source;
  Arithmetic arithmetic;
  std::vector<LintFinding> findings;
};

// Whether a finding is an error.
bool has_errors(const LintReport& report);

// The line of a finding's field in the deployment file; nothing if the file does not have it.
std::optional<int> line_of(const LintReport& report, const LintFinding& finding);

// The consequence in one sentence, without a full stop.
std::string consequence_sentence(const Consequence& consequence);

// For a terminal: every finding with its consequence per channel, and how many there are.
std::string lint_text(const LintReport& report);

// The document of schema "swingproof.lint/1":
//   findings: [{rule, severity, field, line (null where the file has none), reason,
//               consequence: C, remedy, fault: {fault, sentence, remedy} or null}]
//   fault: what gate and certify call it, by suites/faults/fault_catalogue.h
//   C = {kind: "codes", meant, inputs, inputs_that_differ, channels: [{channel,
//          grey_levels_per_code, max_abs_difference, mean_difference, mean_abs_difference,
//          max_abs_grey_levels, mean_grey_levels, mean_abs_grey_levels, code_difference}]}
//     | {kind: "gamut", inputs, least_q_scale, channels: [{channel, grey_levels_per_code, least,
//          greatest, least_code, greatest_code, inputs_below, inputs_above, cut_off,
//          cut_off_grey_levels}]}
//     | {kind: "no_codes", why}
// Differences are in codes (LSB), declared minus meant; other numbers are {value, exact}.
Json lint_json(const LintReport& report);

// The findings as a SARIF 2.1.0 log, each with its line in the deployment file.
Json lint_sarif(const LintReport& report);

// The findings as annotations of GitHub Actions, one line each.
std::string lint_annotations(const LintReport& report);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_LINT_LINT_REPORT_H_
