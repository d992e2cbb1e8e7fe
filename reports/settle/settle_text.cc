// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "fixedpoint/lowering.h"
#include "reports/document/text_table.h"
#include "reports/json/exact_decimal.h"
#include "reports/settle/settle_report.h"
#include "suites/settle/reconstruction.h"

namespace swingproof {
namespace {

constexpr int interval_digits = 5;

std::string standing_words(const SettleKit& kit, const SettleJudgement& judgement,
                           const SettledChoice& choice) {
  switch (choice.standing) {
    case SettledStanding::confirmed:
      return "confirmed: " + choice.value;
    case SettledStanding::refuted:
      return "refuted: it is " + choice.value;
    case SettledStanding::never_visible:
      return "never visible (proof below)";
    case SettledStanding::open:
      break;
  }
  if (judgement.explained_by.empty()) return "open: nothing explains the captures";
  std::vector<std::string> captures;
  for (const std::size_t i : choice.closed_by) captures.push_back(kit.entries[i].capture);
  if (captures.empty()) return "open: a choice that these captures do not decide";
  return fmt::format("open: {} would close it", fmt::join(captures, " and "));
}

std::string choices_table(const SettleKit& kit, const SettleJudgement& judgement) {
  TextTable table{"llll", {{"choice", "name", "standing", "captures say"}}};
  auto settled = judgement.choices.begin();
  for (const Choice& choice : choices()) {
    const bool has_name = !choice.name.empty();
    table.rows.push_back({std::string(choice.words), std::string(choice.name),
                          std::string(name(choice.standing)),
                          has_name ? standing_words(kit, judgement, *settled) : ""});
    if (has_name) ++settled;
  }
  return aligned(table);
}

std::string captures_table(const SettleKit& kit, const SettleJudgement& judgement) {
  TextTable table{"lrl", {{"capture", "pixels", ""}}};
  for (std::size_t i = 0; i < kit.entries.size(); ++i) {
    const std::string finding =
        kit.results[i].capture ? fmt::format("{} of {} datapaths explain it",
                                             judgement.explain_alone[i], all_datapaths().size())
                               : "not there";
    table.rows.push_back({kit.entries[i].capture, std::to_string(kit.entries[i].pixels), finding});
  }
  return aligned(table);
}

std::string pixel_words(const DifferingPixel& pixel) {
  return fmt::format("pixel {} ({}, {}, {}): {} captured, {} expected", pixel.index, pixel.pixel.y,
                     pixel.pixel.u, pixel.pixel.v, fmt::join(pixel.captured, " "),
                     fmt::join(pixel.expected, " "));
}

std::string none_words(const SettleKit& kit, const SettleJudgement& judgement) {
  std::string text = fmt::format(
      "none of the considered datapaths explains the captures. The nearest is {}; it differs on:\n",
      datapath_name(all_datapaths()[judgement.nearest.datapath]));
  for (std::size_t i = 0; i < kit.entries.size(); ++i) {
    if (judgement.nearest.experiments[i] == 0) continue;
    text += fmt::format("  {}: {} of {} pixels\n", kit.entries[i].capture,
                        judgement.nearest.experiments[i], kit.results[i].pixels.size());
    for (const DifferingPixel& each : judgement.first_differing[i]) {
      text += "    " + pixel_words(each) + "\n";
    }
    if (judgement.nearest.experiments[i] == 1) {
      text += "    One pixel alone: it may be a bad one. Capture again.\n";
    }
  }
  bool is_each_explained = true;
  for (std::size_t i = 0; i < kit.entries.size(); ++i) {
    is_each_explained &= !kit.results[i].capture || judgement.explain_alone[i] > 0;
  }
  if (is_each_explained) {
    text += "  Each capture alone is explained: are they of one board, and of the same plugin?\n";
  }
  return text + fmt::format(
                    "  An exchange of planes, a swing or an input that is off is not among them: "
                    "swingproof certify names those causes.\n");
}

std::string interval_words(const std::optional<RationalInterval>& interval) {
  if (!interval) return "-";
  return decimal(interval->least, interval_digits) + " .. " +
         decimal(interval->greatest, interval_digits);
}

std::string interval_words(const std::optional<IntegerInterval>& interval) {
  if (!interval) return "-";
  return interval->least.str() + " .. " + interval->greatest.str();
}

// Whether the captures say enough for the model's weights to fit or not.
bool is_bounded(const ChannelReconstruction& found) {
  return found.at_zero &&
         std::ranges::any_of(found.per_step, [](const auto& each) { return each.has_value(); });
}

std::string reconstruction_table(const SettleKit& kit) {
  TextTable table{
      "lllllll",
      {{"capture", "", "W of Y", "W of U", "W of V", "bias with W of the model", "model"}}};
  for (const auto& [entry, channel, model, found] : reconstructed_channels(kit)) {
    const auto& linear = found.with_expected_weights;
    table.rows.push_back(
        {entry.capture, std::string(name(channel)), interval_words(found.weights[0]),
         interval_words(found.weights[1]), interval_words(found.weights[2]),
         linear ? interval_words(std::optional(linear->bias)) + ", ratio " +
                      interval_words(std::optional(linear->ratio))
                : std::string(is_bounded(found) ? "do not fit" : "-"),
         fmt::format("{}, bias {}", fmt::join(model.weights, " "), shifted_bias(model))});
  }
  return aligned(table);
}

}  // namespace

std::string settle_text(const SettleKit& kit, const SettleJudgement& judgement,
                        const MeasuredSubject& subject) {
  std::string text =
      fmt::format("{}, op {}, march {}{}\n\n", subject.board, name(kit.op), name(kit.march),
                  subject.plugin ? ", plugin " + *subject.plugin : "");
  text += captures_table(kit, judgement) + "\n" + choices_table(kit, judgement) + "\n";
  if (judgement.explained_by.empty()) {
    text += none_words(kit, judgement);
  } else {
    text += "Every captured pixel is explained by:\n";
    constexpr std::size_t shown = 8;
    const std::size_t all = judgement.explained_by.size();
    for (std::size_t i = 0; i < std::min(all, shown); ++i) {
      text += "  " + datapath_name(all_datapaths()[judgement.explained_by[i]]) + "\n";
    }
    if (all > shown) text += fmt::format("  and {} more (--json has them)\n", all - shown);
  }
  text += "\nIntegers that fit, whatever rounds in which way (--json has more):\n" +
          reconstruction_table(kit);
  for (const SettledChoice& each : judgement.choices) {
    if (each.choice->invisible.empty()) continue;
    text += fmt::format("\nNever visible, {}: {}.\n", each.choice->name, each.choice->invisible);
  }
  return text;
}

}  // namespace swingproof
