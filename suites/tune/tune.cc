// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/tune/tune.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "deployment/deployment_fields.h"
#include "deployment/input_error.h"
#include "deployment/nearest_name.h"
#include "fixedpoint/channel_lowering.h"
#include "oracle/exact_map.h"
#include "suites/parallel_blocks.h"
#include "suites/tune/coefficient_search.h"
#include "suites/tune/decimal_literal.h"
#include "suites/tune/integer_search.h"

namespace swingproof {
namespace {

void require_weights(const TuneTask& task) {
  const std::optional<Channel> channel = channel_without_weights(task.arithmetic);
  if (!channel) return;
  throw InputError("--arithmetic", "has only weights of 0 for " + std::string(name(*channel)),
                   "give each channel a weight");
}

void check(const TuneTask& task) {
  const Deployment& first = task.deployments.front();
  for (const Deployment& each : task.deployments) {
    if (const DeploymentField* field = differing_setting(first.matrix, each.matrix)) {
      const std::string key(field->key);
      throw InputError(
          task.named_by, "names deployments of both " + key + "s",
          "tune each on its own, as --" + key + " does: the plugin has constants for each");
    }
    if (each.op != first.op) {
      throw InputError(task.named_by, "names deployments of both ops",
                       "tune with one op: the plugin's constants are the same for both");
    }
    lower(each, task.arithmetic);
  }
  require_weights(task);
  if (task.freedom != Freedom::constants && task.deployments.size() > 1) {
    throw InputError("--freedom",
                     std::string(name(task.freedom)) + " are searched for one deployment only",
                     "name one deployment, or write constants");
  }
  if (task.freedom != Freedom::integers && task.arithmetic.integers) {
    throw InputError("--arithmetic", "has own integers, which no constants lead to",
                     "give an arithmetic with constants, or leave it out");
  }
  if (task.set == SetName::legal && first.matrix.swing == Swing::full) {
    throw InputError("--set", "legal is a set of studio swing", "write all_inputs or in_gamut");
  }
}

ChannelMeasures measures_of(const ErrorMeasures& errors) {
  const Rational ideal = errors.code_difference.equal();
  return {errors.max_abs_error, mean_squared_error(errors), 1 - ideal / errors.inputs};
}

double least_margin_of(const TuneTask& task, const OpConstants& constants, std::size_t c) {
  double least = HUGE_VAL;
  for (const Deployment& each : task.deployments) {
    for (const double margin : weight_margins(each, task.arithmetic.datapath, constants, c)) {
      least = std::min(least, margin);
    }
  }
  return least;
}

TunedChannel tune_scale(const TuneTask& task, const OpConstants& constants, std::size_t c,
                        const InputSet& inputs) {
  ScaleSearch search;
  search.constants = constants;
  search.datapath = task.arithmetic.datapath;
  search.objective = task.objective;
  search.over = task.over;
  for (const Deployment& each : task.deployments) {
    search.problems.push_back(channel_problem(each, c, inputs));
  }
  ScaleResult result = search_scale(search);
  TunedChannel tuned;
  tuned.channel = output_channels(task.deployments.front().op).at(c);
  tuned.scale_before = search.constants.weight_scale[static_cast<std::size_t>(tuned.channel)];
  tuned.candidates = result.weight_intervals;
  tuned.ruled_out = result.ruled_out;
  tuned.evaluated = result.evaluated;
  tuned.is_changed =
      result.found && is_better(result.found->measures, result.before, task.objective);
  if (tuned.is_changed) {
    tuned.scale_after = result.found->scale;
    tuned.margin = result.found->margin;
    tuned.after = std::move(result.found->measures);
  } else {
    tuned.scale_after = tuned.scale_before;
    tuned.margin = least_margin_of(task, search.constants, c);
    tuned.after = result.before;
  }
  tuned.before = std::move(result.before);
  return tuned;
}

// The channel with its integers, which go into the op.
TunedChannel tune_integers(const TuneTask& task, std::size_t c, const InputSet& inputs,
                           LoweredOp& op) {
  const Deployment& deployment = task.deployments.front();
  const ChannelProblem problem = channel_problem(deployment, c, inputs);
  IntegerSearch search;
  search.problem = &problem;
  search.before = lower(deployment, task.arithmetic)[c];
  search.objective = task.objective;
  search.widths.bias = task.arithmetic.datapath.bias_width;
  const IntegerResult result = search_integers(search);
  op[c] = result.lowered;
  TunedChannel tuned;
  tuned.channel = output_channels(deployment.op).at(c);
  tuned.is_changed = result.lowered != search.before;
  tuned.is_optimal = result.is_optimal;
  tuned.lower_bound = result.lower_bound;
  tuned.before = joint_measures({result.before}, task.over);
  tuned.after = joint_measures({result.after}, task.over);
  tuned.candidates = result.weight_sets;
  tuned.ruled_out = result.ruled_out;
  tuned.evaluated = result.evaluated;
  return tuned;
}

using TunedChannels = std::array<TunedChannel, 3>;

// Tunes the scales of constants, and writes them there.
TunedChannels tune_scales(const TuneTask& task, const InputSet& inputs, OpConstants& constants) {
  TunedChannels channels;
  for_each_block(3, [&](std::size_t c) { channels[c] = tune_scale(task, constants, c, inputs); });
  for (const TunedChannel& channel : channels) {
    constants.weight_scale[static_cast<std::size_t>(channel.channel)] = channel.scale_after;
  }
  return channels;
}

// The published offset of studio swing is off by 0.043 grey levels. Where the scales
// alone do better with the standard's own, that is the better start.
void start_from_exact_offset(const TuneTask& task, const InputSet& inputs,
                             const TunedChannels& channels, OpConstants& constants) {
  OpConstants exact = constants_of(task.arithmetic, task.deployments.front());
  exact.offset = rounded_to_digits(
      centered_yuv_to_rgb(task.deployments.front().matrix).offset[0].convert_to<double>(), 7);
  if (static_cast<float>(exact.offset) == static_cast<float>(constants.offset)) return;
  const TunedChannels others = tune_scales(task, inputs, exact);
  for (std::size_t c = 0; c < 3; ++c) {
    const auto of = [&](const TunedChannel& channel) {
      return channel.after.joint.of(task.objective);
    };
    if (of(others[c]) > of(channels[c])) return;
  }
  constants = exact;
}

// All constants, beginning where the scales alone end, so that the result is never worse.
void tune_coefficients(const TuneTask& task, const InputSet& inputs, OpConstants& constants,
                       TunedChannels& channels) {
  const Deployment& deployment = task.deployments.front();
  start_from_exact_offset(task, inputs, channels, constants);
  std::array<std::optional<ChannelProblem>, 3> problems;
  CoefficientSearch search;
  for (std::size_t c = 0; c < 3; ++c) {
    problems[c].emplace(channel_problem(deployment, c, inputs));
    search.problems[c] = &*problems[c];
  }
  search.constants = constants;
  search.datapath = task.arithmetic.datapath;
  search.objective = task.objective;
  const CoefficientResult result = search_coefficients(search);
  constants = result.constants;
  for (std::size_t c = 0; c < 3; ++c) {
    TunedChannel& channel = channels[c];
    channel.scale_after = constants.weight_scale[static_cast<std::size_t>(channel.channel)];
    channel.margin = least_margin_of(task, constants, c);
    channel.after = joint_measures({result.measures[c]}, task.over);
    channel.is_changed = is_better(channel.after, channel.before, task.objective);
    channel.is_optimal = result.is_optimal[c];
    channel.lower_bound = result.lower_bound[c];
    channel.candidates = result.weight_sets[c];
    channel.ruled_out = result.ruled_out[c];
    channel.evaluated = result.evaluated[c];
  }
}

// Every channel, and the arithmetic that they make.
void search(const InputSet& inputs, Tuning& tuning) {
  const TuneTask& task = tuning.task;
  const Deployment& first = task.deployments.front();
  tuning.tuned = task.arithmetic;
  tuning.tuned.file.clear();
  if (task.freedom == Freedom::integers) {
    OwnIntegers own{first, {}};
    for_each_block(
        3, [&](std::size_t c) { tuning.channels[c] = tune_integers(task, c, inputs, own.op); });
    tuning.tuned.constants.reset();
    tuning.tuned.integers = own;
    return;
  }
  tuning.tuned.constants = {first.matrix, constants_of(task.arithmetic, first)};
  OpConstants& constants = tuning.tuned.constants->constants;
  tuning.channels = tune_scales(task, inputs, constants);
  if (task.freedom == Freedom::coefficients) {
    tune_coefficients(task, inputs, constants, tuning.channels);
  }
}

Accuracy accuracy(const Deployment& deployment, const Arithmetic& arithmetic,
                  const SweepSets& sets) {
  const LoweredOp op = lower(deployment, arithmetic);
  return {deployment, arithmetic, op, sweep(deployment, op, sets), sweep_path(deployment, op)};
}

void require_equal(const ChannelMeasures& found, const ChannelErrors& errors, SetName set) {
  if (found == measures_of(*of_set(errors, set))) return;
  throw std::logic_error("tune: the search and the sweep do not agree");
}

}  // namespace

std::optional<Channel> channel_without_weights(const Arithmetic& arithmetic) {
  if (!arithmetic.constants) return std::nullopt;
  for (const Channel channel : {Channel::red, Channel::green, Channel::blue}) {
    const auto& weights = arithmetic.constants->constants.weight[static_cast<std::size_t>(channel)];
    if (std::all_of(weights.begin(), weights.end(), [](double each) { return each == 0; })) {
      return channel;
    }
  }
  return std::nullopt;
}

Tuning tune(const TuneTask& task) {
  check(task);
  const SweepSets sets = sweep_sets(task.deployments.front().matrix);
  const InputSet& inputs = of_set(sets, task.set)->inputs;
  Tuning tuning;
  tuning.task = task;
  search(inputs, tuning);
  for (std::size_t d = 0; d < task.deployments.size(); ++d) {
    const Deployment& deployment = task.deployments[d];
    tuning.deployments.push_back(
        {accuracy(deployment, task.arithmetic, sets), accuracy(deployment, tuning.tuned, sets)});
    for (std::size_t c = 0; c < 3; ++c) {
      const TunedDeployment& swept = tuning.deployments.back();
      require_equal(tuning.channels[c].before.each[d], swept.before.errors[c], task.set);
      require_equal(tuning.channels[c].after.each[d], swept.after.errors[c], task.set);
    }
  }
  return tuning;
}

}  // namespace swingproof
