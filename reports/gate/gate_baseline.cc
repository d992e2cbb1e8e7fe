// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/gate/gate_baseline.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "reports/accuracy/accuracy_report.h"
#include "reports/gate/gate_report.h"
#include "reports/json/arithmetic_json.h"
#include "reports/json/figure_reader.h"

namespace swingproof {
namespace {

// A figure is worse if it is greater.
struct Figure {
  std::string name;
  Rational value;
};

Json parse_baseline(const FigureReader& reader, std::string_view text) {
  Json document = reader.parse(text);
  if (document.value("schema", Json()) != "swingproof.gate/1") {
    reader.fail("schema", "is not swingproof.gate/1");
  }
  return document;
}

void add_set_figures(const FigureReader& reader, const Json& set, const std::string& place,
                     std::vector<Figure>& figures) {
  const Rational inputs(reader.count(set, "inputs"));
  figures.push_back(
      {place + "max_abs_error", reader.exact(reader.member(set, "max_abs_error"), "exact")});
  if (inputs == 0) return;
  figures.push_back(
      {place + "mean_error (magnitude)", abs(reader.exact(set, "sum_error")) / inputs});
  figures.push_back(
      {place + "rms_error (squared)", reader.exact(set, "sum_squared_error") / inputs});
  const Json& histogram = reader.member(set, "code_difference");
  const Rational ideal =
      histogram.contains("0") ? Rational(reader.count(histogram, "0")) : Rational(0);
  figures.push_back(
      {place + "share of codes that differ from the ideal ones", (inputs - ideal) / inputs});
}

// All figures of one entry of "deployments", in a fixed order.
std::vector<Figure> figures_of(const FigureReader& reader, const Json& entry) {
  std::vector<Figure> figures = {
      {"mismatches", Rational(reader.count(entry, "mismatches"))},
      {"max_code_difference", Rational(reader.count(entry, "max_code_difference"))}};
  if (!entry.contains("channels")) return figures;
  for (const Json& channel : reader.array(entry, "channels")) {
    const Json& channel_name = reader.member(channel, "channel");
    if (!channel_name.is_string()) reader.fail("channel", "is not a string");
    for (const std::string_view name : all_names<SetName>()) {
      const std::string set(name);
      if (!channel.contains(set)) continue;
      add_set_figures(reader, channel[set], channel_name.get<std::string>() + " " + set + " ",
                      figures);
    }
  }
  return figures;
}

bool was_skipped(const FigureReader& reader, const Json& entry) {
  return reader.member(entry, "status") == name(GateStatus::skipped);
}

// The entry for the same deployment, arithmetic and environment; null if there is none. Members may
// have been put into another order by whatever keeps baselines, which Json's own comparison would
// mind.
const Json* find_entry(const FigureReader& reader, const Json& baseline, const GateTask& task) {
  const nlohmann::json deployment = deployment_json(task.deployment);
  const nlohmann::json arithmetic = arithmetic_json(task.arithmetic);
  const nlohmann::json environment = environment_json(task);
  for (const Json& entry : reader.array(baseline, "deployments")) {
    if (nlohmann::json(reader.member(entry, "deployment")) == deployment &&
        nlohmann::json(reader.member(entry, "arithmetic")) == arithmetic &&
        // Baselines of earlier versions have none.
        nlohmann::json(entry.value("environment", Json::object())) == environment) {
      return &entry;
    }
  }
  return nullptr;
}

// The figures of now, in the form that a baseline has.
Json current_entry(const DeploymentVerdict& deployment) {
  Json entry = {{"mismatches", deployment.mismatches},
                {"max_code_difference", deployment.max_code_difference}};
  // Signed numbers would not be read as counts.
  entry["max_code_difference"] = static_cast<std::uint64_t>(deployment.max_code_difference);
  if (!deployment.figures) return entry;
  for (const ChannelErrors& errors : deployment.figures->errors) {
    entry["channels"].push_back(channel_errors_json(errors));
  }
  return entry;
}

void compare_figures(const std::vector<Figure>& before, const std::vector<Figure>& now,
                     DeploymentVerdict& deployment) {
  const auto find = [](const std::vector<Figure>& figures, const std::string& figure_name) {
    return std::ranges::find(figures, figure_name, &Figure::name);
  };
  for (const Figure& figure : now) {
    const auto old = find(before, figure.name);
    if (old == before.end()) {
      deployment.findings.push_back(
          {FindingKind::baseline, fmt::format("the baseline does not have {}; write it anew with "
                                              "--update-baseline",
                                              figure.name)});
      return;
    }
    if (figure.value <= old->value) continue;
    deployment.findings.push_back(
        {FindingKind::baseline, fmt::format("{} is {}, in the baseline it was {}", figure.name,
                                            figure.value.str(), old->value.str())});
  }
  for (const Figure& old : before) {
    if (find(now, old.name) != now.end()) continue;
    deployment.findings.push_back(
        {FindingKind::baseline,
         fmt::format("{} is in the baseline and cannot be measured now", old.name)});
    return;
  }
}

}  // namespace

void compare_with_baseline(std::string_view text, std::string_view file_name,
                           GateVerdict& verdict) {
  const FigureReader reader(file_name, "give a file that swingproof gate --json has written");
  const Json baseline = parse_baseline(reader, text);
  for (DeploymentVerdict& deployment : verdict.deployments) {
    const Json* entry = find_entry(reader, baseline, deployment.task);
    if (entry == nullptr) {
      // What was never measured has no figure to be worse than, but nobody must think it was
      // checked.
      deployment.findings.push_back(
          {FindingKind::baseline,
           "the baseline does not have this deployment; write it anew with --update-baseline"});
      continue;
    }
    if (was_skipped(reader, *entry)) {
      if (deployment.status == GateStatus::skipped) continue;
      deployment.findings.push_back(
          {FindingKind::baseline,
           "the kernel did not support this in the baseline, which has no figures of it; write it "
           "anew with --update-baseline"});
      continue;
    }
    if (deployment.status == GateStatus::skipped) {
      deployment.findings.push_back(
          {FindingKind::baseline,
           "the kernel does not support this any more, as it did in the baseline"});
      continue;
    }
    compare_figures(figures_of(reader, *entry), figures_of(reader, current_entry(deployment)),
                    deployment);
  }
  conclude(verdict);
}

}  // namespace swingproof
