// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/settle/settle_plan.h"

#include <cstdint>

#include "suites/settle/channel_functions.h"
#include "suites/settle/neighbour_cover.h"

namespace swingproof {
namespace {

// Pixels along Y at U = V = 0, then a few along U and V.
YuvPlanes axis_sweep(int step_of_y, int step_of_chroma) {
  YuvPlanes pixels;
  for (int y = -128; y < 128; y += step_of_y) pixels.push_back({static_cast<std::int8_t>(y), 0, 0});
  for (int u = -128; u < 128; u += step_of_chroma) {
    pixels.push_back({0, static_cast<std::int8_t>(u), 0});
  }
  for (int v = -128; v < 128; v += step_of_chroma) {
    pixels.push_back({0, 0, static_cast<std::int8_t>(v)});
  }
  return pixels;
}

Experiment experiment(const Deployment& deployment, const YuvPlanes& sweep) {
  const NeighbourCover neighbours = cover_neighbours(deployment, visible_datapaths(), sweep);
  return {deployment,
          cover_pairs(deployment, visible_datapaths(), neighbours.pixels, robust_separation),
          neighbours.neighbours, sweep.size()};
}

}  // namespace

SettlePlan settle_plan(Op op, March march, const MeanRange& means) {
  SettlePlan plan;
  plan.means = means;
  plan.choice = choose_deployments(op, march, means);
  for (const Deployment& deployment : plan.choice.deployments) {
    plan.experiments.push_back(experiment(deployment, axis_sweep(51, 85)));
  }
  Deployment everyday;
  everyday.op = op;
  everyday.march = march;
  plan.experiments.push_back(experiment(everyday, axis_sweep(3, 15)));
  return plan;
}

}  // namespace swingproof
