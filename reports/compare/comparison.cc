// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/compare/comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <utility>

#include "deployment/deployment_fields.h"
#include "deployment/input_error.h"
#include "deployment/sha256.h"
#include "reports/compare/compared_document.h"
#include "reports/json/exact_decimal.h"

namespace swingproof {
namespace {

// Arithmetics come from the file: quoted wherever they are shown.
std::vector<std::pair<std::string, std::string>> settings_of(const ReadDeployment& read) {
  std::vector<std::pair<std::string, std::string>> settings;
  for (const DeploymentField& field : op_fields()) {
    settings.emplace_back(field.key, field_text(field, read.deployment));
  }
  settings.emplace_back("arithmetic", read.arithmetic);
  return settings;
}

std::string title_of(const ReadDeployment& read) {
  std::string title;
  for (const auto& [key, value] : settings_of(read)) {
    title +=
        (title.empty() ? "" : "; ") + key + " " + (key == "arithmetic" ? quoted(value) : value);
  }
  return title;
}

std::vector<std::string> differences_of(const ReadDeployment& before, const ReadDeployment& after) {
  std::vector<std::string> differences;
  const auto old = settings_of(before);
  const auto now = settings_of(after);
  for (std::size_t i = 0; i < old.size(); ++i) {
    if (old[i] == now[i]) continue;
    differences.push_back(old[i].first + ": " + quoted(old[i].second) + " -> " +
                          quoted(now[i].second));
  }
  for (const auto& [key, value] : before.constants) {
    const auto found = after.constants.find(key);
    if (found == after.constants.end() || found->second == value) continue;
    differences.push_back(fmt::format("{}: {} -> {}", key, value, found->second));
  }
  return differences;
}

Rational percent_not_ideal(const ReadSet& set) {
  return 100 * ratio(set.inputs - set.code_difference.equal(), set.inputs);
}

void compare_sets(const std::string& channel, const ReadSet& before, const ReadSet& after,
                  ComparedDeployment& compared) {
  const auto add = [&](const char* measure, const char* unit, const Rational& old,
                       const Rational& now, bool is_root, const std::string& place) {
    compared.figures.push_back({channel, before.set, measure, unit, is_root, old, now, place});
  };
  const std::string place =
      before.place == after.place ? before.place : before.place + " -> " + after.place;
  add("greatest error", "grey levels", before.greatest, after.greatest, false, place);
  add("rms error", "grey levels", before.mean_square, after.mean_square, true, "");
  add("mean error, magnitude", "grey levels", before.mean, after.mean, false, "");
  add("codes not ideal", "%", percent_not_ideal(before), percent_not_ideal(after), false, "");
  compared.histograms.push_back(
      {channel, before.set, before.code_difference, after.code_difference});
}

void compare_channels(const ReadChannel& before, const ReadChannel& after,
                      ComparedDeployment& compared) {
  for (const ReadSet& old : before.sets) {
    for (const ReadSet& now : after.sets) {
      if (old.set == now.set) compare_sets(before.channel, old, now, compared);
    }
  }
  if (!before.path || !after.path) return;
  compared.figures.push_back({before.channel, "end to end", "greatest difference", "grey levels",
                              false, before.path->greatest, after.path->greatest, ""});
  compared.figures.push_back({before.channel, "end to end", "codes that differ", "%", false,
                              100 * before.path->differing, 100 * after.path->differing, ""});
}

// Mismatches among different numbers of inputs say nothing about each other: a kernel that crashes
// at once has none.
void compare_verdicts(const ReadVerdict& before, const ReadVerdict& after,
                      ComparedDeployment& compared) {
  const auto add = [&](const char* measure, const char* unit, std::uint64_t old,
                       std::uint64_t now) {
    compared.figures.push_back(
        {"", "from the model", measure, unit, false, Integer(old), Integer(now), ""});
  };
  add("findings", "findings", before.findings, after.findings);
  if (before.inputs != after.inputs) return;
  add("mismatches", "inputs", before.mismatches, after.mismatches);
  add("greatest difference", "codes", before.greatest_difference, after.greatest_difference);
}

// What a document has figures of.
std::set<std::string> subjects_of(const ReadDeployment& read) {
  std::set<std::string> subjects;
  if (read.verdict) {
    subjects.insert("the kernel's findings");
    subjects.insert(fmt::format("differences from the model over {} inputs",
                                with_thousands(read.verdict->inputs)));
  }
  for (const ReadChannel& channel : read.channels) {
    for (const ReadSet& set : channel.sets) subjects.insert(channel.channel + " " + set.set);
    if (channel.path) subjects.insert(channel.channel + " end to end");
  }
  return subjects;
}

std::vector<std::string> only_first(const std::set<std::string>& first,
                                    const std::set<std::string>& second) {
  std::vector<std::string> only;
  std::set_difference(first.begin(), first.end(), second.begin(), second.end(),
                      std::back_inserter(only));
  return only;
}

ComparedDeployment compare_deployments(const ReadDeployment& before, const ReadDeployment& after) {
  ComparedDeployment compared;
  compared.title = title_of(after);
  compared.differences = differences_of(before, after);
  compared.only_before = only_first(subjects_of(before), subjects_of(after));
  compared.only_after = only_first(subjects_of(after), subjects_of(before));
  compared.ops = {before.op, after.op};
  if (before.verdict && after.verdict) compare_verdicts(*before.verdict, *after.verdict, compared);
  for (const ReadChannel& old : before.channels) {
    for (const ReadChannel& now : after.channels) {
      if (old.channel == now.channel) compare_channels(old, now, compared);
    }
  }
  return compared;
}

std::string file_of(const std::string& path) { return path.substr(path.find_last_of('/') + 1); }

void match(const std::vector<ReadDeployment>& before, const std::vector<ReadDeployment>& after,
           Comparison& comparison) {
  if (before.size() == 1 && after.size() == 1) {
    comparison.deployments.push_back(compare_deployments(before[0], after[0]));
    return;
  }
  std::vector<bool> is_taken(after.size());
  for (const ReadDeployment& old : before) {
    std::size_t i = 0;
    while (i < after.size() && (is_taken[i] || settings_of(after[i]) != settings_of(old))) ++i;
    if (i == after.size()) {
      comparison.only_before.push_back(title_of(old));
      continue;
    }
    is_taken[i] = true;
    comparison.deployments.push_back(compare_deployments(old, after[i]));
  }
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (!is_taken[i]) comparison.only_after.push_back(title_of(after[i]));
  }
}

}  // namespace

