// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_SWEEP_CODE_DIFFERENCES_H_
#define SWINGPROOF_SUITES_SWEEP_CODE_DIFFERENCES_H_

#include <cstdint>
#include <initializer_list>
#include <map>
#include <utility>

#include "deployment/exact_number.h"

namespace swingproof {

// How often each difference of two codes, -255..255, occurred; only those that did.
class CodeDifferences {
 public:
  using Counts = std::map<int, std::uint64_t>;

  CodeDifferences() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): counts are what this is
  CodeDifferences(Counts counts) : counts_(std::move(counts)) {}
  CodeDifferences(std::initializer_list<Counts::value_type> counts) : counts_(counts) {}

  void add(int difference, std::uint64_t times) {
    if (times > 0) counts_[difference] += times;
  }

  // Ascending.
  const Counts& counts() const { return counts_; }
  Counts::const_iterator begin() const { return counts_.begin(); }
  Counts::const_iterator end() const { return counts_.end(); }
  bool empty() const { return counts_.empty(); }

  // How often this difference occurred.
  std::uint64_t times(int difference) const;

  std::uint64_t total() const;                                   // all compared codes
  std::uint64_t equal() const { return times(0); }               // those that are the same
  std::uint64_t differing() const { return total() - equal(); }  // those that are not

  // In codes; 0 where nothing was compared. The greatest is of the absolute difference.
  int greatest() const;
  Rational mean() const;
  Rational mean_absolute() const;

  friend bool operator==(const CodeDifferences&, const CodeDifferences&) = default;

 private:
  Counts counts_;
};

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_SWEEP_CODE_DIFFERENCES_H_
