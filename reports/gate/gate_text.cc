// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "fixedpoint/provenance.h"
#include "reports/accuracy/limit_report.h"
#include "reports/document/text_table.h"
#include "reports/faults/fault_report.h"
#include "reports/gate/gate_report.h"
#include "reports/json/exact_decimal.h"
#include "reports/trace/trace_report.h"
#include "suites/trace/trace.h"

namespace swingproof {
namespace {

std::size_t count(const GateVerdict& verdict, GateStatus status) {
  return static_cast<std::size_t>(
      std::ranges::count(verdict.deployments, status, &DeploymentVerdict::status));
}

std::string verdict_line(const GateVerdict& verdict) {
  return fmt::format("{}: {} ({} passed, {} failed, {} skipped)",
                     verdict.is_passed ? "pass" : "fail", verdict.kernel_name,
                     count(verdict, GateStatus::passed), count(verdict, GateStatus::failed),
                     count(verdict, GateStatus::skipped));
}

TextTable deployment_table(const GateVerdict& verdict) {
  TextTable table{"lrrrl", {{"status", "inputs", "mismatches", "max codes", "deployment"}}};
  for (const DeploymentVerdict& deployment : verdict.deployments) {
    table.rows.push_back({std::string(name(deployment.status)), with_thousands(deployment.inputs),
                          with_thousands(deployment.mismatches),
                          std::to_string(deployment.max_code_difference),
                          task_name(deployment.task)});
  }
  return table;
}

TextTable counterexample_table(const GateFinding& finding) {
  TextTable table{"lrrr", {{"which", "(Y, U, V)", "model", "kernel"}}};
  for (const Counterexample& example : finding.counterexamples) {
    const Mismatch& mismatch = example.mismatch;
    table.rows.push_back(
        {std::string(name(example.which)),
         fmt::format("({}, {}, {})", mismatch.yuv.y, mismatch.yuv.u, mismatch.yuv.v),
         codes_text(mismatch.expected), codes_text(mismatch.got)});
  }
  return table;
}

// The stages of the minimal counterexample, on the channels where the kernel is wrong.
std::string stages_text(const DeploymentVerdict& deployment, const Counterexample& example) {
  const Mismatch& mismatch = example.mismatch;
  const auto traces = trace(deployment.task.deployment, deployment.op, mismatch.yuv);
  std::string text;
  for (std::size_t c = 0; c < 3; ++c) {
    if (mismatch.got[c] == mismatch.expected[c]) continue;
    text += trace_channel_text(traces[c]);
    text += fmt::format("  the kernel's code is {}\n", mismatch.got[c]);
  }
  return text;
}

std::string finding_text(const GateReport& report, const DeploymentVerdict& deployment,
                         const GateFinding& finding) {
  std::string text = "\n" + finding_line(finding) + "\n" +
                     faults_text(finding.causes, deployment.task.deployment, "  ");
  if (!finding.counterexamples.empty()) {
    text += aligned(counterexample_table(finding));
    const Counterexample& minimal = finding.counterexamples.back();
    if (minimal.smallest_image) {
      text += fmt::format("  the minimal one fails in an image of {} x {}\n",
                          minimal.smallest_image->width, minimal.smallest_image->height);
    }
    text += stages_text(deployment, minimal);
  }
  return text + "  reproduce: " + reproduction(report, deployment, finding) + "\n";
}

// What a pass of this deployment does not speak of, and published bounds, a line each.
std::vector<std::string> unjudged_lines(const DeploymentVerdict& deployment) {
  std::vector<std::string> lines;
  for (const UnjudgedLimit& limit : deployment.unjudged) {
    lines.push_back("not judged: " + unjudged_words(limit));
  }
  if (const std::string words = without_effect_words(deployment.without_effect); !words.empty()) {
    lines.push_back(words);
  }
  for (const PublishedBoundCheck& check : deployment.published) {
    if (!check.is_judged) {
      lines.push_back(fmt::format("not judged: preset:{}: {}", name(check.bound), why_not_judged));
    } else {
      lines.push_back(fmt::format("preset:{}: the kernel is {}{}; the model itself is{}",
                                  name(check.bound), is_met(check.kernel) ? "" : "not ",
                                  words(check.bound), is_met(check.model) ? "" : " not"));
    }
  }
  if (deployment.status == GateStatus::passed && deployment.inputs == 0) {
    lines.emplace_back("no code was compared: the image has no pixels");
  }
  return lines;
}

std::string skipped_line(const DeploymentVerdict& deployment) {
  return fmt::format("\nskipped: the kernel does not support {}\n", task_name(deployment.task));
}

}  // namespace

std::string gate_notice(const GateVerdict& verdict) {
  std::vector<std::string> notices;
  for (const DeploymentVerdict& each : verdict.deployments) {
    const std::string notice = standing_notice(each.task.arithmetic);
    if (std::ranges::find(notices, notice) == notices.end()) notices.push_back(notice);
  }
  return fmt::format("{}", fmt::join(notices, " "));
}

std::string gate_text(const GateReport& report) {
  std::string text =
      verdict_line(report.verdict) + "\n\n" + aligned(deployment_table(report.verdict));
  for (const DeploymentVerdict& deployment : report.verdict.deployments) {
    if (deployment.status == GateStatus::skipped) text += skipped_line(deployment);
    const std::vector<std::string> unjudged = unjudged_lines(deployment);
    if (deployment.findings.empty() && unjudged.empty()) continue;
    text += "\n" + task_name(deployment.task) + "\n";
    for (const std::string& line : unjudged) text += line + "\n";
    for (const GateFinding& finding : deployment.findings) {
      text += finding_text(report, deployment, finding);
    }
  }
  return text + "\n" + gate_notice(report.verdict) + "\n";
}

Document gate_document(const GateReport& report) {
  Document document;
  document.add(Heading{"swingproof gate: " + verdict_line(report.verdict), 3});
  document.add(Table{deployment_table(report.verdict)});
  for (const DeploymentVerdict& deployment : report.verdict.deployments) {
    const std::vector<std::string> unjudged = unjudged_lines(deployment);
    if (deployment.findings.empty() && unjudged.empty()) continue;
    document.add(Paragraph{strong(task_name(deployment.task))});
    if (!unjudged.empty()) document.add(list_of(unjudged));
    for (const GateFinding& finding : deployment.findings) {
      document.add(List{{finding_line(finding)}});
      document.add(Verbatim{reproduction(report, deployment, finding)});
    }
  }
  document.add(Paragraph{gate_notice(report.verdict)});
  return document;
}

}  // namespace swingproof
