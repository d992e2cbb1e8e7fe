// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/campaign/stored_figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace swingproof {
namespace {

template <typename Number>
Number parse_integer(std::string_view text) {
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) {
    throw std::invalid_argument("not an integer");
  }
  return number;
}

Integer parse_long_integer(std::string_view text) {
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  const bool is_number = !digits.empty() && (digits == "0" || digits[0] != '0') &&
                         digits.find_first_not_of("0123456789") == std::string_view::npos;
  if (!is_number) throw std::invalid_argument("not an integer");
  return Integer(std::string(text));
}

std::string figures_text(const ErrorMeasures& measures) {
  return fmt::format(
      "{} {} {},{},{} {} {} {}", measures.inputs, stored_text(measures.max_abs_error),
      measures.max_at.y, measures.max_at.u, measures.max_at.v, stored_text(measures.sum_error),
      stored_text(measures.sum_squared_error), stored_text(measures.code_difference));
}

}  // namespace

std::string stored_text(const Rational& number) {
  return numerator(number).str() + "/" + denominator(number).str();
}

Rational parse_stored_number(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) throw std::invalid_argument("not a fraction");
  return Rational(parse_long_integer(text.substr(0, slash)),
                  parse_long_integer(text.substr(slash + 1)));
}

std::string stored_text(const CodeDifferences& histogram) {
  std::string text;
  for (const auto& [difference, times] : histogram) {
    text += fmt::format("{}{}:{}", text.empty() ? "" : ",", difference, times);
  }
  return text;
}

CodeDifferences parse_stored_histogram(std::string_view text) {
  CodeDifferences histogram;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    const std::string_view entry = text.substr(0, end);
    const std::size_t colon = entry.find(':');
    if (colon == std::string_view::npos) throw std::invalid_argument("not a histogram");
    histogram.add(parse_integer<int>(entry.substr(0, colon)),
                  parse_integer<std::uint64_t>(entry.substr(colon + 1)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return histogram;
}

std::vector<NamedMeasures> named_measures(const ChannelErrors& errors) {
  std::vector<NamedMeasures> all;
  for_each_set(errors, [&](SetName set, const ErrorMeasures& measures) {
    all.push_back({name(set), &measures});
  });
  return all;
}

Rational greatest_error(const SettingResult& result) {
  Rational greatest = 0;
  if (!result.refusal.empty()) return greatest;
  for (const ChannelErrors& channel : result.errors) {
    greatest = std::max(greatest, channel.all_inputs.max_abs_error);
  }
  return greatest;
}

std::string result_digest(const SettingResult& result) {
  std::string text = canonical_text(result.setting) + "\n" + result.refusal;
  if (result.refusal.empty()) {
    for (std::size_t c = 0; c < 3; ++c) {
      const ChannelErrors& errors = result.errors[c];
      for (const NamedMeasures& named : named_measures(errors)) {
        text += fmt::format("\n{} {} {}", name(errors.channel), named.set,
                            figures_text(*named.measures));
      }
      text += "\n" + stored_text(result.path[c].code_difference);
    }
  }
  return key_text(stable_key(text));
}

}  // namespace swingproof
