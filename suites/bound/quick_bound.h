// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_BOUND_QUICK_BOUND_H_
#define SWINGPROOF_SUITES_BOUND_QUICK_BOUND_H_

#include "deployment/deployment.h"
#include "fixedpoint/lowering.h"

namespace swingproof {

// An upper bound on the greatest |error| over all inputs and channels, LSB, in microseconds
// instead of a sweep's milliseconds; usually within half an LSB of it.
//
// Without its roundings the datapath is a(Y, U, V) = scale * accumulator, clamped like x. Both are
// affine, so |clamp(a) - clamp(x)| is piecewise affine on the box of inputs, and greatest where
// pieces meet on its edges (inside, two clamps at once, it is no greater). The roundings add at
// most 1/2 after the multiplier and scale * 2^pre_shift before it. In binary64, with 1e-6 to spare:
// good for choosing what to sweep, never for a figure. The bound that is
// reported, suites/bound/error_bound.h, is about as tight, but its rationals take some twenty times
// as long: a search for the worst of 100,000 settings would wait for it longer than for the sweeps.
double quick_error_bound(const Deployment& deployment, const LoweredOp& op);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_BOUND_QUICK_BOUND_H_
