// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_TUNE_SCALE_SEARCH_H_
#define SWINGPROOF_SUITES_TUNE_SCALE_SEARCH_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "deployment/enum_names.h"
#include "fixedpoint/channel_lowering.h"
#include "suites/tune/channel_problem.h"

namespace swingproof {

// How the measures of several deployments become one: of the worst of them, or their mean.
enum class Over { worst, average };

template <>
inline constexpr auto enum_names<Over> =
    names_of<Over>("a way to judge a set", {{Over::worst, "worst"}, {Over::average, "average"}});

// The measures of all deployments, and what they come to. Compared by the objective, then by max,
// square and mismatch.
struct JointMeasures {
  std::vector<ChannelMeasures> each;
  ChannelMeasures joint;
};

JointMeasures joint_measures(std::vector<ChannelMeasures> each, Over over);
bool is_better(const JointMeasures& one, const JointMeasures& other, Objective objective);
// Whether no deployment is worse off, by the objective.
bool is_never_worse(const JointMeasures& one, const JointMeasures& other, Objective objective);

// A weight closer than this to a rounding boundary, in ulps of its quotient, might be another
// integer in a compiler whose float32 arithmetic differs in a last place: no such scale is
// proposed.
inline constexpr double least_margin = 8;

// The search for one channel's weight scale.
struct ScaleSearch {
  std::vector<ChannelProblem> problems;  // one for each deployment; one swing and channel
  OpConstants constants;                 // whose weight scale of that channel is sought
  Datapath datapath;
  Objective objective = Objective::max;
  Over over = Over::worst;
  int bits_of_weights = weight_bits;  // fewer in tests
  int digits = 7;                     // of the decimal; fewer in tests
};

struct ScaleFound {
  double scale = 0;  // a decimal of at most 7 digits, the same integers as neighbours on both sides
  double margin = 0;  // the least margin of any weight on any deployment, in ulps
  std::vector<LoweredChannel> lowered;
  JointMeasures measures;
};

struct ScaleResult {
  JointMeasures before;             // with the constants as they are
  std::optional<ScaleFound> found;  // none where nothing is at least as good as before
  // What was looked at: intervals of scales with the same weights, how many of them no multiplier
  // or bias can save, and the different sets of integers in the others.
  std::size_t weight_intervals = 0;
  std::size_t ruled_out = 0;
  std::size_t evaluated = 0;
};

// The best scale of all decimals with at most 7 digits between a quarter of the least scale at
// which no weight is clamped and the greatest at which one is not 0, that keeps the least margin
// and makes no deployment worse than before. The integers are monotone in the float32 scale, so
// that bisection finds every scale at which one of them changes: nothing is sampled. docs/tuning.md
// has the proof.
ScaleResult search_scale(const ScaleSearch& search);

// The measures with these integers.
ChannelMeasures measure_channel(const ChannelProblem& problem, const LoweredChannel& lowered);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_TUNE_SCALE_SEARCH_H_
