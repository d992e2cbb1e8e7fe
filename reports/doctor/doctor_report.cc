// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/doctor/doctor_report.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "reports/document/text_table.h"

namespace swingproof {

std::string doctor_text(const Installation& installation) {
  TextTable table{
      "ll",
      {{"version", SWINGPROOF_VERSION},
       {"commit", installation.commit},
       {"built by", fmt::format("{} for {}", installation.compiler, installation.architecture)},
       {"SIMD", fmt::format("{} is used, of {}", installation.used_simd,
                            fmt::join(installation.compiled_simd, ", "))},
       {"processors", std::to_string(installation.processors)}}};
  std::string missing;
  for (const Component& component : installation.components) {
    table.rows.push_back({std::string(component.name), component.found.value_or("missing")});
    if (component.found) continue;
    missing +=
        fmt::format("  Without {}, {}: {}.\n", component.name, component.without, component.remedy);
  }
  return aligned(table) + (missing.empty() ? "\nNothing is missing.\n" : "\n" + missing);
}

Json doctor_json(const Installation& installation) {
  Json json = {
      {"schema", "swingproof.doctor/1"},
      {"tool", {{"name", "swingproof"}, {"version", SWINGPROOF_VERSION}}},
      {"build",
       {{"commit", installation.commit},
        {"compiler", installation.compiler},
        {"architecture", installation.architecture}}},
      {"simd", {{"used", installation.used_simd}, {"compiled", installation.compiled_simd}}},
      {"processors", installation.processors},
      {"components", Json::array()}};
  for (const Component& component : installation.components) {
    json["components"].push_back({{"component", component.name},
                                  {"present", component.found.has_value()},
                                  {"found", component.found ? Json(*component.found) : Json()},
                                  {"without", component.without},
                                  {"remedy", component.remedy}});
  }
  return json;
}

}  // namespace swingproof
