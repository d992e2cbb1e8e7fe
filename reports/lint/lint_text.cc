// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

#include "fixedpoint/provenance.h"
#include "reports/document/text_table.h"
#include "reports/json/exact_decimal.h"
#include "reports/lint/lint_report.h"
#include "suites/sweep/error_measures.h"

namespace swingproof {
namespace {

std::string share(std::uint64_t part, std::uint64_t whole) {
  return percentage(part, whole, 2) + " %";
}

std::string codes_sentence(const CodeConsequence& consequence) {
  int max_abs = 0;
  Rational max_abs_grey = 0;
  for (std::size_t c = 0; c < 3; ++c) {
    const int channel_max = consequence.codes.code_difference[c].greatest();
    max_abs = std::max(max_abs, channel_max);
    max_abs_grey =
        std::max<Rational>(max_abs_grey, channel_max * consequence.grey_levels_per_code[c]);
  }
  return fmt::format(
      "against {}, {} of all 2^24 inputs get other codes, by up to {} LSB and {} "
      "grey levels",
      consequence.meant, share(consequence.codes.inputs_that_differ, cube_inputs), max_abs,
      decimal(max_abs_grey, shown_digits));
}

std::string gamut_sentence(const GamutConsequence& consequence) {
  const auto& channels = consequence.use.channels;
  const auto saturated = [](const ChannelGamutUse& use) { return use.below + use.above; };
  const auto worst = std::max_element(channels.begin(), channels.end(),
                                      [&](const ChannelGamutUse& a, const ChannelGamutUse& b) {
                                        return saturated(a) < saturated(b);
                                      });
  const auto least =
      std::min_element(channels.begin(), channels.end(),
                       [](const auto& a, const auto& b) { return a.least_code < b.least_code; });
  const auto greatest = std::max_element(
      channels.begin(), channels.end(),
      [](const auto& a, const auto& b) { return a.greatest_code < b.greatest_code; });
  return fmt::format(
      "colours in gamut use codes {}..{}, and {} of them saturate on {}; the least q_scale with "
      "which none does is about {}",
      least->least_code, greatest->greatest_code, share(saturated(*worst), consequence.use.inputs),
      name(worst->channel), decimal_at_least(consequence.least_q_scale, json_digits));
}

std::string codes_table(const CodeConsequence& consequence,
                        const std::array<Channel, 3>& channels) {
  TextTable table{"lrrrrrr",
                  {{"channel", "codes differ", "max LSB", "mean LSB", "mean |LSB|", "max grey",
                    "mean |grey|"}}};
  for (std::size_t c = 0; c < 3; ++c) {
    const auto& difference = consequence.codes.code_difference[c];
    const Rational& grey_levels = consequence.grey_levels_per_code[c];
    table.rows.push_back(
        {std::string(name(channels[c])), share(difference.differing(), cube_inputs),
         std::to_string(difference.greatest()), signed_decimal(difference.mean(), shown_digits),
         decimal(difference.mean_absolute(), shown_digits),
         decimal(difference.greatest() * grey_levels, shown_digits),
         decimal(difference.mean_absolute() * grey_levels, shown_digits)});
  }
  return aligned(table);
}

std::string gamut_table(const GamutConsequence& consequence) {
  TextTable table{"lrrrrrr",
                  {{"channel", "codes used", "below -128", "above 127", "cut off LSB",
                    "cut off grey", "grey per LSB"}}};
  for (std::size_t c = 0; c < 3; ++c) {
    const ChannelGamutUse& use = consequence.use.channels[c];
    const Rational& grey_levels = consequence.grey_levels_per_code[c];
    table.rows.push_back(
        {std::string(name(use.channel)), fmt::format("{}..{}", use.least_code, use.greatest_code),
         share(use.below, consequence.use.inputs), share(use.above, consequence.use.inputs),
         decimal(greatest_cut_off(use), shown_digits),
         decimal(greatest_cut_off(use) * grey_levels, shown_digits),
         decimal(grey_levels, shown_digits)});
  }
  return aligned(table);
}

std::string consequence_table(const Consequence& consequence,
                              const std::array<Channel, 3>& channels) {
  if (const auto* codes = std::get_if<CodeConsequence>(&consequence)) {
    return codes_table(*codes, channels);
  }
  if (const auto* gamut = std::get_if<GamutConsequence>(&consequence)) return gamut_table(*gamut);
  return "";
}

std::string counted(const LintReport& report, Severity severity) {
  const auto count =
      std::count_if(report.findings.begin(), report.findings.end(),
                    [&](const LintFinding& finding) { return finding.severity == severity; });
  return fmt::format("{} {}{}", count, name(severity), count == 1 ? "" : "s");
}

// Where the finding's setting stands in the file: " (line 3)"; of a toolchain's file with its key
// there: " (scale_value, line 9)".
std::string place_text(const LintReport& report, const LintFinding& finding) {
  const std::optional<int> line = line_of(report, finding);
  if (!line) return "";
  if (const auto& toolchain = report.source.toolchain) {
    const auto key = toolchain->keys.find(finding.field);
    if (key != toolchain->keys.end()) return fmt::format(" ({}, line {})", key->second, *line);
  }
  return fmt::format(" (line {})", *line);
}

}  // namespace

bool has_errors(const LintReport& report) {
  return std::any_of(
      report.findings.begin(), report.findings.end(),
      [](const LintFinding& finding) { return finding.severity == Severity::error; });
}

std::optional<int> line_of(const LintReport& report, const LintFinding& finding) {
  const auto line = report.source.lines.find(finding.field);
  return line == report.source.lines.end() ? std::nullopt : std::optional(line->second);
}

std::string consequence_sentence(const Consequence& consequence) {
  if (const auto* codes = std::get_if<CodeConsequence>(&consequence)) return codes_sentence(*codes);
  if (const auto* gamut = std::get_if<GamutConsequence>(&consequence)) {
    return gamut_sentence(*gamut);
  }
  return std::get<NoCodes>(consequence).why;
}

std::string lint_text(const LintReport& report) {
  const std::array<Channel, 3> channels = output_channels(report.source.deployment.op);
  std::string text;
  for (const LintFinding& finding : report.findings) {
    text += fmt::format("{}: {}{}\n  {} [{}]\n  costs: {}\n", name(finding.severity), finding.field,
                        place_text(report, finding), finding.reason, finding.rule,
                        consequence_sentence(finding.consequence));
    text += consequence_table(finding.consequence, channels);
    text += fmt::format("  remedy: {}\n\n", finding.remedy);
  }
  text += fmt::format("{}, {}, {}\n", counted(report, Severity::error),
                      counted(report, Severity::warning), counted(report, Severity::note));
  if (!report.findings.empty()) text += fmt::format("{}\n", unconfirmed_notice);
  return text;
}

}  // namespace swingproof
