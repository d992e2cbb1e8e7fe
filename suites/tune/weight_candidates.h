// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_TUNE_WEIGHT_CANDIDATES_H_
#define SWINGPROOF_SUITES_TUNE_WEIGHT_CANDIDATES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "suites/tune/accumulator_profile.h"
#include "suites/tune/channel_problem.h"

namespace swingproof {

// Lower bounds from pairs of inputs that take no walk over the inputs.
//
// Take pairs (Y, c), (Y + dy, c + dc) of luma and one chroma, at every value of the other one, such
// that no input is in two pairs. Where neither is clamped, x differs by d = g_y dy + g_c dc in all
// of them. If W_y dy + W_c dc has the other sign, or is 0, the second code is on the wrong side of
// the first, or equal to it, so that
//
//   max       one of the two errors is at least |d| / 2
//   square    their squares add up to d^2 / 2 at least
//   mismatch  one of the two codes is not the ideal one, if |d| >= 1
class PairBound {
 public:
  // chroma: 1 for U, 2 for V.
  PairBound(const ChannelProblem& problem, std::size_t chroma, Objective objective);

  // Not above the objective, the mean square for rms, of any channel with these weights of luma,
  // above 0, and of the chroma.
  double at(std::int32_t luma_weight, std::int32_t chroma_weight) const;

  // Not above that of any channel whose weight of luma is 0 or less: along Y its codes cannot rise,
  // and the best codes that do not rise are one code for each row.
  double without_luma() const;

 private:
  // At dy + 256: the greatest bound of the pairs with that dy or less, and with that or more.
  struct Distance {
    int chroma = 0;
    std::array<double, 513> up_to = {};
    std::array<double, 513> from = {};
  };

  double bound(double difference, std::int64_t pairs) const;
  Distance distance_of(int chroma, const std::array<std::int64_t, 513>& pairs) const;

  Objective objective_;
  double count_ = 0;
  double luma_ = 0;  // x for each step of luma, and of the chroma
  double chroma_ = 0;
  std::vector<Distance> distances_;
  std::array<std::uint64_t, 257> rows_ = {};  // by the number of inputs that are not clamped
};

// All weights that PairBound does not rule out, luma above 0.
struct WeightCandidates {
  std::vector<AccumulatorProfile::Weights> weights;
  bool is_complete = true;  // else there are more than most of them, and none is here
};

WeightCandidates weight_candidates(const ChannelProblem& problem, Objective objective, double known,
                                   int bits, std::size_t most);

// The weights nearest to the exact proportions, for every weight of luma: where to begin.
std::vector<AccumulatorProfile::Weights> proportional_weights(const ChannelProblem& problem,
                                                              int bits);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_TUNE_WEIGHT_CANDIDATES_H_
