// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_BOUND_GAPPA_CLAIM_H_
#define SWINGPROOF_SUITES_BOUND_GAPPA_CLAIM_H_

#include <optional>
#include <string>
#include <vector>

#include "deployment/deployment.h"
#include "fixedpoint/lowering.h"
#include "oracle/exact_channel.h"

namespace swingproof {

// The bound of error_bound.h as a script for Gappa (https://gappa.gitlabpages.inria.fr), a prover
// of statements about roundings: it is proved there from the definition of the integers, by a
// program that shares nothing with this one.
//
// With a the code before its last saturation, x the exact op and e the bound, the script states for
// all integers Y, U, V in [-128, 127]
//
//   -128 <= x <= 127  ->  |a - x| <= e
//   127 <= x          ->  a - 127 >= -e
//   x <= -128         ->  a + 128 <= e
//
// from which |clamp(a) - clamp(x)| <= e follows as in error_bound.h. Everything is multiplied by
// the denominator of x, so that all constants are integers; e is rounded up to 9 digits after the
// point. Each script has one rewriting rule, which tells Gappa which sum to look at. Gappa checks
// that both of its sides are the same; the multiple of x in it is the dual solution of the linear
// program in error_bound.h. Four scripts and not one, as Gappa applies every rule everywhere: with
// the rules of all parts together it finds no proof.
struct GappaClaim {
  std::vector<std::string> scripts;  // x inside: above, below; x beyond 127; x beyond -128
  Rational bound;                    // e
};

// That two numbers in [-128, 127] differ by 255 at most. It is the claim where no smaller bound
// holds.
GappaClaim trivial_claim();

// Nothing where the saturation to int16 between the shifts matters, which the script leaves out,
// unless the bound is the trivial one.
std::optional<GappaClaim> gappa_claim(const ExactChannel& exact, const LoweredChannel& channel);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_BOUND_GAPPA_CLAIM_H_
