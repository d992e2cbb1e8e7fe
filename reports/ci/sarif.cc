// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/ci/sarif.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <stdexcept>

namespace swingproof {
namespace {

constexpr std::string_view schema_uri =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

Json result_json(const std::vector<SarifRule>& rules, const SarifResult& result) {
  const auto rule = std::find_if(rules.begin(), rules.end(), [&](const SarifRule& candidate) {
    return candidate.id == result.rule;
  });
  if (rule == rules.end()) throw std::logic_error("a SARIF result of an unknown rule");
  Json json = {{"ruleId", result.rule},
               {"ruleIndex", rule - rules.begin()},
               {"level", result.level},
               {"message", {{"text", result.message}}}};
  if (result.file) {
    Json place = {{"artifactLocation", {{"uri", path_uri(*result.file)}}}};
    if (result.line) place["region"] = {{"startLine", *result.line}};
    json["locations"] = Json::array({{{"physicalLocation", place}}});
  }
  return json;
}

}  // namespace

Json sarif_log(const std::vector<SarifRule>& rules, const std::vector<SarifResult>& results) {
  Json driver = {{"name", "swingproof"}, {"version", SWINGPROOF_VERSION}, {"rules", Json::array()}};
  for (const SarifRule& rule : rules) {
    driver["rules"].push_back({{"id", rule.id}, {"shortDescription", {{"text", rule.summary}}}});
  }
  Json run = {{"tool", {{"driver", driver}}}, {"results", Json::array()}};
  for (const SarifResult& result : results) run["results"].push_back(result_json(rules, result));
  return Json{{"$schema", schema_uri}, {"version", "2.1.0"}, {"runs", Json::array({run})}};
}

std::string path_uri(std::string_view path) {
  constexpr std::string_view allowed = "-._~/";
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char character : path) {
    const bool is_alphanumeric = (character >= 'a' && character <= 'z') ||
                                 (character >= 'A' && character <= 'Z') ||
                                 (character >= '0' && character <= '9');
    if (is_alphanumeric || allowed.find(character) != std::string_view::npos) {
      uri += character;
    } else {
      uri += fmt::format("%{:02X}", static_cast<std::uint8_t>(character));
    }
  }
  return uri;
}

}  // namespace swingproof
