// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/ci/sarif.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <set>
#include <stdexcept>
#include <string>

#include "reports/lint/lint_report.h"

namespace swingproof {
namespace {

// An object as the schema of SARIF 2.1.0 demands it: every required property is there, and no other
// than the allowed ones (the schema forbids additional properties everywhere).
void expect_object(const Json& json, const std::set<std::string>& required,
                   const std::set<std::string>& optional) {
  ASSERT_TRUE(json.is_object()) << json;
  for (const std::string& key : required) EXPECT_TRUE(json.contains(key)) << key << " in " << json;
  for (const auto& [key, value] : json.items()) {
    EXPECT_TRUE(required.contains(key) || optional.contains(key)) << key << " in " << json;
  }
}

void expect_text(const Json& json) {
  expect_object(json, {"text"}, {});
  EXPECT_TRUE(json.at("text").is_string());
}

void expect_location(const Json& json) {
  expect_object(json, {"physicalLocation"}, {});
  const Json& place = json.at("physicalLocation");
  expect_object(place, {"artifactLocation"}, {"region"});
  expect_object(place.at("artifactLocation"), {"uri"}, {});
  if (place.contains("region")) {
    expect_object(place.at("region"), {"startLine"}, {});
    EXPECT_GE(place.at("region").at("startLine").get<int>(), 1);
  }
}

void expect_result(const Json& json, const Json& rules) {
  expect_object(json, {"message"}, {"ruleId", "ruleIndex", "level", "locations"});
  expect_text(json.at("message"));
  EXPECT_EQ(rules.at(json.at("ruleIndex").get<std::size_t>()).at("id"), json.at("ruleId"));
  EXPECT_TRUE((std::set<std::string>{"none", "note", "warning", "error"}.contains(
      json.at("level").get<std::string>())));
  if (!json.contains("locations")) return;
  ASSERT_TRUE(json.at("locations").is_array());
  for (const Json& location : json.at("locations")) expect_location(location);
}

void expect_sarif(const Json& json) {
  expect_object(json, {"version", "runs"}, {"$schema"});
  EXPECT_EQ(json.at("version"), "2.1.0");
  ASSERT_TRUE(json.at("runs").is_array());
  for (const Json& run : json.at("runs")) {
    expect_object(run, {"tool"}, {"results"});
    expect_object(run.at("tool"), {"driver"}, {});
    const Json& driver = run.at("tool").at("driver");
    expect_object(driver, {"name"}, {"version", "rules"});
    ASSERT_TRUE(driver.at("rules").is_array());
    for (const Json& rule : driver.at("rules")) {
      expect_object(rule, {"id"}, {"shortDescription"});
      expect_text(rule.at("shortDescription"));
    }
    ASSERT_TRUE(run.at("results").is_array());
    for (const Json& result : run.at("results")) expect_result(result, driver.at("rules"));
  }
}

LintReport report_of(const std::string& settings) {
  LintReport report;
  report.file = "a b/deployment.toml";
  report.source = parse_deployment_source("[deployment]\n" + settings, "test.toml");
  report.arithmetic = Arithmetic{};
  report.findings = lint(report.source, report.arithmetic);
  return report;
}

TEST(Sarif, FindingsOfLintFollowTheSchema) {
  expect_sarif(lint_sarif(report_of("")));
  const Json log = lint_sarif(report_of("swing = \"studio\"\nmarch = \"nash-e\"\nq_scale = 1\n"));
  expect_sarif(log);
  const Json& results = log.at("runs").at(0).at("results");
  ASSERT_EQ(results.size(), 4U);
  EXPECT_EQ(results.at(1).at("ruleId"), "swing-studio");
  const Json& place = results.at(1).at("locations").at(0).at("physicalLocation");
  EXPECT_EQ(place.at("artifactLocation").at("uri"), "a%20b/deployment.toml");
  EXPECT_EQ(place.at("region").at("startLine"), 2);
  // The file has no key op.
  EXPECT_EQ(results.at(3).at("ruleId"), "weight-clamped");
  EXPECT_FALSE(results.at(3).at("locations").at(0).at("physicalLocation").contains("region"));
}

TEST(Sarif, ResultsWithoutAFileHaveNoLocation) {
  const Json log = sarif_log({{"rule", "A rule."}}, {{"rule", "note", "text", {}, {}}});
  expect_sarif(log);
  EXPECT_FALSE(log.at("runs").at(0).at("results").at(0).contains("locations"));
}

TEST(Sarif, AResultOfAnUnknownRuleIsABug) {
  EXPECT_THROW(sarif_log({}, {{"rule", "note", "text", {}, {}}}), std::logic_error);
}

TEST(Sarif, PathsBecomeUris) {
  EXPECT_EQ(path_uri("configs/a-b_c.1~.toml"), "configs/a-b_c.1~.toml");
  EXPECT_EQ(path_uri("/tmp/x.toml"), "file:///tmp/x.toml");
  EXPECT_EQ(path_uri("a:b?c#d%e\xff\n"), "a%3Ab%3Fc%23d%25e%FF%0A");
}

}  // namespace
}  // namespace swingproof
