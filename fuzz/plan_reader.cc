// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Campaign plans: suites/campaign/plan.h.

#include <optional>
#include <string>
#include <vector>

#include "fuzz/reader_property.h"
#include "suites/campaign/plan.h"

namespace {

using swingproof::Plan;
using swingproof::PlannedSettings;
using swingproof::require;
using swingproof::Setting;

constexpr std::uint64_t most_settings = 8;

struct ReadPlan {
  Plan plan;
  std::vector<std::optional<Setting>> settings;
};

ReadPlan read_plan(std::string_view text) {
  ReadPlan read{swingproof::parse_plan_toml(text, "fuzz.toml"), {}};
  const PlannedSettings planned(read.plan, most_settings, "fuzz.toml");
  require(planned.size() <= most_settings, "a limit is kept");
  for (std::uint64_t i = 0; i < planned.size(); ++i) read.settings.push_back(planned.at(i));
  return read;
}

void check_plan(std::string_view text, const ReadPlan& read) {
  require(read.plan.text == text, "a plan keeps its text");
  const ReadPlan again = read_plan(read.plan.text);
  require(again.settings.size() == read.settings.size(), "its text gives as many settings");
  for (std::size_t i = 0; i < read.settings.size(); ++i) {
    require(again.settings[i].has_value() == read.settings[i].has_value(), "and filters the same");
    if (!read.settings[i]) continue;
    const std::string name = canonical_text(*read.settings[i]);
    require(canonical_text(*again.settings[i]) == name, "and they are the same");
    require(canonical_text(canonical(*read.settings[i])) == name, "canonical form is final");
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = swingproof::text_of(data, size);
  return swingproof::read_hostile([&] { return read_plan(text); },
                                  [&](const ReadPlan& read) { check_plan(text, read); });
}
