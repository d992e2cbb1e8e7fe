// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/sweep/code_differences.h"

#include <algorithm>
#include <cstdlib>

namespace swingproof {

std::uint64_t CodeDifferences::times(int difference) const {
  const auto found = counts_.find(difference);
  return found == counts_.end() ? 0 : found->second;
}

std::uint64_t CodeDifferences::total() const {
  std::uint64_t sum = 0;
  for (const auto& [difference, times] : counts_) sum += times;
  return sum;
}

int CodeDifferences::greatest() const {
  if (counts_.empty()) return 0;
  return std::max(std::abs(counts_.begin()->first), std::abs(counts_.rbegin()->first));
}

Rational CodeDifferences::mean() const {
  Integer sum = 0;
  for (const auto& [difference, times] : counts_) sum += Integer(difference) * times;
  return counts_.empty() ? Rational(0) : Rational(sum, Integer(total()));
}

Rational CodeDifferences::mean_absolute() const {
  Integer sum = 0;
  for (const auto& [difference, times] : counts_) sum += Integer(std::abs(difference)) * times;
  return counts_.empty() ? Rational(0) : Rational(sum, Integer(total()));
}

}  // namespace swingproof
