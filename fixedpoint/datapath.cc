// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "fixedpoint/datapath.h"

#include "deployment/input_error.h"

namespace swingproof {

Datapath datapath_of(March /*march*/) { return Datapath{}; }

std::vector<NamedDatapath> datapath_alternatives() {
  using enum RoundingMode;
  return {
      {"bayes", {}},
      {"bayes:weight_rounding=half_even", {.weight_rounding = half_even}},
      {"bayes:bias_width=8", {.bias_width = 8}},
      {"bayes:bias_width=32", {.bias_width = 32}},
      {"bayes:bias_rounding=half_even", {.bias_rounding = half_even}},
      {"bayes:bias_rounding=floor", {.bias_rounding = floor}},
      {"bayes:bias_rounding=trunc", {.bias_rounding = trunc}},
      {"bayes:pre_rounding=half_up", {.pre_rounding = PreRounding::half_up}},
      {"bayes:post_rounding=floor", {.post_rounding = floor}},
      {"bayes:post_rounding=half_even", {.post_rounding = half_even}},
      {"bayes:post_rounding=half_away", {.post_rounding = half_away}},
      {"bayes:lowering=float64", {.lowering = LoweringPrecision::float64}},
  };
}

Datapath parse_datapath(std::string_view text, std::string_view place) {
  std::string names;
  for (const NamedDatapath& alternative : datapath_alternatives()) {
    if (alternative.name == text) return alternative.datapath;
    names += (names.empty() ? "" : ", ") + alternative.name;
  }
  throw InputError(place, quoted(text) + " is not an arithmetic", "write one of " + names);
}

}  // namespace swingproof
