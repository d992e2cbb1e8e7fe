// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/dynamic_bitset.hpp>
#include <cstddef>
#include <cstdlib>
#include <numeric>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "suites/faults/fault_search.h"
#include "suites/parallel_blocks.h"

namespace swingproof {
namespace {

// Which weighted sums of a channel, bias left out, some input has: by sum - least.
struct ReachableSums {
  std::int32_t least = 0;
  std::vector<std::int32_t> sums;  // in an order without a pattern
};

using Sums = boost::dynamic_bitset<std::uint64_t>;

// 0..255 times the magnitude of a weight added to every sum so far.
void add_weight(std::int32_t weight, Sums& sums) {
  const auto step = static_cast<std::size_t>(std::abs(weight));
  sums.resize(sums.size() + 255 * step);
  for (std::size_t bit = 1; bit < 256; bit *= 2) sums |= sums << (bit * step);
}

ReachableSums reachable_sums(const LoweredChannel& channel) {
  ReachableSums reachable;
  Sums has(1, 1);
  for (const std::int32_t weight : channel.weights) {
    add_weight(weight, has);
    reachable.least += weight < 0 ? 127 * weight : -128 * weight;
  }
  const std::size_t size = has.size();
  std::size_t stride = size / 2 + size / 7 + 1;
  while (std::gcd(stride, size) != 1) ++stride;
  for (std::size_t i = 0, at = 0; i < size; ++i, at = (at + stride) % size) {
    if (has[at]) reachable.sums.push_back(reachable.least + static_cast<std::int32_t>(at));
  }
  return reachable;
}

// The model's side of all comparisons.
struct Model {
  FaultyCodes codes;
  std::array<FaultyDatapath, 3> datapaths;
  std::array<ReachableSums, 3> reachable;
  std::array<std::vector<std::int8_t>, 3> at_sums;
};

std::optional<Model> model_of(const FaultSubject& subject) {
  const auto codes = FaultyCodes::of(subject, {});
  if (!codes || !codes->plain_datapaths()) return std::nullopt;
  Model model{*codes, *codes->plain_datapaths(), {}, {}};
  for (std::size_t c = 0; c < 3; ++c) {
    const std::int32_t bias = shifted_bias(model.datapaths[c].channel);
    model.reachable[c] = reachable_sums(model.datapaths[c].channel);
    for (const std::int32_t sum : model.reachable[c].sums) {
      model.at_sums[c].push_back(model.codes.code_of(requantised(model.datapaths[c], sum + bias)));
    }
  }
  return model;
}

// Whether a fault of the datapath gives the model's code for every sum that there is; the weights
// are the model's.
bool is_equal(const Model& model, const FaultyCodes& faulty,
              const std::array<FaultyDatapath, 3>& datapaths) {
  for (std::size_t c = 0; c < 3; ++c) {
    const LoweredChannel& channel = datapaths[c].channel;
    const std::int32_t bias = shifted_bias(channel);
    const std::vector<std::int32_t>& sums = model.reachable[c].sums;
    for (std::size_t i = 0; i < sums.size(); ++i) {
      if (faulty.code_of(requantised(datapaths[c], sums[i] + bias)) != model.at_sums[c][i]) {
        return false;
      }
    }
  }
  return true;
}

// What is left of the entry depends on nothing that was observed.
bool is_for_all(const FaultyOp& op) {
  return !op.place && !op.no_op && !op.fitted && !op.settings_of;
}

// Whether two ops have the same codes for a run of the cube's inputs, `step` apart.
bool are_equal(const FaultyCodes& one, const FaultyCodes& other, std::size_t first,
               std::size_t step, std::size_t size) {
  std::array<std::uint32_t, block_capacity> inputs;
  for (std::size_t i = 0; i < size; ++i) {
    inputs[i] = static_cast<std::uint32_t>((first + i * step) % cube_inputs);
  }
  CodeBlock codes;
  CodeBlock expected;
  compute_codes(one, {}, {}, std::span(inputs.data(), size), codes);
  compute_codes(other, {}, {}, std::span(inputs.data(), size), expected);
  for (std::size_t c = 0; c < 3; ++c) {
    if (!std::equal(codes[c].begin(), codes[c].begin() + size, expected[c].begin())) return false;
  }
  return true;
}

// By every input, but by a few of them first: nearly all faults show there.
bool is_equal(const FaultyCodes& model, const FaultyCodes& faulty) {
  constexpr std::size_t odd = 0x9E3779B1U;
  if (!are_equal(model, faulty, 0, odd, 32) || !are_equal(model, faulty, 1, odd, block_capacity)) {
    return false;
  }
  std::atomic<bool> equal = true;
  for_each_block(256, [&](std::size_t block) {
    for (std::size_t i = 0; i < 65536 && equal.load(std::memory_order_relaxed);
         i += block_capacity) {
      if (!are_equal(model, faulty, block * 65536 + i, 1, block_capacity)) equal = false;
    }
  });
  return equal;
}

bool is_without_effect(const FaultSubject& subject, const Model& model, const FaultyOp& op) {
  if (!is_for_all(op)) return false;
  const auto faulty = FaultyCodes::of(subject, op);
  if (!faulty) return false;
  const auto datapaths = faulty->plain_datapaths();
  if (!datapaths) return is_equal(model.codes, *faulty);
  const auto has_other_weights = [&](std::size_t c) {
    return (*datapaths)[c].channel.weights != model.datapaths[c].channel.weights;
  };
  if (has_other_weights(0) || has_other_weights(1) || has_other_weights(2)) {
    return is_equal(model.codes, *faulty);
  }
  return is_equal(model, *faulty, *datapaths);
}

}  // namespace

std::vector<FaultWithoutEffect> faults_without_effect(const FaultSubject& subject) {
  std::vector<FaultWithoutEffect> faults;
  const auto model = model_of(subject);
  if (!model) return faults;
  const auto is_one = [&](const FaultyOp& op) { return is_without_effect(subject, *model, op); };
  for (const Fault& fault : fault_catalogue()) {
    const std::vector<FaultyOp> variants = fault.variants(subject);
    const auto equal = std::ranges::count_if(variants, is_one);
    if (equal > 0) faults.push_back({fault.id, std::cmp_equal(equal, variants.size())});
  }
  for (const AxisFault& each : axis_faults(subject)) {
    if (is_one(each.op)) faults.push_back({each.fault.id, true});
  }
  return faults;
}

}  // namespace swingproof
