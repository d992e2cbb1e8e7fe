// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <algorithm>

#include "deployment/deployment_fields.h"
#include "fixedpoint/provenance.h"
#include "reports/accuracy/accuracy_report.h"
#include "reports/accuracy/limit_report.h"
#include "reports/campaign/campaign_report.h"
#include "reports/document/text_table.h"
#include "reports/json/arithmetic_json.h"
#include "reports/json/exact_decimal.h"
#include "suites/campaign/stored_figures.h"

namespace swingproof {
namespace {

constexpr std::size_t shown_settings = 5;

std::string csv_text(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string quoted_text = "\"";
  for (const char c : text) quoted_text += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted_text + "\"";
}

std::string setting_cells(const SettingResult& result) {
  std::string cells = key_text(setting_key(result.setting));
  for (const DeploymentField& field : op_fields()) {
    cells += fmt::format(",{}", fmt::join(full_texts(field, result.setting.deployment), ","));
  }
  return cells + "," + csv_text(result.setting.arithmetic);
}

std::string measure_cells(const ErrorMeasures& measures) {
  return fmt::format("{},{},{},{},{},{},{},{},{},{}", measures.inputs,
                     decimal(measures.max_abs_error), fraction(measures.max_abs_error),
                     measures.max_at.y, measures.max_at.u, measures.max_at.v,
                     decimal(mean_error(measures)), decimal_of_root(mean_squared_error(measures)),
                     fraction(measures.sum_error), fraction(measures.sum_squared_error));
}

Json result_json(const SettingResult& result, const Budget& budget) {
  Json json = {{"key", key_text(setting_key(result.setting))},
               {"deployment", deployment_json(result.setting.deployment)},
               {"arithmetic", arithmetic_json(arithmetic_of(result.setting))}};
  if (!result.refusal.empty()) {
    json["refusal"] = result.refusal;
    return json;
  }
  json["channels"] = Json::array();
  for (const ChannelErrors& errors : result.errors) {
    json["channels"].push_back(channel_errors_json(errors));
  }
  const std::vector<LimitCheck> checks = check_error_limits(budget, result.errors);
  if (checks.empty()) return json;
  json["over_budget"] = Json::array();
  for (const LimitCheck& check : checks) {
    if (!check.is_kept) json["over_budget"].push_back(limit_json(check));
  }
  return json;
}

std::string key_of(const CampaignOverview& overview, std::size_t place) {
  return key_text(setting_key(overview.settings[place].setting));
}

Json extreme_json(const CampaignOverview& overview, std::size_t place) {
  return {{"key", key_of(overview, place)},
          {"max_abs_error", number_json(overview.settings[place].greatest_error)}};
}

std::vector<std::string> setting_row(const CampaignOverview& overview, std::size_t place) {
  const SettingSummary& summary = overview.settings[place];
  return {decimal(summary.greatest_error, shown_digits), setting_words(summary.setting)};
}

}  // namespace

std::string budget_words(const CampaignOverview& overview) {
  if (overview.judged == 0) return "held against no budget";
  std::string words = fmt::format("{} of {} over budget", with_thousands(overview.over_budget),
                                  with_thousands(overview.judged));
  if (overview.partly_judged > 0) {
    words += fmt::format(
        ", {} of them judged by a part of its limits (full swing has no legal inputs, and "
        "max_code_difference is a kernel's)",
        with_thousands(overview.partly_judged));
  }
  const std::size_t unjudged =
      overview.settings.size() - static_cast<std::size_t>(overview.refused) - overview.judged;
  if (unjudged > 0) {
    words += fmt::format(", {} held against no limit", with_thousands(unjudged));
  }
  return words;
}

std::string missing_words(const CampaignOverview& overview) {
  const Store::Progress& progress = overview.progress;
  std::string words;
  if (progress.missing > 0) {
    words = fmt::format(
        "{} of the {} settings that the last plan without a search asked for are not in the store: "
        "run it again, or merge the other shards",
        with_thousands(progress.missing), with_thousands(progress.planned));
  }
  if (progress.is_searching) {
    words += words.empty() ? "" : "; ";
    words += "a search was stopped before its end: run it again";
  }
  return words;
}

std::string plan_words(const CampaignOverview& overview) {
  const Store::Progress& progress = overview.progress;
  std::string words = missing_words(overview);
  if (progress.planned > 0 && progress.unplanned > 0) {
    words += fmt::format(
        "{}{} settings are not among those that the last plan without a search asked for",
        words.empty() ? "" : "; ", with_thousands(progress.unplanned));
  }
  return words;
}

void campaign_csv(Store& store, const std::function<void(const std::string&)>& line) {
  std::string columns = "key";
  for (const DeploymentField& field : op_fields()) {
    columns += fmt::format(",{}", fmt::join(column_names(field), ","));
  }
  line(columns +
       ",arithmetic,refusal,channel,inputs_in,inputs,max_abs_error,max_abs_error_exact,at_y,at_u,"
       "at_v,"
       "mean_error,rms_error,sum_error_exact,sum_squared_error_exact\n");
  store.for_each([&](const SettingResult& result) {
    const std::string setting = setting_cells(result) + "," + csv_text(result.refusal);
    if (!result.refusal.empty()) {
      line(setting + std::string(12, ',') + "\n");
      return;
    }
    for (const ChannelErrors& errors : result.errors) {
      for (const NamedMeasures& named : named_measures(errors)) {
        line(fmt::format("{},{},{},{}\n", setting, name(errors.channel), named.set,
                         measure_cells(*named.measures)));
      }
    }
  });
}

Json campaign_json(Store& store, const Budget& budget, const CampaignOverview& overview) {
  Json json = {{"schema", "swingproof.campaign/1"},
               {"tool", {{"name", "swingproof"}, {"version", SWINGPROOF_VERSION}}},
               {"notice", unconfirmed_notice},
               {"settings", overview.settings.size()},
               {"planned", overview.progress.planned},
               {"missing", overview.progress.missing},
               {"unplanned", overview.progress.unplanned},
               {"search_under_way", overview.progress.is_searching},
               {"refused", overview.refused},
               {"judged", overview.judged},
               {"partly_judged", overview.partly_judged},
               {"over_budget", overview.over_budget}};
  if (!overview.worst_first.empty()) {
    json["worst"] = extreme_json(overview, overview.worst_first.front());
    json["best"] = extreme_json(overview, overview.worst_first.back());
  }
  json["cliffs"] = Json::array();
  for (const Cliff& cliff : overview.cliffs) {
    json["cliffs"].push_back({{"axis", cliff.axis},
                              {"from", key_of(overview, cliff.from)},
                              {"to", key_of(overview, cliff.to)},
                              {"jump", number_json(cliff.jump)}});
  }
  json["results"] = Json::array();
  store.for_each(
      [&](const SettingResult& result) { json["results"].push_back(result_json(result, budget)); });
  return json;
}

std::string campaign_text(const CampaignOverview& overview) {
  std::string text = fmt::format("{} settings, {} refused by the lowering, {}\n",
                                 with_thousands(overview.settings.size()), overview.refused,
                                 budget_words(overview));
  if (const std::string words = plan_words(overview); !words.empty()) text += words + "\n";
  text += fmt::format("{}\n", unconfirmed_notice);
  const std::vector<std::size_t>& order = overview.worst_first;
  const std::size_t shown = std::min(order.size(), shown_settings);
  TextTable worst{"rl", {{"max LSB", "the worst settings, all inputs"}}};
  TextTable best{"rl", {{"max LSB", "the best settings, all inputs"}}};
  for (std::size_t i = 0; i < shown; ++i) {
    worst.rows.push_back(setting_row(overview, order[i]));
    best.rows.push_back(setting_row(overview, order[order.size() - 1 - i]));
  }
  text += "\n" + aligned(worst) + "\n" + aligned(best);
  TextTable over{"rll", {{"max LSB", "settings over budget", ""}}};
  for (const std::size_t place : order) {
    const SettingSummary& summary = overview.settings[place];
    if (summary.over_budget.empty() || over.rows.size() > shown_settings) continue;
    over.rows.push_back({decimal(summary.greatest_error, shown_digits),
                         setting_words(summary.setting), excess_words(summary.over_budget[0])});
  }
  if (over.rows.size() > 1) text += "\n" + aligned(over);
  TextTable cliffs{"rll", {{"jump LSB", "axis", "cliffs, from"}}};
  for (const Cliff& cliff : overview.cliffs) {
    if (cliffs.rows.size() > shown_settings) break;
    cliffs.rows.push_back({decimal(cliff.jump, shown_digits), cliff.axis,
                           setting_words(overview.settings[cliff.from].setting)});
  }
  if (cliffs.rows.size() > 1) text += "\n" + aligned(cliffs);
  return text;
}

}  // namespace swingproof
