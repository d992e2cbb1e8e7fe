// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_FAULTS_EXPLANATION_H_
#define SWINGPROOF_SUITES_FAULTS_EXPLANATION_H_

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "suites/faults/faulty_codes.h"
#include "suites/faults/observed_codes.h"

namespace swingproof {

// An input for which a fault does not give the code that was observed.
struct Unexplained {
  CenteredYuv yuv;
  CodeTriple expected = {};  // by the fault
  CodeTriple got = {};

  friend bool operator==(const Unexplained&, const Unexplained&) = default;
};

// A faulty op with the place that its pixels come from.
struct Explanation {
  FaultyCodes codes;
  std::optional<Place> place;
};

// Nothing if the fault cannot be there.
std::optional<Explanation> explanation_of(const FaultSubject& subject, const FaultyOp& fault,
                                          const ObservedCodes& observed);

// For how many of these inputs an explanation gives other codes; it stops above the limit.
std::size_t differing_among(const Explanation& explanation, const ObservedCodes& observed,
                            std::span<const std::uint32_t> inputs, std::size_t limit);

struct CodeComparison {
  std::uint64_t differing = 0;       // of all inputs; more than the limit: at least so many
  std::optional<Unexplained> first;  // in the order of the cube or of the pixels
  std::vector<std::uint32_t> some;   // some of those that differ, from all over
};

// Every input. Stops once more than the limit differ.
CodeComparison compare_all(Explanation& explanation, const ObservedCodes& observed,
                           std::uint64_t limit = std::numeric_limits<std::uint64_t>::max());

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_FAULTS_EXPLANATION_H_
