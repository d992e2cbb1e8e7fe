// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/compare/deployment_comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "deployment/deployment_fields.h"
#include "deployment/input_error.h"
#include "fixedpoint/provenance.h"
#include "reports/document/text_table.h"
#include "reports/json/arithmetic_json.h"
#include "reports/json/exact_decimal.h"

namespace swingproof {
namespace {

int greatest_of(const std::array<CodeDifferences, 3>& differences) {
  return std::max(
      {differences[0].greatest(), differences[1].greatest(), differences[2].greatest()});
}

std::string change_text(const std::optional<CodeChange>& change) {
  if (!change) return "-";
  return fmt::format("({}, {}, {}): {} -> {}", change->yuv.y, change->yuv.u, change->yuv.v,
                     codes_text(change->before), codes_text(change->after));
}

std::vector<std::string> difference_cells(const CodeDifferences& difference) {
  return {percentage(difference.differing(), difference.total(), 2) + " %",
          std::to_string(difference.greatest()), signed_decimal(difference.mean(), 4),
          decimal(difference.mean_absolute(), 4)};
}

Json change_json(const std::optional<CodeChange>& change) {
  if (!change) return nullptr;
  return {{"yuv", yuv_json(change->yuv)}, {"before", change->before}, {"after", change->after}};
}

Json channel_differences_json(const std::string& channel, const CodeDifferences& difference) {
  return {{"channel", channel},
          {"codes_that_differ", difference.differing()},
          {"max_abs_difference", difference.greatest()},
          {"mean_difference", number_json(difference.mean())},
          {"mean_abs_difference", number_json(difference.mean_absolute())},
          {"code_difference", histogram_json(difference)}};
}

Json side_json(const ComparedSide& side) {
  return {{"file", side.file},
          {"sha256", side.sha256},
          {"deployment", deployment_json(side.deployment)},
          {"arithmetic", arithmetic_json(side.arithmetic)}};
}

Json set_json(const DeploymentComparison& comparison, const SetComparison& set) {
  Json json = {{"set", set.set},
               {"inputs", set.inputs},
               {"inputs_that_differ", set.inputs_that_differ},
               {"first", change_json(set.first)},
               {"channels", Json::array()}};
  for (std::size_t c = 0; c < 3; ++c) {
    json["channels"].push_back(
        channel_differences_json(plane_name(comparison, c), set.code_difference[c]));
    json["channels"].back()["greatest"] = change_json(set.greatest[c]);
  }
  return json;
}

Json compared_picture_json(const DeploymentComparison& comparison, const ComparedPicture& picture) {
  Json json = {{"name", picture.name},
               {"sha256", picture.sha256},
               {"width", picture.size.width},
               {"height", picture.size.height},
               {"pixels", picture.size.width * picture.size.height},
               {"pixels_that_differ", picture.pixels_that_differ},
               {"channels", Json::array()}};
  for (std::size_t c = 0; c < 3; ++c) {
    json["channels"].push_back(
        channel_differences_json(plane_name(comparison, c), picture.code_difference[c]));
  }
  return json;
}

}  // namespace

DeploymentComparison compare_deployments(ComparedSide before, ComparedSide after,
                                         const std::vector<Picture>& pictures) {
  DeploymentComparison comparison{std::move(before), std::move(after), {}, {}};
  const ComparedSide& old = comparison.before;
  const ComparedSide& now = comparison.after;
  comparison.sets = compare_codes({old.op, old.deployment.matrix}, {now.op, now.deployment.matrix});
  for (const Picture& picture : pictures) {
    comparison.pictures.push_back(
        compare_on_picture(picture, old.deployment.matrix, old.op, now.op));
  }
  return comparison;
}

std::vector<std::string> setting_differences(const DeploymentComparison& comparison) {
  std::vector<std::string> differences;
  const Deployment& before = comparison.before.deployment;
  const Deployment& after = comparison.after.deployment;
  for (const DeploymentField& field : op_fields()) {
    if (field.is_same(before, after)) continue;
    differences.push_back(fmt::format("{}: {} -> {}", field.key, quoted(field_text(field, before)),
                                      quoted(field_text(field, after))));
  }
  return differences;
}

std::string plane_name(const DeploymentComparison& comparison, std::size_t c) {
  const std::string before(name(output_channels(comparison.before.deployment.op).at(c)));
  const std::string after(name(output_channels(comparison.after.deployment.op).at(c)));
  return before == after ? before : before + "/" + after;
}

std::string deployment_comparison_sentence(const DeploymentComparison& comparison) {
  std::string text;
  for (const SetComparison& set : comparison.sets) {
    text += fmt::format(
        "{}{}: {} of {} inputs ({} %) get other codes, by up to {} LSB.", text.empty() ? "" : " ",
        set.set, with_thousands(set.inputs_that_differ), with_thousands(set.inputs),
        percentage(set.inputs_that_differ, set.inputs, 2), greatest_of(set.code_difference));
  }
  return text;
}

TextTable changed_codes_table(const DeploymentComparison& comparison) {
  TextTable table{"llrrrrl",
                  {{"channel", "inputs", "codes differ", "max LSB", "mean LSB", "mean abs LSB",
                    "greatest at (Y, U, V): codes"}}};
  for (std::size_t c = 0; c < 3; ++c) {
    for (const SetComparison& set : comparison.sets) {
      std::vector<std::string> row = {plane_name(comparison, c), set.set};
      for (std::string& cell : difference_cells(set.code_difference[c])) {
        row.push_back(std::move(cell));
      }
      row.push_back(change_text(set.greatest[c]));
      table.rows.push_back(std::move(row));
    }
  }
  return table;
}

TextTable changed_pictures_table(const DeploymentComparison& comparison) {
  TextTable table{"lrlrrrr",
                  {{"picture", "pixels differ", "channel", "codes differ", "max LSB", "mean LSB",
                    "mean abs LSB"}}};
  for (const ComparedPicture& picture : comparison.pictures) {
    const std::size_t pixels = picture.size.width * picture.size.height;
    for (std::size_t c = 0; c < 3; ++c) {
      std::vector<std::string> row = {
          c == 0 ? quoted(picture.name) : "",
          c == 0 ? percentage(picture.pixels_that_differ, pixels, 2) + " %" : "",
          plane_name(comparison, c)};
      for (std::string& cell : difference_cells(picture.code_difference[c])) {
        row.push_back(std::move(cell));
      }
      table.rows.push_back(std::move(row));
    }
  }
  return table;
}

Json deployment_comparison_json(const DeploymentComparison& comparison) {
  Json json = {{"schema", "swingproof.compare_deployments/1"},
               {"tool", {{"name", "swingproof"}, {"version", SWINGPROOF_VERSION}}},
               {"notice", unconfirmed_notice},
               {"before", side_json(comparison.before)},
               {"after", side_json(comparison.after)},
               {"differences", setting_differences(comparison)},
               {"sets", Json::array()},
               {"pictures", Json::array()}};
  for (const SetComparison& set : comparison.sets) {
    json["sets"].push_back(set_json(comparison, set));
  }
  for (const ComparedPicture& picture : comparison.pictures) {
    json["pictures"].push_back(compared_picture_json(comparison, picture));
  }
  return json;
}

Document deployment_comparison_document(const DeploymentComparison& comparison) {
  Document document;
  document.add(Heading{
      fmt::format("{} against {}", quoted(comparison.after.file), quoted(comparison.before.file)),
      1});
  document.add(Paragraph{deployment_comparison_sentence(comparison)});
  const std::vector<std::string> differences = setting_differences(comparison);
  if (!differences.empty()) document.add(list_of(differences));
  document.add(Table{changed_codes_table(comparison)});
  if (!comparison.pictures.empty()) document.add(Table{changed_pictures_table(comparison)});
  document.add(Paragraph{unconfirmed_notice});
  return document;
}

}  // namespace swingproof
