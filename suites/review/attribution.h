// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_REVIEW_ATTRIBUTION_H_
#define SWINGPROOF_SUITES_REVIEW_ATTRIBUTION_H_

#include <array>
#include <vector>

#include "deployment/deployment.h"
#include "suites/review/mixed_op.h"
#include "suites/sweep/error_measures.h"
#include "suites/sweep/sweep.h"

namespace swingproof {

// The errors of one mixed op on one channel, exact over all 2^24 inputs and over the gamut.
using MixedErrors = PerSet<ErrorMeasures>;

// The contribution of one stage.
struct StageEffect {
  LoweringStage stage = LoweringStage::coefficients;
  MixedErrors replaced;    // this stage exact, all others as deployed
  MixedErrors cumulative;  // this stage and all before it exact, the later ones as deployed
};

// An int8 weight that its scale cannot hold.
struct ClampedWeight {
  std::size_t input = 0;  // 0, 1, 2: Y, U, V
  Rational coefficient;   // grey levels per step of the input
  Rational scale;         // grey levels per step of the weight
  Rational wanted;        // coefficient / scale
  int held = 0;           // 127 or -128
};

// Where the error of one output channel comes from.
struct ChannelAttribution {
  Channel channel = Channel::red;
  MixedErrors deployed;
  std::vector<StageEffect> stages;  // in the order of all_lowering_stages
  std::vector<ClampedWeight> clamped_weights;
};

// The weights of one output channel that its weight scale makes too large for int8. c is 0, 1 or 2
// in output order.
std::vector<ClampedWeight> clamped_weights(const LoweredOps& ops, std::size_t c);

// In output order. The last cumulative entry of each channel is the ideal code's: the rounding that
// any int8 output has. Throws InputError as lower() does. sets are those of the deployment's swing.
std::array<ChannelAttribution, 3> attribute_errors(const Deployment& deployment,
                                                   const Arithmetic& arithmetic,
                                                   const SweepSets& sets);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_REVIEW_ATTRIBUTION_H_
