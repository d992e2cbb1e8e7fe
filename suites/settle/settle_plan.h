// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_SETTLE_SETTLE_PLAN_H_
#define SWINGPROOF_SUITES_SETTLE_SETTLE_PLAN_H_

#include <cstddef>
#include <vector>

#include "deployment/deployment.h"
#include "suites/settle/deployment_choice.h"
#include "suites/settle/pixel_cover.h"

namespace swingproof {

// What to compile for one march and op, and which pixels to run, so that the captures decide every
// choice of the datapath that can be seen (docs/settle.md).
struct Experiment {
  Deployment deployment;
  PixelCover cover;            // its pixels begin with the sweep, then those of the neighbours
  std::size_t neighbours = 0;  // lowerings outside the table that its pixels show
  std::size_t sweep = 0;       // pixels on the axes, for reconstruct()
};

struct SettlePlan {
  MeanRange means = all_means;
  DeploymentChoice choice;
  std::vector<Experiment> experiments;  // those of the choice, then one of everyday settings
};

// On how many pixels of an experiment each pair of datapaths differs that it can tell apart, where
// so many are to be found: one wrong pixel is noticed, and is not believed.
inline constexpr std::size_t robust_separation = 3;

// Everyday settings, the op's own defaults in full swing, are the last experiment: one code is one
// grey level there, which is what makes a sweep along Y sharp. The means of the others are in the
// range.
SettlePlan settle_plan(Op op, March march, const MeanRange& means = all_means);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_SETTLE_SETTLE_PLAN_H_
