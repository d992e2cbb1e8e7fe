// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_HYPOTHESIS_TRACE_H_
#define SWINGPROOF_SUITES_CERTIFY_HYPOTHESIS_TRACE_H_

#include <array>
#include <optional>

#include "suites/certify/hypothesis.h"
#include "suites/trace/trace.h"

namespace swingproof {

// What happens to one pixel under a hypothesis.
struct HypothesisTrace {
  Deployment deployment;                 // what the op computes
  CenteredYuv op_input;                  // the pixel as it reaches the op
  std::array<ChannelTrace, 3> channels;  // of output planes 0, 1 and 2
};

// Every stage of one pixel, as it is sent to the board. arithmetic is the declared one. None for
// ideal, which has no stages, and if the op cannot be lowered.
std::optional<HypothesisTrace> trace_hypothesis(const Deployment& declared,
                                                const Arithmetic& arithmetic,
                                                const Hypothesis& hypothesis, CenteredYuv pixel);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_HYPOTHESIS_TRACE_H_