std::size_t ComparedDeployment::count(Change change) const {
  return static_cast<std::size_t>(
      std::count_if(figures.begin(), figures.end(),
                    [&](const ComparedFigure& figure) { return figure.change() == change; }));
}

std::size_t count(const Comparison& comparison, Change change) {
  std::size_t sum = 0;
  for (const ComparedDeployment& deployment : comparison.deployments) {
    sum += deployment.count(change);
  }
  return sum;
}

bool has_all_figures(const Comparison& comparison) {
  return comparison.only_before.empty() && comparison.only_after.empty() &&
         std::all_of(comparison.deployments.begin(), comparison.deployments.end(),
                     [](const ComparedDeployment& one) {
                       return one.only_before.empty() && one.only_after.empty();
                     });
}

Comparison compare_documents(std::string_view before, const std::string& before_path,
                             std::string_view after, const std::string& after_path) {
  Comparison comparison{
      file_of(before_path), file_of(after_path), sha256_hex(before), sha256_hex(after), {}, {}, {}};
  match(read_compared_document(before, before_path), read_compared_document(after, after_path),
        comparison);
  if (comparison.deployments.empty()) {
    throw InputError(after_path, "has no deployment in common with " + quoted(before_path),
                     "compare documents with one deployment each, or with equal settings");
  }
  if (std::all_of(comparison.deployments.begin(), comparison.deployments.end(),
                  [](const ComparedDeployment& one) { return one.figures.empty(); })) {
    throw InputError(after_path, "has no figure that " + quoted(before_path) + " has as well",
                     std::string(compared_document_remedy));
  }
  return comparison;
}

std::string comparison_sentence(const Comparison& comparison) {
  const auto part = [&](Change change) {
    const std::size_t figures = count(comparison, change);
    return fmt::format("{} {} {}", figures, figures == 1 ? "is" : "are",
                       change == Change::same ? "the same" : name(change));
  };
  return fmt::format("Of the figures {}, {} and {}{}.", part(Change::better), part(Change::worse),
                     part(Change::same),
                     has_all_figures(comparison) ? "" : "; others only one of the files has");
}

}  // namespace swingproof
