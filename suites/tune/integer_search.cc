// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/tune/integer_search.h"

#include <algorithm>
#include <optional>
#include <queue>
#include <tuple>
#include <utility>
#include <vector>

#include "suites/parallel_blocks.h"
#include "suites/tune/accumulator_profile.h"
#include "suites/tune/scale_search.h"
#include "suites/tune/weight_bound.h"
#include "suites/tune/weight_candidates.h"

namespace swingproof {
namespace {

using Weights = AccumulatorProfile::Weights;

struct Node {
  Weights weights = {};
  double bound = 0;       // not above the objective of anything with these weights
  std::size_t level = 0;  // of the WeightBound that is to be asked next
};

bool is_later(const Node& one, const Node& other) {
  return std::tie(one.bound, one.weights) > std::tie(other.bound, other.weights);
}

bool is_better(const ChannelMeasures& one, const ChannelMeasures& other, Objective objective) {
  const auto order = [&](const ChannelMeasures& each) {
    return std::tie(each.of(objective), each.max, each.square, each.mismatch);
  };
  return order(one) < order(other);
}

class Search {
 public:
  explicit Search(const IntegerSearch& search)
      : search_(search), bound_(*search.problem, search.objective) {
    result_.before = measure_channel(*search.problem, search.before);
    result_.after = result_.before;
    result_.lowered = search.before;
  }

  IntegerResult run() {
    begin();
    const WeightCandidates all = weight_candidates(*search_.problem, search_.objective, known(),
                                                   search_.widths.weights, search_.most_weights);
    result_.evaluated = 0;
    result_.weight_sets = all.weights.size();
    if (all.is_complete) {
      result_.ruled_out = branch(all.weights);
      result_.is_optimal = unfinished_.empty();
      result_.lower_bound = known();
      for (const double each : unfinished_) {
        result_.lower_bound = std::min(result_.lower_bound, each);
      }
    }
    return std::move(result_);
  }

 private:
  double known() const { return result_.after.of(search_.objective).convert_to<double>(); }
  bool is_above_known(double bound) const { return bound > known() * (1 + 0x1p-40); }

  static void refine(const WeightBound& bound, Node& node) {
    node.bound = std::max(node.bound, bound.at(node.level, node.weights));
    ++node.level;
  }

  // Any good result: it rules most of the rest out. Of the weights nearest to the exact proportions
  // those with the least bounds of the greatest error, which few inputs tell well.
  void begin() {
    constexpr std::size_t most_first = 4;
    const WeightBound of_max(*search_.problem, Objective::max);
    std::vector<Node> nodes =
        refined(of_max, proportional_weights(*search_.problem, search_.widths.weights));
    std::sort(nodes.begin(), nodes.end(),
              [](const Node& a, const Node& b) { return is_later(b, a); });
    nodes.resize(std::min(nodes.size(), most_first));
    for (const Node& node : nodes) {
      try_near(AccumulatorProfile(*search_.problem, node.weights, true), node.weights);
    }
  }

  // What keeps the greatest error of these weights near its own bound, whatever the objective: good
  // integers, without which the ranges of the objective may have no end.
  void try_near(const AccumulatorProfile& profile, const Weights& weights) {
    constexpr std::uint64_t most_rescales = 100'000;
    const double least = profile.lower_bound(Objective::max);
    const std::size_t evaluated = result_.evaluated;
    for (const double room : {0.03, 0.1, 0.3, 1.0, 3.0}) {  // LSB
      const auto ranges = profile.ranges(Objective::max, least + room);
      if (ranges) try_rescales(profile, weights, *ranges, most_rescales);
      if (result_.evaluated > evaluated) return;
    }
  }

  static std::vector<Node> refined(const WeightBound& bound, const std::vector<Weights>& all) {
    std::vector<Node> nodes(all.size());
    for_each_block(all.size(), [&](std::size_t i) {
      nodes[i].weights = all[i];
      if (bound.levels() > 0) refine(bound, nodes[i]);
    });
    return nodes;
  }

  // Best bound first; how many were ruled out.
  std::size_t branch(const std::vector<Weights>& all) {
    std::priority_queue queue(is_later, refined(bound_, all));
    std::size_t ruled_out = 0;
    while (!queue.empty()) {
      Node next = queue.top();
      if (is_above_known(next.bound)) break;
      queue.pop();
      if (next.level < bound_.levels()) {
        refine(bound_, next);
        queue.push(next);
      } else if (!evaluate(next.weights)) {
        ++ruled_out;
      }
    }
    return ruled_out + queue.size();
  }

  // Everything with these weights; false where their bound rules them out.
  bool evaluate(const Weights& weights) {
    const ChannelProblem& problem = *search_.problem;
    const Objective objective = search_.objective;
    std::optional<AccumulatorProfile> profile(std::in_place, problem, weights,
                                              objective == Objective::mismatch);
    const double bound = profile->lower_bound(objective);
    if (is_above_known(bound)) return false;
    if (objective != Objective::mismatch) profile.emplace(problem, weights, true);
    try_near(*profile, weights);
    const auto ranges = profile->ranges(objective, known());
    if (!ranges) return false;
    if (!try_rescales(*profile, weights, *ranges, search_.most_rescales)) {
      unfinished_.push_back(bound);
    }
    return true;
  }

  bool try_rescales(const AccumulatorProfile& profile, const Weights& weights,
                    const AccumulatorProfile::Ranges& ranges, std::uint64_t most) {
    const Objective objective = search_.objective;
    const auto visit = [&](const Rescale& rescale) {
      ++result_.evaluated;
      if (is_above_known(profile.quick_measure(objective, rescale.thresholds))) return;
      const ChannelMeasures measures = profile.measures(rescale.thresholds);
      if (!is_better(measures, result_.after, objective)) return;
      result_.after = measures;
      result_.lowered = rescale.channel;
      result_.lowered.weights = weights;
    };
    return for_each_rescale(ranges, search_.widths, search_.before.pre_rounding,
                            search_.before.post_rounding, most, visit);
  }

  const IntegerSearch& search_;
  WeightBound bound_;
  IntegerResult result_;
  std::vector<double> unfinished_;  // bounds of weights that were not searched to the end
};

}  // namespace

IntegerResult search_integers(const IntegerSearch& search) { return Search(search).run(); }

}  // namespace swingproof
