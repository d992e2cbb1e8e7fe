// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/certify/captures_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "reports/certify/certify_report.h"
#include "reports/certify/source_report.h"
#include "reports/faults/fault_report.h"

namespace swingproof {
namespace {

std::string file_name(const CaptureResult& capture) {
  return std::filesystem::path(capture.capture).filename().string();
}

template <typename Captures>
std::size_t captures_that_are(const Captures& captures, Judgement judgement) {
  return static_cast<std::size_t>(
      std::count_if(captures.begin(), captures.end(),
                    [&](const CaptureResult& each) { return each.judgement == judgement; }));
}

template <typename Captures>
Judgement judgement_of_all(const Captures& captures) {
  for (const Judgement worst : {Judgement::refuted, Judgement::undecided}) {
    if (captures_that_are(captures, worst) > 0) return worst;
  }
  return Judgement::certified;
}

template <typename Captures, typename Text>
std::string all_text(const Deployment& deployment, const Captures& captures,
                     const std::vector<FaultFindings>& faults, const Text& text_of) {
  std::string text = fmt::format("{}: of {} captures {} certified, {} refuted, {} undecided\n\n",
                                 name(judgement_of_all(captures)), captures.size(),
                                 captures_that_are(captures, Judgement::certified),
                                 captures_that_are(captures, Judgement::refuted),
                                 captures_that_are(captures, Judgement::undecided));
  for (const auto& each : captures) {
    text += fmt::format("  {:<9}  {}\n", name(each.judgement), file_name(each));
  }
  const auto open = std::find_if(captures.begin(), captures.end(), [](const auto& each) {
    return each.judgement != Judgement::certified;
  });
  if (open == captures.end()) return text;
  const auto index = static_cast<std::size_t>(open - captures.begin());
  return text + fmt::format("\n{}:\n{}", file_name(*open), text_of(*open)) +
         causes_section(faults.at(index), deployment);
}

template <typename Captures, typename Report>
Json all_json(const Deployment& deployment, const Captures& captures,
              const std::vector<FaultFindings>& faults, const Report& report_of) {
  Json json = json_document("swingproof.certify-captures/1", deployment);
  json["verdict"] = name(judgement_of_all(captures));
  json["captures"] = Json::array();
  for (std::size_t i = 0; i < captures.size(); ++i) {
    Json report = report_of(captures[i]);
    add_faults_json(faults.at(i), deployment, report);
    json["captures"].push_back({{"file", file_name(captures[i])},
                                {"verdict", name(captures[i].judgement)},
                                {"report", std::move(report)}});
  }
  return json;
}

}  // namespace

Judgement joint_judgement(const OpChecks& checks) { return judgement_of_all(checks.captures); }
Judgement joint_judgement(const SourceChecks& checks) { return judgement_of_all(checks.captures); }

std::string captures_text(const Deployment& deployment, const OpChecks& checks,
                          const std::vector<FaultFindings>& faults) {
  return all_text(deployment, checks.captures, faults, [&](const OpCapture& each) {
    return certify_text(checks.classes, each.verdict, each.next);
  });
}

std::string captures_text(const Deployment& deployment, const SourceChecks& checks,
                          const std::vector<FaultFindings>& faults) {
  return all_text(deployment, checks.captures, faults, [&](const SourceCapture& each) {
    return source_text(each.verdict, checks.rules);
  });
}

Json captures_json(const Deployment& deployment, const OpChecks& checks,
                   const std::vector<FaultFindings>& faults) {
  return all_json(deployment, checks.captures, faults, [&](const OpCapture& each) {
    return certify_json(checks.classes, each.verdict, each.next);
  });
}

Json captures_json(const Deployment& deployment, const SourceChecks& checks,
                   const std::vector<FaultFindings>& faults) {
  return all_json(deployment, checks.captures, faults, [&](const SourceCapture& each) {
    return source_json(deployment, each.verdict, checks.rules);
  });
}

}  // namespace swingproof
