// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "deployment/nearest_name.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace swingproof {
namespace {

// Longer texts are nobody's slip of the pen.
constexpr std::size_t longest_slip = 64;

std::string without_case_and_dashes(std::string_view text) {
  std::string plain(text);
  for (char& character : plain) {
    if (character >= 'A' && character <= 'Z') character = static_cast<char>(character - 'A' + 'a');
    if (character == '_' || character == ' ') character = '-';
  }
  return plain;
}

// How many letters have to be replaced, inserted, removed or exchanged with their neighbour (the
// distance of optimal string alignment).
std::size_t slips(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        cost[i][j] = i + j;
        continue;
      }
      const bool is_same = a[i - 1] == b[j - 1];
      cost[i][j] = std::min(
          {cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + (is_same ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
      }
    }
  }
  return cost[a.size()][b.size()];
}

}  // namespace

std::optional<std::string_view> nearest_name(std::string_view text,
                                             std::span<const std::string_view> names) {
  if (text.empty() || text.size() > longest_slip) return std::nullopt;
  const std::string plain = without_case_and_dashes(text);
  std::optional<std::string_view> nearest;
  std::size_t least = 0;
  bool is_alone = true;
  for (const std::string_view name : names) {
    const std::size_t distance = slips(plain, without_case_and_dashes(name));
    if (3 * distance > name.size()) continue;
    if (nearest && distance >= least) {
      is_alone = is_alone && distance > least;
      continue;
    }
    nearest = name;
    least = distance;
    is_alone = true;
  }
  return is_alone ? nearest : std::nullopt;
}

std::string name_remedy(std::string_view text, std::span<const std::string_view> names,
                        std::string_view otherwise) {
  if (const auto name = nearest_name(text, names))
    return "did you mean " + std::string(*name) + "?";
  if (!otherwise.empty()) return std::string(otherwise);
  std::string list;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) list += i + 1 == names.size() ? " or " : ", ";
    list += names[i];
  }
  return "write " + list;
}

}  // namespace swingproof
