// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/review/review_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "reports/document/shell_word.h"

namespace swingproof {

DeploymentReport deployment_report(std::string name, Review review,
                                   const std::vector<Picture>& pictures) {
  DeploymentReport report{std::move(name), std::move(review), {}, {}, {}};
  const Accuracy& accuracy = report.review.accuracy;
  for (const Picture& picture : pictures) {
    report.pictures.push_back(try_picture(accuracy.deployment, accuracy.op, picture));
  }
  return report;
}

Light light_of(const ReviewReport& report, const DeploymentReport& deployment) {
  if (!report.has_budget) return Light::none;
  const auto any = [&](bool LimitCheck::*property, bool value) {
    return std::any_of(deployment.limits.begin(), deployment.limits.end(),
                       [&](const LimitCheck& check) { return check.*property == value; });
  };
  // No limit, no pass: nothing was judged.
  if (deployment.limits.empty() || any(&LimitCheck::is_kept, false)) return Light::fail;
  return any(&LimitCheck::is_close, true) ? Light::close : Light::pass;
}

Light light_of(const ReviewReport& report) {
  Light worst = Light::none;
  for (const DeploymentReport& deployment : report.deployments) {
    worst = std::max(worst, light_of(report, deployment));
  }
  return worst;
}

bool judges_all(const ReviewReport& report) {
  return std::all_of(report.deployments.begin(), report.deployments.end(),
                     [](const DeploymentReport& one) { return one.unjudged.empty(); });
}

std::string_view light_word(Light light) {
  static constexpr std::array<std::string_view, 4> words = {"no budget", "PASS", "PASS, CLOSE",
                                                            "FAIL"};
  return words.at(static_cast<std::size_t>(light));
}

std::string_view light_sentence(Light light, bool all_judged) {
  switch (light) {
    case Light::none:
      return "No budget was given: this report measures, and does not say pass or fail.";
    case Light::pass:
      return all_judged ? "Every limit of the budget is kept."
                        : "Every limit of the budget that was judged is kept; others were not.";
    case Light::close:
      return all_judged
                 ? "Every limit of the budget is kept, but a figure is above nine tenths of its "
                   "limit."
                 : "Every limit of the budget that was judged is kept, but a figure is above nine "
                   "tenths of its limit; others were not judged.";
    case Light::fail:
      break;
  }
  return "A limit of the budget is exceeded.";
}

std::string review_title(const ReviewReport& report) {
  if (report.deployments.size() > 1) {
    return fmt::format("What {} deployments cost on the BPU", report.deployments.size());
  }
  const Deployment& deployment = report.deployments.front().review.accuracy.deployment;
  return fmt::format("What {} costs on the BPU", name(deployment.op));
}

std::string reproducing_command(const ReviewReport& report) {
  std::string command = "swingproof report";
  const bool is_one = report.deployments.size() == 1;
  for (const DeploymentReport& deployment : report.deployments) {
    command += fmt::format("{} {}", is_one ? "" : " --deployment", shell_word(deployment.name));
  }
  const Arithmetic& arithmetic = report.deployments.front().review.accuracy.arithmetic;
  // A file is among the inputs.
  if (arithmetic.file.empty()) command += " --arithmetic " + shell_word(arithmetic.name);
  for (const ReportInput& input : report.inputs) {
    command += fmt::format(" {} {}", input.option, shell_word(input.name));
  }
  return command + " -o report.html";
}

}  // namespace swingproof
