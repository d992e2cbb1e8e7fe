// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <utility>
#include <vector>

#include "deployment/input_error.h"
#include "reports/compare/comparison.h"
#include "reports/compare/comparison_tables.h"
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

std::string render(const Comparison& comparison, bool is_markdown) {
  const auto heading = [&](std::string_view text, int level) {
    return is_markdown ? fmt::format("\n{:#>{}} {}\n\n", "", level, text)
                       : fmt::format("\n{}\n", text);
  };
  const auto table = [&](const TextTable& rows) {
    return is_markdown ? markdown(rows) : aligned(rows);
  };
  std::string text = heading(
      fmt::format("{} against {}", quoted(comparison.after_name), quoted(comparison.before_name)),
      1);
  text += comparison_sentence(comparison) + "\n";
  for (const ComparedDeployment& deployment : comparison.deployments) {
    text += heading(deployment.title, 2);
    for (const std::string& difference : deployment.differences) {
      text += (is_markdown ? "- " : "  ") + difference + "\n";
    }
    if (is_markdown && !deployment.differences.empty()) text += "\n";
    const TextTable changed = changed_table(deployment, true);
    text += changed.rows.size() > 1 ? table(changed) : "No figure of both has changed.\n";
    for (const std::string& line : one_sided_lines(deployment)) {
      text += (is_markdown ? "\n" : "") + line + "\n";
    }
  }
  for (const auto& [list, file] : {std::pair(&comparison.only_before, &comparison.before_name),
                                   std::pair(&comparison.only_after, &comparison.after_name)}) {
    if (!list->empty()) text += heading("Only in " + quoted(*file), 2);
    for (const std::string& title : *list) text += (is_markdown ? "- " : "  ") + title + "\n";
  }
  return text.substr(1);
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

std::string comparison_text(const Comparison& comparison) { return render(comparison, false); }

std::string comparison_markdown(const Comparison& comparison) { return render(comparison, true); }

}  // namespace swingproof
