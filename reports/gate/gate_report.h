// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_GATE_GATE_REPORT_H_
#define SWINGPROOF_REPORTS_GATE_GATE_REPORT_H_

#include <optional>
#include <string>

#include "reports/document/document.h"
#include "reports/json/json_document.h"
#include "suites/gate/gate.h"

namespace swingproof {

// The result of swingproof gate, in every output format.
struct GateReport {
  GateVerdict verdict;
  // How the kernel was given: a shared library, a command, or a stimulus and its result; none of
  // them for a function of this process.
  std::optional<std::string> library;
  std::optional<std::string> command;
  std::optional<std::string> stimulus;
  std::optional<std::string> result;
};

// A shell command that shows a finding again: the smallest image that fails, or the whole gate. For
// a function of Python, an expression that gates it again.
std::string reproduction(const GateReport& report, const DeploymentVerdict& deployment,
                         const GateFinding& finding);

// "centered_yuv2rgb, full swing, mean 128, std 128, q_scale 1/128": on one line.
std::string deployment_name(const Deployment& deployment);

// The same, and the variables that were set for the pass.
std::string task_name(const GateTask& task);

// The variables that were set for the pass, {"NAME": "VALUE"}.
Json environment_json(const GateTask& task);

// standing_notice() of the deployments' arithmetics, each once, on one line.
std::string gate_notice(const GateVerdict& verdict);

// "value: 12 of 16777216 inputs differ ..., explained by swing = studio": on one line.
std::string finding_line(const GateFinding& finding);

// For a terminal: the verdict, a table of the deployments, then every finding with its
// counterexamples and, for the minimal one, the stages beside the kernel's codes.
std::string gate_text(const GateReport& report);

// In short, for a comment on a change: the table, then one line for each finding and the command
// that shows it again.
Document gate_document(const GateReport& report);

// Schema "swingproof.gate/1" (schemas/gate.json): verdict, deployments, kernel, notice; for each
// deployment the arithmetic and, if the whole cube was computed, channels as in swingproof report,
// with from_model (mismatches and greatest code difference) for each set; for each finding a
// command to reproduce it; for each counterexample its trace. deployment at the top is the one that
// was gated, null if there were several.
Json gate_json(const GateReport& report);

// JUnit's XML as Jenkins and GitLab read it: one suite, one test case for each deployment.
std::string gate_junit(const GateReport& report);

// SARIF 2.1.0: one rule for each kind of finding, one result for each finding.
Json gate_sarif(const GateReport& report);

// GitHub's workflow commands (::error ...): one line for each finding, one ::notice for each
// deployment that was skipped.
std::string gate_annotations(const GateReport& report);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_GATE_GATE_REPORT_H_
