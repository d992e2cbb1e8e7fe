// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/accuracy/limit_report.h"

#include <fmt/format.h>

#include "reports/json/exact_decimal.h"

namespace swingproof {
namespace {

bool is_squared(const LimitCheck& check) { return check.measure == LimitedMeasure::max_rms_error; }

}  // namespace

Json limit_json(const LimitCheck& check) {
  return {{"set", name(check.set)},
          {"channel", name(check.channel)},
          {"measure", name(check.measure)},
          {"limit", check.limit.text},
          {"value", is_squared(check) ? decimal_of_root(check.figure) : decimal(check.figure)},
          {is_squared(check) ? "exact_square" : "exact", fraction(check.figure)},
          {"kept", check.is_kept}};
}

std::string excess_words(const LimitCheck& check) {
  return fmt::format("{} {} {} {} > {}", name(check.channel), name(check.set), name(check.measure),
                     is_squared(check) ? decimal_of_root(check.figure, shown_digits)
                                       : decimal(check.figure, shown_digits),
                     check.limit.text);
}

Json unjudged_json(const std::vector<UnjudgedLimit>& limits) {
  Json json = Json::array();
  for (const UnjudgedLimit& limit : limits) {
    json.push_back({{"set", name(limit.set)},
                    {"channel", limit.channel ? Json(name(*limit.channel)) : Json()},
                    {"measure", name(limit.measure)},
                    {"limit", limit.limit.text},
                    {"reason", limit.reason}});
  }
  return json;
}

std::string unjudged_words(const UnjudgedLimit& limit) {
  return fmt::format("{}{}{} {} {}: {}", limit.channel ? name(*limit.channel) : "",
                     limit.channel ? " " : "", name(limit.set), name(limit.measure),
                     limit.limit.text, limit.reason);
}

}  // namespace swingproof
