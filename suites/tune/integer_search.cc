// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/tune/integer_search.h"

#include <algorithm>
#include <functional>
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

// What a search keeps of the integers that it evaluates, and how good the rest has to be.
struct Collection {
  std::function<const Rational&()> known;  // nothing with an objective above this is wanted
  std::function<void(const LoweredChannel&, const ChannelMeasures&)> keep;
  bool is_falling;  // known() falls with good results: those that are easily found come first
};

class Search {
 public:
  Search(const IntegerSearch& search, Collection collection)
      : search_(search),
        bound_(*search.problem, search.objective),
        collection_(std::move(collection)) {}

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
    evaluated = 0;
  }

  void run() {
    const WeightCandidates all = weight_candidates(*search_.problem, search_.objective, known(),
                                                   search_.widths.weights, search_.most_weights);
    weight_sets = all.weights.size();
    if (!all.is_complete) return;
    ruled_out = branch(all.weights);
    is_complete = unfinished_.empty();
    lower_bound = double_at_most(collection_.known());
    for (const double each : unfinished_) lower_bound = std::min(lower_bound, each);
  }

  // What run() has found out, as in IntegerResult.
  bool is_complete = false;
  double lower_bound = 0;
  std::size_t weight_sets = 0;
  std::size_t ruled_out = 0;
  std::size_t evaluated = 0;

 private:
  double known() const { return collection_.known().convert_to<double>(); }
  bool is_above_known(double bound) const { return bound > known() * (1 + 0x1p-40); }

  static void refine(const WeightBound& bound, Node& node) {
    node.bound = std::max(node.bound, bound.at(node.level, node.weights));
    ++node.level;
  }

  // What keeps the greatest error of these weights near its own bound, whatever the objective: good
  // integers, without which the ranges of the objective may have no end.
  void try_near(const AccumulatorProfile& profile, const Weights& weights) {
    constexpr std::uint64_t most_rescales = 100'000;
    const double least = profile.lower_bound(Objective::max);
    const std::size_t evaluated_before = evaluated;
    for (const double room : {0.03, 0.1, 0.3, 1.0, 3.0}) {  // LSB
      const auto ranges = profile.ranges(Objective::max, least + room);
      if (ranges) try_rescales(profile, weights, *ranges, most_rescales);
      if (evaluated > evaluated_before) return;
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
    if (collection_.is_falling) try_near(*profile, weights);
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
      ++evaluated;
      if (is_above_known(profile.quick_measure(objective, rescale.thresholds))) return;
      LoweredChannel lowered = rescale.channel;
      lowered.weights = weights;
      collection_.keep(lowered, profile.measures(rescale.thresholds));
    };
    return for_each_rescale(ranges, search_.widths, search_.before, most, visit);
  }

  const IntegerSearch& search_;
  WeightBound bound_;
  Collection collection_;
  std::vector<double> unfinished_;  // bounds of weights that were not searched to the end
};

}  // namespace

IntegerResult search_integers(const IntegerSearch& search) {
  IntegerResult result;
  result.before = measure_channel(*search.problem, search.before);
  result.after = result.before;
  result.lowered = search.before;
  const auto known = [&]() -> const Rational& { return result.after.of(search.objective); };
  const auto keep = [&](const LoweredChannel& lowered, const ChannelMeasures& measures) {
    if (!is_better(measures, result.after, search.objective)) return;
    result.after = measures;
    result.lowered = lowered;
  };
  Search all(search, {known, keep, true});
  all.begin();
  all.run();
  result.is_optimal = all.is_complete;
  result.lower_bound = all.lower_bound;
  result.weight_sets = all.weight_sets;
  result.ruled_out = all.ruled_out;
  result.evaluated = all.evaluated;
  return result;
}

IntegerChoices integers_up_to(const IntegerSearch& search, const Rational& limit,
                              const std::function<bool(const LoweredChannel&)>& is_allowed) {
  IntegerChoices result;
  bool is_full = false;
  const auto known = [&]() -> const Rational& { return limit; };
  const auto keep = [&](const LoweredChannel& lowered, const ChannelMeasures& measures) {
    if (is_full || measures.of(search.objective) > limit || !is_allowed(lowered)) return;
    result.choices.push_back({lowered, measures});
    is_full = result.choices.size() > search.most_choices;
  };
  Search all(search, {known, keep, false});
  all.run();
  result.is_complete = all.is_complete && !is_full;
  result.lower_bound = is_full ? 0 : all.lower_bound;
  result.weight_sets = all.weight_sets;
  result.ruled_out = all.ruled_out;
  result.evaluated = all.evaluated;
  std::ranges::stable_sort(result.choices, [&](const IntegerChoice& a, const IntegerChoice& b) {
    return is_better(a.measures, b.measures, search.objective);
  });
  return result;
}

}  // namespace swingproof
