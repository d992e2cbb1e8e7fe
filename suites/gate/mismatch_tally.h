// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_GATE_MISMATCH_TALLY_H_
#define SWINGPROOF_SUITES_GATE_MISMATCH_TALLY_H_

#include <cstdint>
#include <limits>
#include <vector>

#include "suites/gate/finding.h"

namespace swingproof {

// The mismatches seen so far: how many, and the counterexamples among them. The result does not
// depend on the order in which mismatches are added.
class MismatchTally {
 public:
  void add(const Mismatch& mismatch);
  void add(const MismatchTally& other);

  std::uint64_t mismatches() const { return mismatches_; }
  int max_code_difference() const { return max_code_difference_; }

  // first, worst, minimal; empty if there was no mismatch.
  std::vector<Counterexample> counterexamples() const;

 private:
  // The least key wins; keys are unique to an input as far as inputs differ.
  struct Holder {
    std::uint64_t key = std::numeric_limits<std::uint64_t>::max();
    Mismatch mismatch;
  };
  static void keep_lesser(std::uint64_t key, const Mismatch& mismatch, Holder& holder);

  std::uint64_t mismatches_ = 0;
  int max_code_difference_ = 0;
  Holder first_;
  Holder worst_;
  Holder minimal_;
};

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_GATE_MISMATCH_TALLY_H_
