// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_SWEEP_WORST_INPUT_H_
#define SWINGPROOF_SUITES_SWEEP_WORST_INPUT_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "deployment/exact_number.h"
#include "oracle/exact_channel.h"

namespace swingproof {

// The greatest exact |e| seen so far on one channel and the first place in cube order that has it.
//
// Among inputs with the same code, e = code - x is greatest at the least lattice point and least
// at the greatest one. So integers decide almost everything: the extremes of M for each code are
// kept, and rational arithmetic compares at most four candidates for each of the 256 codes.
class WorstInput {
 public:
  explicit WorstInput(const ExactChannel& channel)
      : first_unclamped_(channel.first_unclamped), end_unclamped_(channel.end_unclamped) {}

  // Takes in one input: its code, its lattice point M and its place in the cube.
  void consider(std::int8_t code, std::int64_t point, std::uint32_t place);

  void add(const WorstInput& other);

  struct Result {
    Rational max_abs_error;   // LSB; 0 if nothing was considered
    std::uint32_t place = 0;  // in the cube
  };
  Result result(const ExactChannel& channel) const;

 private:
  struct Candidate {
    std::int64_t point = 0;
    std::uint32_t place = 0;
    bool present = false;
  };
  // The least and the greatest unclamped M; then any M below and above the clamp, where only the
  // code matters.
  enum Kind : std::size_t { least, greatest, below_clamp, above_clamp, kinds };

  static void keep_better(Kind kind, const Candidate& challenger, Candidate& holder);

  std::int64_t first_unclamped_;
  std::int64_t end_unclamped_;
  std::array<std::array<Candidate, kinds>, 256> candidates_ = {};
};

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_SWEEP_WORST_INPUT_H_
