// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <cstddef>

#include "fixedpoint/provenance.h"
#include "reports/json/arithmetic_json.h"
#include "reports/lint/lint_report.h"
#include "suites/faults/fault_catalogue.h"
#include "suites/sweep/error_measures.h"

namespace swingproof {
namespace {

Json codes_json(const CodeConsequence& consequence, const std::array<Channel, 3>& channels) {
  Json json = {{"kind", "codes"},
               {"meant", consequence.meant},
               {"inputs", cube_inputs},
               {"inputs_that_differ", consequence.codes.inputs_that_differ},
               {"channels", Json::array()}};
  for (std::size_t c = 0; c < 3; ++c) {
    const auto& difference = consequence.codes.code_difference[c];
    const Rational& grey_levels = consequence.grey_levels_per_code[c];
    const Rational mean = difference.mean();
    const Rational mean_abs = difference.mean_absolute();
    const int max_abs = difference.greatest();
    json["channels"].push_back({{"channel", name(channels[c])},
                                {"grey_levels_per_code", number_json(grey_levels)},
                                {"max_abs_difference", max_abs},
                                {"mean_difference", number_json(mean)},
                                {"mean_abs_difference", number_json(mean_abs)},
                                {"max_abs_grey_levels", number_json(max_abs * grey_levels)},
                                {"mean_grey_levels", number_json(mean * grey_levels)},
                                {"mean_abs_grey_levels", number_json(mean_abs * grey_levels)},
                                {"code_difference", histogram_json(difference)}});
  }
  return json;
}

Json gamut_json(const GamutConsequence& consequence) {
  Json json = {{"kind", "gamut"},
               {"inputs", consequence.use.inputs},
               {"least_q_scale", number_json(consequence.least_q_scale)},
               {"channels", Json::array()}};
  for (std::size_t c = 0; c < 3; ++c) {
    const ChannelGamutUse& use = consequence.use.channels[c];
    const Rational& grey_levels = consequence.grey_levels_per_code[c];
    json["channels"].push_back(
        {{"channel", name(use.channel)},
         {"grey_levels_per_code", number_json(grey_levels)},
         {"least", number_json(use.least)},
         {"greatest", number_json(use.greatest)},
         {"least_code", use.least_code},
         {"greatest_code", use.greatest_code},
         {"inputs_below", use.below},
         {"inputs_above", use.above},
         {"cut_off", number_json(greatest_cut_off(use))},
         {"cut_off_grey_levels", number_json(greatest_cut_off(use) * grey_levels)}});
  }
  return json;
}

Json catalogue_json(std::string_view fault) {
  if (fault.empty()) return nullptr;
  const Fault& entry = fault_named(fault);
  return {{"fault", entry.id}, {"sentence", entry.sentence}, {"remedy", entry.remedy}};
}

Json consequence_json(const Consequence& consequence, const std::array<Channel, 3>& channels) {
  if (const auto* codes = std::get_if<CodeConsequence>(&consequence)) {
    return codes_json(*codes, channels);
  }
  if (const auto* gamut = std::get_if<GamutConsequence>(&consequence)) return gamut_json(*gamut);
  return Json{{"kind", "no_codes"}, {"why", std::get<NoCodes>(consequence).why}};
}

}  // namespace

Json lint_json(const LintReport& report) {
  Json json = json_document("swingproof.lint/1", report.source.deployment);
  if (report.source.march_without_op) {
    json["deployment"]["march"] = report.source.march_without_op->name;
  }
  if (report.source.file_without_q_scale) json["deployment"]["q_scale"] = nullptr;
  json["arithmetic"] = arithmetic_json(report.arithmetic);
  json["notice"] = unconfirmed_notice;
  json["findings"] = Json::array();
  const std::array<Channel, 3> channels = output_channels(report.source.deployment.op);
  for (const LintFinding& finding : report.findings) {
    const std::optional<int> line = line_of(report, finding);
    json["findings"].push_back({{"rule", finding.rule},
                                {"severity", name(finding.severity)},
                                {"field", finding.field},
                                {"line", line ? Json(*line) : Json(nullptr)},
                                {"reason", finding.reason},
                                {"consequence", consequence_json(finding.consequence, channels)},
                                {"remedy", finding.remedy},
                                {"fault", catalogue_json(finding.fault)}});
  }
  return json;
}

}  // namespace swingproof
