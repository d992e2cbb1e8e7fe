// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_TUNE_TUNE_H_
#define SWINGPROOF_SUITES_TUNE_TUNE_H_

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "suites/gate/budget.h"
#include "suites/sweep/accuracy.h"
#include "suites/tune/scale_search.h"

namespace swingproof {

// The least error that the op can have when its weight scales are chosen anew: the three constants
// of the plugin's weight_scale_map, for one deployment or for a set of them at once.

struct TuneTask {
  std::vector<Deployment> deployments;  // at least one; all of one op and swing
  Arithmetic arithmetic;  // where the search starts, and the datapath; no own integers
  Objective objective = Objective::max;
  SetName set = SetName::all_inputs;
  Over over = Over::worst;
};

// One output channel.
struct TunedChannel {
  Channel channel = Channel::red;
  double scale_before = 0;
  double scale_after = 0;
  double margin = 0;  // of the weight nearest to a rounding boundary, in ulps, over all deployments
  // Whether another scale is better than the one before; else scale_after is scale_before.
  bool is_changed = false;
  JointMeasures before;  // over the set of inputs
  JointMeasures after;
  std::size_t weight_intervals = 0;  // as in ScaleResult
  std::size_t ruled_out = 0;
  std::size_t evaluated = 0;
};

// One deployment with the constants before and after, by the exhaustive sweep.
struct TunedDeployment {
  Accuracy before;
  Accuracy after;
};

struct Tuning {
  TuneTask task;
  Arithmetic tuned;
  std::array<TunedChannel, 3> channels;  // output order
  std::vector<TunedDeployment> deployments;
};

// Every channel by search_scale(). The measures that the search found are compared with those of
// the sweep; std::logic_error if they differ, which would be a bug. Throws InputError for
// deployments of several ops or swings, a set that the swing does not have, own integers, and as
// lower() does.
Tuning tune(const TuneTask& task);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_TUNE_TUNE_H_
