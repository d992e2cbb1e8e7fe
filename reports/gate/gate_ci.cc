// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "reports/ci/annotation.h"
#include "reports/gate/gate_report.h"

namespace swingproof {
namespace {

// Text and attribute values of XML 1.0: its special characters as entities, and what may not stand
// in XML at all as U+FFFD.
std::string xml_text(std::string_view text) {
  std::string escaped;
  for (const char character : text) {
    switch (character) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\n':
        escaped += "&#10;";
        break;
      default:
        if (static_cast<unsigned char>(character) < 0x20) {
          escaped += "\xEF\xBF\xBD";
        } else {
          escaped += character;
        }
    }
  }
  return escaped;
}

std::string junit_body(const GateReport& report, const DeploymentVerdict& deployment) {
  if (deployment.status == GateStatus::skipped) {
    return fails_for_skips(report.verdict)
               ? "      <failure type=\"skipped\" message=\"the kernel does not support this "
                 "deployment\"/>\n"
               : "      <skipped message=\"the kernel does not support this deployment\"/>\n";
  }
  if (deployment.findings.empty()) return "";
  std::string lines;
  for (const GateFinding& finding : deployment.findings) {
    lines += fmt::format("{}\nreproduce: {}\n", finding_line(finding),
                         reproduction(report, deployment, finding));
  }
  const GateFinding& first = deployment.findings.front();
  return fmt::format("      <failure type=\"{}\" message=\"{}\">{}</failure>\n", name(first.kind),
                     xml_text(finding_line(first)), xml_text(lines));
}

}  // namespace

std::string gate_junit(const GateReport& report) {
  std::string cases;
  std::size_t failures = 0;
  std::size_t skipped = 0;
  for (const DeploymentVerdict& deployment : report.verdict.deployments) {
    const bool is_skipped = deployment.status == GateStatus::skipped;
    const bool is_failure = is_skipped && fails_for_skips(report.verdict);
    failures += is_failure || deployment.status == GateStatus::failed ? 1 : 0;
    skipped += is_skipped && !is_failure ? 1 : 0;
    cases +=
        fmt::format("    <testcase classname=\"swingproof.gate\" name=\"{}\">\n{}    </testcase>\n",
                    xml_text(task_name(deployment.task)), junit_body(report, deployment));
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites>\n"
      "  <testsuite name=\"swingproof gate: {}\" tests=\"{}\" failures=\"{}\" errors=\"0\" "
      "skipped=\"{}\">\n{}"
      "  </testsuite>\n"
      "</testsuites>\n",
      xml_text(report.verdict.kernel_name), report.verdict.deployments.size(), failures, skipped,
      cases);
}

std::string gate_annotations(const GateReport& report) {
  std::string text;
  for (const DeploymentVerdict& deployment : report.verdict.deployments) {
    const std::string place = task_name(deployment.task);
    if (deployment.status == GateStatus::skipped) {
      text +=
          annotation_line({fails_for_skips(report.verdict) ? "error" : "notice", "swingproof gate",
                           "skipped, as the kernel does not support " + place});
    }
    for (const GateFinding& finding : deployment.findings) {
      text += annotation_line({"error", "swingproof gate: " + std::string(name(finding.kind)),
                               finding_line(finding) + " (" + place + ")\n" +
                                   reproduction(report, deployment, finding)});
    }
  }
  return text;
}

}  // namespace swingproof
