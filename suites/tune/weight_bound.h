// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_TUNE_WEIGHT_BOUND_H_
#define SWINGPROOF_SUITES_TUNE_WEIGHT_BOUND_H_

#include <memory>
#include <vector>

#include "suites/tune/accumulator_profile.h"
#include "suites/tune/channel_problem.h"

namespace swingproof {

// Lower bounds of the objective for int8 weights, whatever bias, multiplier and shifts are, from a
// part of the inputs: the greatest error on some of them is not above that on all, and neither are
// sums of squares or counts. Level 0 looks at few rows of luma, each further level at more.
class WeightBound {
 public:
  // problem must live as long as this.
  WeightBound(const ChannelProblem& problem, Objective objective);

  std::size_t levels() const { return parts_.size(); }

  // Not above the objective, the mean square for rms, over all inputs of the problem.
  double at(std::size_t level, const AccumulatorProfile::Weights& weights) const;

 private:
  struct Part {
    InputSet inputs;
    ChannelProblem problem;
    double share = 1;  // of the inputs
  };

  Objective objective_;
  std::vector<std::unique_ptr<Part>> parts_;
};

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_TUNE_WEIGHT_BOUND_H_
