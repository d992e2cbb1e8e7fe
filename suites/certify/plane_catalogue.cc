// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/plane_catalogue.h"

#include <algorithm>
#include <map>
#include <utility>

#include "deployment/input_error.h"
#include "suites/certify/hypothesis_op.h"

namespace swingproof {
namespace {

// One channel of an op. is_middle: channel 1, which stays on output plane 1 under every hypothesis.
struct ChannelFunction {
  bool is_middle = false;
  std::optional<LoweredChannel> lowered;
  StepFunction steps;
};

// The channels of an op (indices), or why there is none.
struct OpFunctions {
  std::optional<std::array<std::size_t, 3>> channels;
  std::string reason;
};

// The channel with what has no effect set to one value.
LoweredChannel normalised(LoweredChannel channel) {
  channel.bias = shifted_bias(channel);
  channel.bias_shift = 0;
  if (channel.pre_shift == 0) {
    channel.pre_rounding = PreRounding::floor;
    channel.saturation = Saturation::after_pre_shift;
  }
  if (channel.post_shift == 0) channel.post_rounding = RoundingMode::floor;
  return channel;
}

// The different channels of all ops.
class ChannelCatalogue {
 public:
  std::size_t add(bool is_middle, const LoweredChannel& channel) {
    const LoweredChannel parameters = normalised(channel);
    const auto known = std::find_if(channels_.begin(), channels_.end(), [&](const auto& each) {
      return each.is_middle == is_middle && each.lowered == parameters;
    });
    if (known != channels_.end()) return static_cast<std::size_t>(known - channels_.begin());
    channels_.push_back({is_middle, parameters, step_function(parameters)});
    return channels_.size() - 1;
  }

  std::size_t add(bool is_middle, const ExactChannel& channel) {
    const StepFunction steps = step_function(channel);
    const auto known = std::find_if(channels_.begin(), channels_.end(), [&](const auto& each) {
      return each.is_middle == is_middle && !each.lowered && each.steps == steps;
    });
    if (known != channels_.end()) return static_cast<std::size_t>(known - channels_.begin());
    channels_.push_back({is_middle, {}, steps});
    return channels_.size() - 1;
  }

  const ChannelFunction& operator[](std::size_t i) const { return channels_[i]; }

 private:
  std::vector<ChannelFunction> channels_;
};

// No arithmetic: the exact op.
OpFunctions op_functions(const Deployment& deployment, const std::optional<Arithmetic>& arithmetic,
                         ChannelCatalogue& catalogue) {
  std::array<std::size_t, 3> channels{};
  if (!arithmetic) {
    for (std::size_t c = 0; c < 3; ++c) {
      channels[c] = catalogue.add(c == 1, exact_channel(deployment, c));
    }
    return {channels, {}};
  }
  try {
    const LoweredOp op = lower(deployment, *arithmetic);
    for (std::size_t c = 0; c < 3; ++c) channels[c] = catalogue.add(c == 1, op[c]);
    return {channels, {}};
  } catch (const InputError& error) {
    return {{}, error.what()};
  }
}

// The ops of all hypotheses, each made once.
class OpCatalogue {
 public:
  OpCatalogue(const Deployment& declared, const Arithmetic& arithmetic)
      : declared_(declared), arithmetic_(arithmetic) {}

  const OpFunctions& of(const Hypothesis& hypothesis) {
    const Key key = {hypothesis.matrix, hypothesis.normalisation, hypothesis.arithmetic};
    const auto known = ops_.find(key);
    if (known != ops_.end()) return known->second;
    const Deployment deployment =
        hypothesis_deployment(declared_, hypothesis.matrix, hypothesis.normalisation);
    const auto arithmetic =
        hypothesis_arithmetic(hypothesis.arithmetic, arithmetic_, hypothesis.matrix);
    return ops_.emplace(key, op_functions(deployment, arithmetic, channels_)).first->second;
  }

  const ChannelFunction& channel(std::size_t i) const { return channels_[i]; }

 private:
  using Key = std::tuple<Matrix, Normalisation, std::size_t>;
  const Deployment& declared_;
  const Arithmetic& arithmetic_;
  ChannelCatalogue channels_;
  std::map<Key, OpFunctions> ops_;
};

std::size_t add_table(const InputTable& table, std::vector<InputTable>& tables) {
  const auto known = std::find(tables.begin(), tables.end(), table);
  if (known != tables.end()) return static_cast<std::size_t>(known - tables.begin());
  tables.push_back(table);
  return tables.size() - 1;
}

PlaneFunction plane_function(const ChannelFunction& channel, bool swapped, std::size_t table) {
  PlaneFunction function{table, channel.steps, channel.lowered, {}};
  if (swapped) {
    std::swap(function.steps.weights[1], function.steps.weights[2]);
    if (function.lowered) std::swap(function.lowered->weights[1], function.lowered->weights[2]);
  }
  if (!function.lowered) function.exact.emplace(function.steps);
  return function;
}

// The different plane functions of all hypotheses.
class FunctionCatalogue {
 public:
  explicit FunctionCatalogue(PlaneCatalogue& catalogue) : catalogue_(catalogue) {}

  std::size_t add(std::size_t index, const ChannelFunction& channel, bool swapped,
                  std::size_t table) {
    const bool symmetrical = channel.steps.weights[1] == channel.steps.weights[2];
    const Key key = {index, swapped && !symmetrical, table};
    const auto [known, is_new] = known_.emplace(key, catalogue_.functions.size());
    if (is_new) {
      catalogue_.functions.push_back(plane_function(channel, swapped, table));
      catalogue_.is_middle.push_back(channel.is_middle);
    }
    return known->second;
  }

 private:
  using Key = std::tuple<std::size_t, bool, std::size_t>;
  PlaneCatalogue& catalogue_;
  std::map<Key, std::size_t> known_;
};

}  // namespace

PlaneCatalogue plane_catalogue(const Deployment& declared, const Arithmetic& arithmetic,
                               const std::vector<Hypothesis>& hypotheses) {
  PlaneCatalogue catalogue;
  OpCatalogue ops(declared, arithmetic);
  FunctionCatalogue functions(catalogue);
  // By input_centering and quant_stub.
  std::map<std::pair<InputCentering, QuantStub>, std::size_t> tables;
  for (const Hypothesis& each : hypotheses) {
    const auto inputs = std::pair(each.input_centering, each.quant_stub);
    if (!tables.contains(inputs)) {
      const InputTable table = input_table(inputs.first, inputs.second, declared.q_scale);
      tables[inputs] = add_table(table, catalogue.tables);
    }
    const OpFunctions& op = ops.of(each);
    CataloguedHypothesis entry{{}, op.reason};
    if (op.channels) {
      const bool swapped = each.chroma_order == ChromaOrder::swapped;
      entry.planes.emplace();
      for (std::size_t plane = 0; plane < 3; ++plane) {
        const std::size_t index = (*op.channels)[plane_channel(each.output_order, plane)];
        (*entry.planes)[plane] = functions.add(index, ops.channel(index), swapped, tables[inputs]);
      }
    }
    catalogue.entries.push_back(entry);
  }
  return catalogue;
}

}  // namespace swingproof
