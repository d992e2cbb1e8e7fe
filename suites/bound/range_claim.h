// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_BOUND_RANGE_CLAIM_H_
#define SWINGPROOF_SUITES_BOUND_RANGE_CLAIM_H_

#include <optional>

#include "deployment/deployment.h"
#include "fixedpoint/arithmetic.h"
#include "suites/bound/gappa_claim.h"

namespace swingproof {

// All settings of one channel whose mean and whose step, std * q_scale, lie between two numbers.
// One LSB is one step. std and q_scale are each between 2^-40 and 2^40, so that no float of the
// lowering is subnormal or infinite.
struct SettingRange {
  Rational least_mean;  // grey levels
  Rational greatest_mean;
  Rational least_step;  // grey levels per LSB, above 0
  Rational greatest_step;
};

// A bound on |clamp(a) - clamp(x)| for all 2^24 inputs and all settings of a range at once, as
// scripts for Gappa. a is the code before its last saturation, x the exact op.
//
// Derivation. With W the weights, w the weight scale and S the step, the op of any setting is
//
//   a = round(acc * (w / S) * (1 + e) + p)
//   acc = W_0 Y + W_1 U + W_2 V + (offset - mean) / w + d
//
// - W does not depend on the setting, unless a weight lies within float32's error of a rounding
//   boundary: then there is no claim.
// - d is the rounding of the bias: half a unit of it (a whole one where it is cut), times
//   2^bias_shift, and the float32 errors of (offset - mean) / w, less than nine units of 2^-24 of
//   (|offset| + |mean|) / w.
// - e is the rounding of the multiplier to 15 bits, at most (1/2 + 2^-8) / 2^14, and less than six
//   units of 2^-24 from float32.
// - p is what the pre-shift cuts off: nothing where it is 0; else post_shift is 22 and the
//   multiplier below 2^15, so that p lies in [-2^-7, 0], or in [-2^-8, 2^-8] if it rounds.
// - The int16 between the shifts holds every sum that matters: the multiplier is at least 2^14 and
//   post_shift at most 22, so that 32,767 is a code of 127 at least, and -32,768 one of -128.
//   Where the accumulator is saturated before a pre-shift that is not so: then there is a claim
//   only if no accumulator leaves int16.
//
// With P the exact grey level, S (a - x) without the last rounding and p is
//
//   (W w . (Y, U, V) + offset - P + w d) (1 + e) + e S x
//
// and has no mean in it. Gappa proves the rest: where -128 <= x <= 127, |a - x| <= bound; beyond, a
// is at least 127 - bound, or at most bound - 128. The bound takes the worst of every term at once,
// so that it is above that of error_bound.h for each single setting.
//
// Nothing for own integers, which belong to one setting, for a range whose steps reach beyond what
// the shifts can hold, where a weight is not the same for every setting, and where the saturation
// of the accumulator may matter.
std::optional<GappaClaim> range_claim(Op op, Matrix matrix, std::size_t c,
                                      const Arithmetic& arithmetic, const SettingRange& wanted);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_BOUND_RANGE_CLAIM_H_
