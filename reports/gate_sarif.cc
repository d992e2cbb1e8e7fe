// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/gate_report.h"
#include "reports/sarif.h"

namespace swingproof {
namespace {

std::string_view summary(FindingKind kind) {
  switch (kind) {
    case FindingKind::value:
      return "A code differs from the model of the BPU";
    case FindingKind::crash:
      return "A signal ended the kernel";
    case FindingKind::timeout:
      return "The kernel did not return in time";
    case FindingKind::out_of_bounds:
      return "The kernel touched memory that is not the image's";
    case FindingKind::exit:
      return "The kernel left without a result";
    case FindingKind::nondeterministic:
      return "The same image gave different codes";
    case FindingKind::stale_state:
      return "What ran before changes what the kernel computes";
    case FindingKind::fp_environment:
      return "The kernel left the floating-point environment changed";
    case FindingKind::input_written:
      return "The kernel wrote to its inputs";
    case FindingKind::budget:
      return "A figure is over its budget";
    case FindingKind::baseline:
      return "A figure is worse than in the baseline";
    case FindingKind::speed:
      return "The kernel is slower than its budget allows";
  }
  return "";
}

// A log without results is shown as a success: what makes the gate fail has to be in it.
SarifResult skipped_result(const GateReport& report, const DeploymentVerdict& deployment,
                           const std::optional<std::string>& kernel_file) {
  return {name(GateStatus::skipped), fails_for_skips(report.verdict) ? "error" : "note",
          fmt::format("skipped, as the kernel does not support {}",
                      deployment_name(deployment.task.deployment)),
          kernel_file, std::nullopt};
}

}  // namespace

Json gate_sarif(const GateReport& report) {
  std::vector<SarifRule> rules = {
      {name(GateStatus::skipped), "The kernel does not support a deployment"}};
  for (int kind = 0; kind <= static_cast<int>(FindingKind::speed); ++kind) {
    const auto finding_kind = static_cast<FindingKind>(kind);
    rules.push_back({name(finding_kind), summary(finding_kind)});
  }
  const std::optional<std::string> kernel_file = report.library ? report.library : report.result;
  std::vector<SarifResult> results;
  for (const DeploymentVerdict& deployment : report.verdict.deployments) {
    if (deployment.status == GateStatus::skipped) {
      results.push_back(skipped_result(report, deployment, kernel_file));
    }
    for (const GateFinding& finding : deployment.findings) {
      results.push_back({name(finding.kind), "error",
                         fmt::format("{} ({}). Reproduce: {}", finding_line(finding),
                                     deployment_name(deployment.task.deployment),
                                     reproduction(report, deployment, finding)),
                         kernel_file, std::nullopt});
    }
  }
  return sarif_log(rules, results);
}

}  // namespace swingproof
