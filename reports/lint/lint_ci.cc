// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include "reports/ci/annotation.h"
#include "reports/ci/sarif.h"
#include "reports/lint/lint_report.h"

namespace swingproof {
namespace {

std::string message(const LintFinding& finding) {
  return fmt::format("{}. What it costs: {}. Remedy: {}.", finding.reason,
                     consequence_sentence(finding.consequence), finding.remedy);
}

}  // namespace

Json lint_sarif(const LintReport& report) {
  std::vector<SarifRule> rules;
  for (const LintRule& rule : lint_rules()) rules.push_back({rule.id, rule.summary});
  std::vector<SarifResult> results;
  for (const LintFinding& finding : report.findings) {
    results.push_back({finding.rule, name(finding.severity), message(finding), report.file,
                       line_of(report, finding)});
  }
  return sarif_log(rules, results);
}

std::string lint_annotations(const LintReport& report) {
  std::string text;
  for (const LintFinding& finding : report.findings) {
    const std::string_view severity = name(finding.severity);
    text += annotation_line({severity == "note" ? "notice" : severity,
                             "swingproof lint: " + std::string(finding.rule), message(finding),
                             report.file, line_of(report, finding)});
  }
  return text;
}

}  // namespace swingproof
