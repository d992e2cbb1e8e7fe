// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_SWEEP_CUBE_CHANNEL_H_
#define SWINGPROOF_SUITES_SWEEP_CUBE_CHANNEL_H_

#include <span>
#include <vector>

#include "oracle/exact_channel.h"
#include "oracle/gamut.h"
#include "suites/sweep/code_source.h"
#include "suites/sweep/error_measures.h"

namespace swingproof {

// The exact error of any codes on one channel, over each of the sets: all 2^24 inputs are
// evaluated once. Works for every op, every kernel and every capture; plane_channel.h is faster
// where a channel does not depend on all three inputs.
std::vector<ErrorMeasures> measure_cube(const ExactChannel& channel, const CodeSource& source,
                                        std::span<const InputSet* const> sets);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_SWEEP_CUBE_CHANNEL_H_
