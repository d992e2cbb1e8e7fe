// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "deployment/deployment_fields.h"
#include "reports/document/shell_word.h"
#include "reports/faults/fault_report.h"
#include "reports/gate/gate_report.h"

namespace swingproof {
namespace {

std::string deployment_options(const GateTask& task) {
  std::string text;
  for (const DeploymentField& field : op_fields()) {
    const bool is_seldom_set = field.key == "march" || field.key == "rounding";
    if (is_seldom_set && is_default(field, task.deployment)) continue;
    // A mean may begin with a minus sign, which an option's value of its own must not.
    const char* between = field.kind == FieldKind::channels ? "=" : " ";
    text += fmt::format("{}{}{}{}", text.empty() ? "" : " ", field.option, between,
                        field_text(field, task.deployment, ","));
  }
  const std::string arithmetic = option_text(task.arithmetic);
  if (arithmetic != "bayes") text += " --arithmetic " + shell_word(arithmetic);
  if (!task.environment.empty()) {
    text += " --env " + shell_word(fmt::format("{}", fmt::join(task.environment, " ")));
  }
  return text;
}

std::string kernel_options(const GateReport& report) {
  if (report.library) return "--kernel " + shell_word(*report.library);
  if (report.command) return "--exec " + shell_word(*report.command);
  return fmt::format("--stimulus {} --result {}", shell_word(report.stimulus.value_or("")),
                     shell_word(report.result.value_or("")));
}

std::string python_text(std::string_view text) {
  std::string quoted = "'";
  for (const char character : text) {
    if (character == '\'' || character == '\\') quoted += '\\';
    quoted += character;
  }
  return quoted + "'";
}

std::string python_value(const DeploymentField& field, const Deployment& deployment) {
  const std::string text = "'" + field_text(field, deployment, "', '") + "'";
  return field.kind == FieldKind::channels ? "[" + text + "]" : text;
}

std::string python_expression(const std::string& kernel_name, const GateTask& task) {
  std::string settings;
  for (const DeploymentField& field : op_fields()) {
    settings += fmt::format("{}{}={}", settings.empty() ? "" : ", ", field.key,
                            python_value(field, task.deployment));
  }
  std::string text =
      fmt::format("swingproof.gate({}, swingproof.Deployment({})", kernel_name, settings);
  const std::string arithmetic = option_text(task.arithmetic);
  if (arithmetic != "bayes") text += ", arithmetic=" + python_text(arithmetic);
  return text + ")";
}

// The options for the one image that fails; nothing if only the whole run shows it.
std::string image_options(const GateFinding& finding) {
  if (finding.image) {
    return fmt::format(" --size {}x{}", finding.image->width, finding.image->height);
  }
  for (const Counterexample& example : finding.counterexamples) {
    if (!example.smallest_image) continue;
    const CenteredYuv yuv = example.mismatch.yuv;
    return fmt::format(" --size {}x{} --pixel={},{},{}", example.smallest_image->width,
                       example.smallest_image->height, yuv.y, yuv.u, yuv.v);
  }
  return "";
}

}  // namespace

std::string reproduction(const GateReport& report, const DeploymentVerdict& deployment,
                         const GateFinding& finding) {
  if (!report.library && !report.command && !report.stimulus) {
    return python_expression(report.verdict.kernel_name, deployment.task);
  }
  return fmt::format("swingproof gate {} {}{}", kernel_options(report),
                     deployment_options(deployment.task),
                     report.library ? image_options(finding) : "");
}

std::string deployment_name(const Deployment& deployment) {
  return fmt::format("{}, {}, mean {}, std {}, q_scale {}", name(deployment.op),
                     words(deployment.matrix), channel_list(deployment.mean, ","),
                     channel_list(deployment.std, ","), deployment.q_scale.text);
}

std::string task_name(const GateTask& task) {
  std::string text = deployment_name(task.deployment);
  for (const std::string& assignment : task.environment) text += ", " + assignment;
  return text;
}

std::string finding_line(const GateFinding& finding) {
  std::string text = fmt::format("{}: {}", name(finding.kind), finding.message);
  const std::string cause =
      finding.causes.faults.empty()
          ? ""
          : fmt::format("; {}{}", finding.causes.faults.front().differing == 0 ? "cause: " : "",
                        fault_words(finding.causes.faults.front()));
  if (!finding.diagnosis) return text + cause;
  std::string axes;
  for (const DiagnosedAxis& axis : *finding.diagnosis) {
    axes += fmt::format("{}{} = {}", axes.empty() ? "" : ", ", axis.axis, axis.value);
  }
  return text + "; all of it is explained by " + axes + cause;
}

}  // namespace swingproof
