// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_TUNE_CHANNEL_PROBLEM_H_
#define SWINGPROOF_SUITES_TUNE_CHANNEL_PROBLEM_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "deployment/deployment.h"
#include "deployment/enum_names.h"
#include "oracle/exact_channel.h"
#include "oracle/gamut.h"
#include "suites/sweep/plane_channel.h"

namespace swingproof {

// The objective that a search minimises.
//   max       the greatest absolute error
//   rms       the root of the mean squared error; compared by the square, which is exact
//   mismatch  the share of codes that differ from the ideal ones
enum class Objective { max, rms, mismatch };

template <>
inline constexpr auto enum_names<Objective> = names_of<Objective>(
    "an objective",
    {{Objective::max, "max"}, {Objective::rms, "rms"}, {Objective::mismatch, "mismatch"}});

// All three measures of one channel, exact.
struct ChannelMeasures {
  Rational max;       // LSB
  Rational square;    // LSB^2, the mean
  Rational mismatch;  // share of the inputs

  const Rational& of(Objective objective) const;

  friend bool operator==(const ChannelMeasures&, const ChannelMeasures&) = default;
};

// The double next to a number that is not above it: a lower bound is rounded down.
double double_at_most(const Rational& number);

// One channel of one deployment over one set of inputs, for which codes are to be found.
struct ChannelProblem {
  Deployment deployment;
  std::size_t c = 0;  // in output order
  ExactChannel exact;
  const InputSet* inputs = nullptr;
  // The chroma that the exact value does not depend on, and the set without it.
  std::optional<FreeChroma> free_chroma;
  std::shared_ptr<const PlaneSet> plane;
  std::uint64_t count = 0;  // inputs
  Rational sum;             // of clamp(x) over the inputs
  Rational sum_of_squares;  // of clamp(x)^2
};

// inputs must live as long as the problem, and have an input.
ChannelProblem channel_problem(const Deployment& deployment, std::size_t c, const InputSet& inputs);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_TUNE_CHANNEL_PROBLEM_H_
