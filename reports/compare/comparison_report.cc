// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <utility>
#include <vector>

#include "deployment/input_error.h"
#include "reports/compare/comparison.h"
#include "reports/json/exact_decimal.h"

namespace swingproof {
namespace {

Json file_json(const std::string& name, const std::string& sha256) {
  return {{"file", name}, {"sha256", sha256}};
}

Json value_json(const ComparedFigure& figure, const Rational& value) {
  return {{"value", figure.is_root ? decimal_of_root(value) : decimal(value)},
          {figure.is_root ? "exact_square" : "exact", fraction(value)}};
}

Json deployment_comparison_json(const ComparedDeployment& deployment) {
  Json json = {{"deployment", deployment.title},
               {"differences", deployment.differences},
               {"figures", Json::array()}};
  for (const ComparedFigure& figure : deployment.figures) {
    json["figures"].push_back({{"channel", figure.channel.empty() ? Json() : Json(figure.channel)},
                               {"set", figure.set},
                               {"measure", figure.measure},
                               {"unit", figure.unit},
                               {"before", value_json(figure, figure.before)},
                               {"after", value_json(figure, figure.after)},
                               {"change", name(figure.change())}});
  }
  json["only_before"] = deployment.only_before;
  json["only_after"] = deployment.only_after;
  return json;
}

}  // namespace

TextTable changed_table(const ComparedDeployment& deployment, bool only_changes) {
  TextTable table{"lllrrrll",
                  {{"change", "channel", "inputs", "before", "after", "after / before", "measure",
                    "where (Y, U, V)"}}};
  const auto add = [&](Change change) {
    for (const ComparedFigure& figure : deployment.figures) {
      if (figure.change() != change) continue;
      constexpr int digits = 4;
      const auto shown = [&](const Rational& value) {
        return figure.is_root ? decimal_of_root(value, digits) : decimal(value, digits);
      };
      std::string ratio = "-";
      if (figure.before != 0) ratio = shown(figure.after / figure.before);
      table.rows.push_back({std::string(name(change)), figure.channel, figure.set,
                            shown(figure.before), shown(figure.after), ratio,
                            figure.measure + ", " + figure.unit, figure.place});
    }
  };
  add(Change::worse);
  add(Change::better);
  if (!only_changes) add(Change::same);
  return table;
}

std::vector<std::string> one_sided_lines(const ComparedDeployment& deployment) {
  std::vector<std::string> lines;
  for (const auto& [subjects, when] :
       {std::pair(&deployment.only_before, "before"), std::pair(&deployment.only_after, "after")}) {
    if (subjects->empty()) continue;
    lines.push_back(fmt::format("Not compared, only {}: {}.", when, fmt::join(*subjects, ", ")));
  }
  return lines;
}

Json comparison_json(const Comparison& comparison) {
  Json json = {{"schema", "swingproof.compare/1"},
               {"tool", {{"name", "swingproof"}, {"version", SWINGPROOF_VERSION}}},
               {"before", file_json(comparison.before_name, comparison.before_sha256)},
               {"after", file_json(comparison.after_name, comparison.after_sha256)},
               {"better", count(comparison, Change::better)},
               {"same", count(comparison, Change::same)},
               {"worse", count(comparison, Change::worse)},
               {"deployments", Json::array()}};
  for (const ComparedDeployment& deployment : comparison.deployments) {
    json["deployments"].push_back(deployment_comparison_json(deployment));
  }
  json["only_before"] = comparison.only_before;
  json["only_after"] = comparison.only_after;
  return json;
}

Document comparison_document(const Comparison& comparison) {
  Document document;
  document.add(Heading{
      fmt::format("{} against {}", quoted(comparison.after_name), quoted(comparison.before_name)),
      1});
  document.add(Paragraph{comparison_sentence(comparison)});
  for (const ComparedDeployment& deployment : comparison.deployments) {
    document.add(Heading{deployment.title});
    if (!deployment.differences.empty()) document.add(list_of(deployment.differences));
    const TextTable changed = changed_table(deployment, true);
    if (changed.rows.size() > 1) {
      document.add(Table{changed});
    } else {
      document.add(Paragraph{"No figure of both has changed."});
    }
    for (const std::string& line : one_sided_lines(deployment)) document.add(Paragraph{line});
  }
  for (const auto& [titles, file] : {std::pair(&comparison.only_before, &comparison.before_name),
                                     std::pair(&comparison.only_after, &comparison.after_name)}) {
    if (titles->empty()) continue;
    document.add(Heading{"Only in " + quoted(*file)});
    document.add(list_of(*titles));
  }
  return document;
}

}  // namespace swingproof
