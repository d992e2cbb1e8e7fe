// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include "reports/ci/sarif.h"
#include "reports/lint/lint_report.h"

namespace swingproof {

Json lint_sarif(const LintReport& report) {
  std::vector<SarifRule> rules;
  for (const LintRule& rule : lint_rules()) rules.push_back({rule.id, rule.summary});
  std::vector<SarifResult> results;
  for (const LintFinding& finding : report.findings) {
    results.push_back({finding.rule, name(finding.severity),
                       fmt::format("{}. What it costs: {}. Remedy: {}.", finding.reason,
                                   consequence_sentence(finding.consequence), finding.remedy),
                       report.file, line_of(report, finding)});
  }
  return sarif_log(rules, results);
}

}  // namespace swingproof
