// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_SWEEP_SWEEP_H_
#define SWINGPROOF_SUITES_SWEEP_SWEEP_H_

#include <array>
#include <optional>

#include "deployment/deployment.h"
#include "fixedpoint/lowering.h"
#include "oracle/gamut.h"
#include "suites/sweep/error_measures.h"

namespace swingproof {

// The contract's sets of inputs for one swing (numerics.md section 5). They do not depend on mean,
// std or q_scale: build them once for many sweeps.
struct InputSets {
  InputSet all_inputs;
  InputSet in_gamut;
  std::optional<InputSet> legal;  // studio swing only
};

InputSets input_sets(Swing swing);

// The error of one output channel over every set.
struct ChannelErrors {
  Channel channel = Channel::red;
  ErrorMeasures all_inputs;
  ErrorMeasures in_gamut;
  std::optional<ErrorMeasures> legal;

  friend bool operator==(const ChannelErrors&, const ChannelErrors&) = default;
};

// The exhaustive sweep: the codes of the lowered op against the exact op, over all 2^24 inputs and
// all three channels, in output order. sets are those of the deployment's swing. Exact in every
// figure, whatever the number of threads and the SIMD target.
std::array<ChannelErrors, 3> sweep(const Deployment& deployment, const LoweredOp& op,
                                   const InputSets& sets);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_SWEEP_SWEEP_H_
