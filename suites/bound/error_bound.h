// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_BOUND_ERROR_BOUND_H_
#define SWINGPROOF_SUITES_BOUND_ERROR_BOUND_H_

#include <array>
#include <cstddef>

#include "deployment/deployment.h"
#include "fixedpoint/lowering.h"
#include "oracle/exact_channel.h"

namespace swingproof {

// A bound on the error of a lowered channel over all 2^24 inputs, from its parameters alone:
// nothing is swept. What the sweep measures (docs/numerics.md section 5) is never above it.
//
// Derivation. Let the inputs range over the whole box Y, U, V in [-128, 127], as real numbers. On
// it the exact op x is affine, and so is what the integers would give without any rounding,
//
//   z = (W_0 Y + W_1 U + W_2 V + (bias << bias_shift)) * multiplier / 2^(pre_shift + post_shift).
//
// Two roundings lie between z and the code before its last saturation, a:
//
//   a - z = r_pre * multiplier / 2^post_shift + r_post.
//
// A right shift by s that rounds down is off by r in [-(1 - 2^-s), 0]; half up, by r in
// [-(1/2 - 2^-s), 1/2]; to nearest with ties to even or away from 0, by r in [-1/2, 1/2]; toward
// zero, by |r| <= 1 - 2^-s; a shift by 0 is exact. So a - z lies in an interval [low, high].
//
// The saturation to int16 between the shifts is harmless if +32,767 and -32,768 give codes of 127
// and -128, which holds for all lowered settings but extreme ones: then a saturated input has the
// code that it would have without. Otherwise low is lowered, and high raised, by what is cut off.
//
// The error is e = clamp(a) - clamp(x), both to [-128, 127].
// - Where x lies in that range, |e| <= |a - x|, as clamping moves no two numbers apart: e is at
// most
//   max(z - x) + high and at least min(z - x) + low there.
// - Where x > 127, e is 0 or a - 127 < 0, so that e >= min(z - 127) + low there.
// - Where x < -128, e is 0 or a + 128 > 0, so that e <= max(z + 128) + high there.
// The three parts of the box are polytopes, and each extreme is one of an affine function: it lies
// at a corner of the box or where one of its twelve edges meets x = 127 or x = -128. All of that is
// computed in rationals.
//
// The bound is not the maximum: it takes the worst roundings to occur at the worst corner, and lets
// inputs be real numbers. It never exceeds 255, as both codes are clamped.
struct ErrorBound {
  Rational value;     // of |e|, in LSB
  Rational least;     // e is not below this, <= 0
  Rational greatest;  // e is not above this, >= 0
};

// Of one channel; x is the exact op on it.
ErrorBound error_bound(const ExactChannel& exact, const LoweredChannel& channel);

// Of the three output channels of a deployment and its lowered op.
std::array<ErrorBound, 3> error_bounds(const Deployment& deployment, const LoweredOp& op);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_BOUND_ERROR_BOUND_H_
