// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_TUNE_TUNE_H_
#define SWINGPROOF_SUITES_TUNE_TUNE_H_

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "deployment/enum_names.h"
#include "suites/budget/budget.h"
#include "suites/sweep/accuracy.h"
#include "suites/tune/scale_search.h"

namespace swingproof {

// The least error that the op can have if some of its numbers may change.

// What may change:
//   constants     the three weight scales of the plugin's weight_scale_map, for one deployment or
//                 for a set of them at once; lowering and hardware stay as they are
//   coefficients  of one deployment also the nine weights and the offset
//   integers      of one deployment weights, bias, multiplier and shifts, for a convolution of
//                 one's own
enum class Freedom { constants, coefficients, integers };

template <>
inline constexpr auto enum_names<Freedom> =
    names_of<Freedom>("a freedom", {{Freedom::constants, "constants"},
                                    {Freedom::coefficients, "coefficients"},
                                    {Freedom::integers, "integers"}});

struct TuneTask {
  // At least one, all of one op and swing; just one for coefficients and integers.
  std::vector<Deployment> deployments;
  Arithmetic arithmetic;  // where the search starts, and the datapath
  Objective objective = Objective::max;
  SetName set = SetName::all_inputs;
  Over over = Over::worst;
  Freedom freedom = Freedom::constants;
  std::string named_by = "--deployment";  // what named the deployments, for errors
  std::size_t left_out = 0;  // deployments of the set that cannot be lowered, and are not in it
};

// One output channel.
struct TunedChannel {
  Channel channel = Channel::red;
  double scale_before = 0;  // these three: not of integers
  double scale_after = 0;
  double margin = 0;  // of the weight nearest to a rounding boundary, in ulps, over all deployments
  bool is_changed = false;  // whether anything is better than what was before
  // Whether nothing with this freedom has a lesser objective; of several deployments, nothing with
  // which none of them is worse off than before. Else nothing has one below the bound (of the mean
  // square for rms).
  bool is_optimal = true;
  double lower_bound = 0;
  JointMeasures before;  // over the set of inputs
  JointMeasures after;
  std::size_t candidates = 0;  // weight_intervals of ScaleResult, else weight_sets
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

// The first channel whose own constants are weights of 0 alone, which are the same with every
// scale: there is nothing to tune.
std::optional<Channel> channel_without_weights(const Arithmetic& arithmetic);

// Every channel by search_scale(), search_coefficients() or search_integers(). The measures that
// the search found are compared with those of the sweep; std::logic_error if they differ, which
// would be a bug. Throws InputError for deployments of several ops or swings, several where not for
// constants, a set that the swing does not have, own integers where constants are to be found, a
// channel without weights, and as lower() does.
//
// The plugin has weight scales per swing, so one tuning is for one op and one swing. It leaves out
// settings that cannot be lowered.
Tuning tune(const TuneTask& task);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_TUNE_TUNE_H_
