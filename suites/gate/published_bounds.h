// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_GATE_PUBLISHED_BOUNDS_H_
#define SWINGPROOF_SUITES_GATE_PUBLISHED_BOUNDS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "deployment/deployment.h"
#include "oracle/input_sets.h"
#include "suites/budget/published_bound.h"
#include "suites/gate/cube_judge.h"
#include "suites/sweep/sweep.h"

namespace swingproof {

// Of all inputs and in gamut.
using OutsideCount = PerSet<std::uint64_t>;

// Inputs whose codes are outside of the bound, of each channel in output order. Of a bound that is
// not judged all are 0.
struct PublishedBoundCheck {
  PublishedBound bound = PublishedBound::openvx;
  bool is_judged = false;
  std::array<OutsideCount, 3> kernel;
  std::array<OutsideCount, 3> model;
};

bool is_met(const std::array<OutsideCount, 3>& outside);

// Of a complete cube. sets: those of the deployment's swing.
PublishedBoundCheck check_published_bound(PublishedBound bound, const Deployment& deployment,
                                          const CubeJudge& judge, const SweepSets& sets);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_GATE_PUBLISHED_BOUNDS_H_
