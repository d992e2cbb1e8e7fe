// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/tune/weight_bound.h"

#include <algorithm>

namespace swingproof {
namespace {

// Every step-th row in both chromas, and the last one.
InputSet some_rows(const InputSet& inputs, int step) {
  InputSet some(inputs.size());
  const auto is_kept = [&](int chroma) { return chroma % step == 0 || chroma == 127; };
  for (int u = -128; u < 128; ++u) {
    for (int v = -128; v < 128; ++v) {
      if (is_kept(u) && is_kept(v)) some[chroma_index(u, v)] = inputs[chroma_index(u, v)];
    }
  }
  return some;
}

bool has_input(const InputSet& inputs) {
  return std::any_of(inputs.begin(), inputs.end(), [](LumaRun run) { return run.begin < run.end; });
}

}  // namespace

WeightBound::WeightBound(const ChannelProblem& problem, Objective objective)
    : objective_(objective) {
  for (const int step : {16, 4}) {
    auto part = std::make_unique<Part>();
    part->inputs = some_rows(*problem.inputs, step);
    if (!has_input(part->inputs)) continue;
    part->problem = channel_problem(problem.deployment, problem.c, part->inputs);
    part->share = static_cast<double>(part->problem.count) / static_cast<double>(problem.count);
    parts_.push_back(std::move(part));
  }
}

double WeightBound::at(std::size_t level, const AccumulatorProfile::Weights& weights) const {
  const Part& part = *parts_.at(level);
  const AccumulatorProfile profile(part.problem, weights, objective_ == Objective::mismatch);
  const double bound = profile.lower_bound(objective_);
  return objective_ == Objective::max ? bound : bound * part.share * (1 - 0x1p-50);
}

}  // namespace swingproof
