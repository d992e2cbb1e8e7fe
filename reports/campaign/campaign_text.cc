// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include "reports/campaign/campaign_report.h"
#include "reports/document/text_table.h"
#include "reports/json/exact_decimal.h"

namespace swingproof {
namespace {

std::string duration(double seconds) {
  const auto whole = static_cast<std::int64_t>(seconds);
  return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

}  // namespace

std::string setting_words(const Setting& setting) {
  const Deployment defaults;
  const Deployment& deployment = setting.deployment;
  std::string words = fmt::format("mean {}  std {}  q_scale {}  {}", channel_list(deployment.mean),
                                  channel_list(deployment.std), deployment.q_scale.text,
                                  name(deployment.matrix.swing));
  const auto add = [&](std::string_view word) { words += fmt::format("  {}", word); };
  if (deployment.op != defaults.op) add(name(deployment.op));
  if (deployment.march != defaults.march) add(name(deployment.march));
  if (deployment.rounding != defaults.rounding) add(name(deployment.rounding));
  if (setting.arithmetic != "bayes") add(setting.arithmetic);
  return words;
}

std::string campaign_progress_line(const CampaignState& state, std::uint64_t size, double seconds) {
  const double rate = seconds > 0 ? static_cast<double>(state.swept) / seconds : 0;
  const std::uint64_t left = size - std::min(size, state.looked_at);
  const std::string time_left =
      rate > 0 ? duration(static_cast<double>(left) / rate) + " left" : "";
  return fmt::format("{} of {}, {:.0f} settings/s, {}, worst {} LSB", state.looked_at, size, rate,
                     time_left, decimal(state.worst_error, shown_digits));
}

std::string campaign_run_text(const CampaignState& state, const std::string& store_path,
                              std::int64_t settings_in_store) {
  TextTable table{"lrl", {}};
  const auto add = [&](const char* what, std::uint64_t count, const char* explanation) {
    if (count > 0) table.rows.push_back({what, with_thousands(count), explanation});
  };
  table.rows.push_back({"swept", with_thousands(state.swept), "now, each over all 2^24 inputs"});
  add("refused", state.refused, "of these: what hardware computes for them is not known");
  add("there", state.there, "already, or swept by another process meanwhile");
  add("filtered", state.filtered, "left out by the plan's filter");
  add("other shards", state.other_shards, "left to them");
  table.rows.push_back(
      {"in the store", with_thousands(static_cast<std::uint64_t>(settings_in_store)), store_path});
  std::string text = "Settings\n" + aligned(table);
  if (state.worst) {
    text += fmt::format("\nGreatest error of those swept now: {} LSB, at\n  {}\n",
                        decimal(state.worst_error, shown_digits), setting_words(*state.worst));
  }
  return text;
}

std::string worst_found_text(const WorstFound& found) {
  const auto line = [](const char* what, const Rational& error, const Setting& setting) {
    return fmt::format("{}: {} LSB ({})\n  {}\n", what, decimal(error, shown_digits),
                       fraction(error), setting_words(setting));
  };
  return line("Greatest error found", found.error, found.worst) +
         line("Simplest setting with 99 % of it", found.simplest_error, found.simplest) +
         fmt::format(
             "\nNone of the {} random settings that pass the plan's filter and the lowering has a "
             "greater one.\n",
             with_thousands(found.candidates));
}

}  // namespace swingproof
