// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/certificate/coverage.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/certify/hypothesis_words.h"

namespace swingproof {
namespace {

Json op_coverage(const Json& predicate) {
  const Json& open_axes = predicate.at("open_axes");
  Json axes = Json::array();
  for (const auto& [axis, value] : predicate.at("declared").items()) {
    if (!open_axes.contains(axis)) axes.push_back(axis);
  }
  return {{"check", "op"},
          {"axes", axes},
          {"open_axes", open_axes},
          {"not_judged", predicate.at("not_judged")},
          {"arithmetic", predicate.at("declared").at("arithmetic")},
          {"tolerance", predicate.at("tolerance")}};
}

Json source_coverage(const Json& predicate) {
  const Json& rules = predicate.at("rules");
  const Json& against = rules.at("against");
  Json axes = Json::array();
  Json not_judged = Json::array();
  for (const auto& [axis, value] : predicate.at("declared").items()) {
    const bool is_judged = std::find(against.begin(), against.end(), axis) != against.end();
    (is_judged ? axes : not_judged).push_back(axis);
  }
  Json coverage = {{"check", "source"},
                   {"axes", axes},
                   {"not_judged", not_judged},
                   {"tolerance", rules.at("tolerance")}};
  if (rules.at("tolerance").at("exact") != "0/1") coverage["margin"] = rules.at("margin");
  return coverage;
}

bool is_of_the_op(const Json& coverage) { return coverage.at("check") == "op"; }

std::string joined(const Json& texts, std::string_view separator) {
  return fmt::format("{}", fmt::join(texts.get<std::vector<std::string>>(), separator));
}

// "3/2", "2"
std::string codes_text(const Json& number) {
  const std::string exact = number.at("exact").get<std::string>();
  return exact.ends_with("/1") ? exact.substr(0, exact.size() - 2) : exact;
}

std::string source_tolerance(const Json& coverage) {
  if (!coverage.contains("margin")) return "0 codes, every pixel";
  return fmt::format("{} codes, mean of each patch; margin {} codes",
                     codes_text(coverage.at("tolerance")), codes_text(coverage.at("margin")));
}

std::string pixels_tolerated(const Json& tolerance) {
  const auto tolerated = tolerance.at("tolerated").get<std::uint64_t>();
  const auto missing = tolerance.at("missing").get<std::uint64_t>();
  return fmt::format("{} pixel{}{}", tolerated, tolerated == 1 ? "" : "s",
                     missing == 0 ? "" : fmt::format("; missing at the end: {}", missing));
}

// "normalisation: as_declared or reversed; arithmetic: bayes or ideal"
std::string open_axes_text(const Json& open_axes) {
  std::vector<std::string> texts;
  for (const auto& [axis, values] : open_axes.items()) {
    texts.push_back(axis + ": " + some_values(values.get<std::vector<std::string>>()));
  }
  return fmt::format("{}", fmt::join(texts, "; "));
}

}  // namespace

Json coverage_json(const Json& predicate) {
  const bool is_source = predicate.at("parameters").at("check") == "source";
  return is_source ? source_coverage(predicate) : op_coverage(predicate);
}

std::string coverage_words(const Json& coverage) {
  if (is_of_the_op(coverage)) return "the op alone";
  if (coverage.at("not_judged").empty()) return "the source of the YUV alone";
  return fmt::format("the source of the YUV on {} alone", joined(coverage.at("axes"), ", "));
}

std::vector<std::vector<std::string>> coverage_rows(const Json& coverage) {
  const Json& not_judged = coverage.at("not_judged");
  const bool is_op = is_of_the_op(coverage);
  std::string judged = joined(coverage.at("axes"), ", ");
  if (!not_judged.empty()) {
    judged += is_op ? "; but not all their values" : "; nothing else was judged";
  }
  if (judged.empty()) judged = "no axis by itself";
  std::vector<std::vector<std::string>> rows = {{"judged", judged}};
  if (is_op && !coverage.at("open_axes").empty()) {
    rows.push_back({"left open", open_axes_text(coverage.at("open_axes"))});
  }
  if (!not_judged.empty()) rows.push_back({"not judged", joined(not_judged, is_op ? "; " : ", ")});
  if (!is_op) {
    rows.push_back({"tolerance", source_tolerance(coverage)});
    return rows;
  }
  rows.push_back({"tolerated", pixels_tolerated(coverage.at("tolerance"))});
  const std::string arithmetic = coverage.at("arithmetic").get<std::string>();
  if (arithmetic != "bayes") rows.push_back({"arithmetic", arithmetic});
  return rows;
}

}  // namespace swingproof
