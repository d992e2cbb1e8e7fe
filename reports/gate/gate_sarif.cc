// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/ci/sarif.h"
#include "reports/gate/gate_report.h"

namespace swingproof {
namespace {

// A log without results is shown as a success: what makes the gate fail has to be in it.
SarifResult skipped_result(const GateReport& report, const DeploymentVerdict& deployment,
                           const std::optional<std::string>& kernel_file) {
  return {name(GateStatus::skipped), fails_for_skips(report.verdict) ? "error" : "note",
          fmt::format("skipped, as the kernel does not support {}", task_name(deployment.task)),
          kernel_file, std::nullopt};
}

}  // namespace

Json gate_sarif(const GateReport& report) {
  std::vector<SarifRule> rules = {
      {name(GateStatus::skipped), "The kernel does not support a deployment"}};
  for (std::size_t i = 0; i < finding_kinds; ++i) {
    const auto kind = static_cast<FindingKind>(i);
    rules.push_back({name(kind), summary(kind)});
  }
  const std::optional<std::string> kernel_file = report.library ? report.library : report.result;
  std::vector<SarifResult> results;
  for (const DeploymentVerdict& deployment : report.verdict.deployments) {
    if (deployment.status == GateStatus::skipped) {
      results.push_back(skipped_result(report, deployment, kernel_file));
    }
    for (const GateFinding& finding : deployment.findings) {
      results.push_back(
          {name(finding.kind), "error",
           fmt::format("{} ({}). Reproduce: {}", finding_line(finding), task_name(deployment.task),
                       reproduction(report, deployment, finding)),
           kernel_file, std::nullopt});
    }
  }
  return sarif_log(rules, results);
}

}  // namespace swingproof
