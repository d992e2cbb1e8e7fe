// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CAMPAIGN_STORED_FIGURES_H_
#define SWINGPROOF_SUITES_CAMPAIGN_STORED_FIGURES_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "suites/campaign/setting.h"
#include "suites/sweep/code_differences.h"

namespace swingproof {

// Figures as texts and back. The readers throw std::exception for any other text.

// "n/d" in lowest terms.
std::string stored_text(const Rational& number);
Rational parse_stored_number(std::string_view text);

// "-1:20,0:300": ascending; empty for none.
std::string stored_text(const CodeDifferences& histogram);
CodeDifferences parse_stored_histogram(std::string_view text);

// The figures over one set of inputs of one channel, by the set's name.
struct NamedMeasures {
  std::string_view set;  // "all_inputs", "in_gamut", "legal"
  const ErrorMeasures* measures;
};
std::vector<NamedMeasures> named_measures(const ChannelErrors& errors);

// The greatest |error| over all inputs and channels, LSB.
Rational greatest_error(const SettingResult& result);

// The digest that a store keeps of a result, over all its texts and figures.
std::string result_digest(const SettingResult& result);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CAMPAIGN_STORED_FIGURES_H_
