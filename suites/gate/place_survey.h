// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_GATE_PLACE_SURVEY_H_
#define SWINGPROOF_SUITES_GATE_PLACE_SURVEY_H_

#include <optional>
#include <string>
#include <vector>

#include "suites/gate/contract_checks.h"

namespace swingproof {

// What the codes of a kernel have to do with where a pixel lies.
struct PlaceFinding {
  std::string words;                     // with the rule, if one fits (place_rule.h)
  std::optional<ImageSize> image;        // the smallest one that was seen to fail
  std::vector<Counterexample> examples;  // from that image
};

// Runs images of many sizes and strides, those that failed and their neighbours among them, in a
// fresh process, and holds them against the model. Nothing if none of them is wrong.
std::optional<PlaceFinding> survey_places(const ContractSubject& subject,
                                          const KernelMemory& memory,
                                          const std::vector<ImageSize>& failed);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_GATE_PLACE_SURVEY_H_
