// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/tune/scale_search.h"

#include <algorithm>
#include <bit>
#include <cfloat>
#include <cmath>
#include <cstdlib>
#include <queue>
#include <tuple>
#include <utility>

#include "deployment/input_error.h"
#include "suites/certify/step_function.h"
#include "suites/parallel_blocks.h"
#include "suites/tune/accumulator_profile.h"
#include "suites/tune/decimal_literal.h"
#include "suites/tune/weight_bound.h"

namespace swingproof {
namespace {

// Positive floats in ascending order are their bits in ascending order.
float scale_of(std::uint32_t bits) { return std::bit_cast<float>(bits); }
std::uint32_t bits_of(float scale) { return std::bit_cast<std::uint32_t>(scale); }

using Lowered = std::vector<std::optional<LoweredChannel>>;  // none: cannot be lowered
using AllWeights = std::vector<AccumulatorProfile::Weights>;

std::size_t row_of(const ChannelProblem& problem) {
  return static_cast<std::size_t>(output_channels(problem.deployment.op).at(problem.c));
}

OpConstants with_scale(const ScaleSearch& search, double scale) {
  OpConstants constants = search.constants;
  constants.weight_scale[row_of(search.problems[0])] = scale;
  return constants;
}

std::optional<LoweredChannel> lower_one(const ScaleSearch& search, const ChannelProblem& problem,
                                        double scale) {
  try {
    return lower_channel(problem.deployment, search.datapath, with_scale(search, scale), problem.c,
                         search.bits_of_weights);
  } catch (const InputError&) {
    return std::nullopt;
  }
}

Lowered lower_all(const ScaleSearch& search, double scale) {
  Lowered lowered;
  for (const ChannelProblem& problem : search.problems) {
    lowered.push_back(lower_one(search, problem, scale));
  }
  return lowered;
}

AllWeights weights_of(const Lowered& lowered) {
  AllWeights all;
  for (const auto& each : lowered) {
    // A weight that no channel has, where there is none.
    all.push_back(each ? each->weights : AccumulatorProfile::Weights{INT32_MAX, 0, 0});
  }
  return all;
}

// The last bits from first to last, inclusive, with the same value as first. The value must be
// monotone, so that it is the same between two bits where it is the same.
template <typename Value>
std::uint32_t last_equal(std::uint32_t first, std::uint32_t last, const Value& value) {
  const auto wanted = value(first);
  std::uint32_t equal = first;
  std::uint32_t step = 1;
  std::uint32_t beyond = last + 1;
  while (equal < last) {
    const std::uint32_t next = last - equal < step ? last : equal + step;
    if (value(next) != wanted) {
      beyond = next;
      break;
    }
    equal = next;
    step *= 2;
  }
  while (beyond - equal > 1) {
    const std::uint32_t middle = equal + (beyond - equal) / 2;
    (value(middle) == wanted ? equal : beyond) = middle;
  }
  return equal;
}

struct Interval {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  double bound = 0;       // not above the objective of anything in it
  std::size_t level = 0;  // of the WeightBound that is to be asked next
};

// The range that search_scale() states.
std::pair<std::uint32_t, std::uint32_t> searched_range(const ScaleSearch& search) {
  double greatest = 0;
  for (const double weight : search.constants.weight[row_of(search.problems[0])]) {
    greatest = std::max(greatest, std::abs(weight));
  }
  const double least = greatest / std::ldexp(4.0, search.bits_of_weights - 1);
  return {bits_of(static_cast<float>(least)), bits_of(static_cast<float>(greatest * 2.5))};
}

std::vector<Interval> weight_intervals(const ScaleSearch& search) {
  const auto [first, last] = searched_range(search);
  const auto weights = [&](std::uint32_t bits) {
    return weights_of(lower_all(search, scale_of(bits)));
  };
  std::vector<Interval> intervals;
  for (std::uint32_t bits = first; bits <= last;) {
    const std::uint32_t end = last_equal(bits, last, weights);
    intervals.push_back({bits, end, 0, 0});
    bits = end + 1;
  }
  return intervals;
}

// The decimal with the fewest digits, at most that many, whose float lies in an interval, as near
// to its middle as that allows; first among the inner half.
std::optional<double> decimal_in(std::uint32_t first, std::uint32_t last, int most_digits) {
  const double middle = (double{scale_of(first)} + double{scale_of(last)}) / 2;
  const auto quarter = static_cast<std::uint32_t>((last - first) / 4);
  for (const std::uint32_t inset : {quarter, std::uint32_t{0}}) {
    for (int digits = 1; digits <= most_digits; ++digits) {
      const double decimal = rounded_to_digits(middle, digits);
      const std::uint32_t bits = bits_of(static_cast<float>(decimal));
      if (bits >= first + inset && bits <= last - inset) return decimal;
    }
    if (quarter == 0) break;
  }
  return std::nullopt;
}

double margin_of(const ScaleSearch& search, double scale) {
  double margin = HUGE_VAL;
  for (const ChannelProblem& problem : search.problems) {
    for (const double each :
         weight_margins(problem.deployment, search.datapath, with_scale(search, scale), problem.c,
                        search.bits_of_weights)) {
      margin = std::min(margin, each);
    }
  }
  return margin;
}

// The part of an interval of equal weights that keeps the least margin. The margin falls toward
// both ends, so that it is one piece; far from the ends nothing but the ends can be near.
std::optional<Interval> with_margin(const ScaleSearch& search, const Interval& interval) {
  const auto is_kept = [&](std::uint32_t bits) {
    return margin_of(search, scale_of(bits)) >= least_margin;
  };
  constexpr std::uint32_t short_interval = 1024;
  Interval kept = interval;
  if (interval.last - interval.first < short_interval) {
    while (kept.first <= kept.last && !is_kept(kept.first)) ++kept.first;
    while (kept.last > kept.first && !is_kept(kept.last)) --kept.last;
    return kept.first <= kept.last ? std::optional(kept) : std::nullopt;
  }
  const std::uint32_t end = short_interval / 4;
  while (kept.first < interval.first + end && !is_kept(kept.first)) ++kept.first;
  while (kept.last > interval.last - end && !is_kept(kept.last)) --kept.last;
  return kept;
}

// What anything that is still to be found must not be above.
double known_objective(const ScaleSearch& search, const ScaleResult& result) {
  const JointMeasures& best = result.found ? result.found->measures : result.before;
  return best.joint.of(search.objective).convert_to<double>();
}

// With room for the roundings of both.
bool is_above(double bound, double known) { return bound > known * (1 + 0x1p-40); }

// A part of an interval in which every deployment looked at so far has the same integers.
struct Part {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  // Of each deployment looked at, the place of its measures in IntervalSearch::measures_.
  std::vector<std::uint32_t> measures = {};
  double sum = 0;  // of their objectives
};

// Everything with the weights of one interval: deployment by deployment, and for each only what
// the ones before it have left.
class IntervalSearch {
 public:
  IntervalSearch(const ScaleSearch& search, ScaleResult& result)
      : search_(search), result_(result) {}

  // Whether the bound of all inputs has ruled the weights out.
  bool run(const Interval& interval) {
    std::vector<Part> parts = {{interval.first, interval.last}};
    measures_.assign(search_.problems.size(), {});
    for (std::size_t d = 0; d < search_.problems.size(); ++d) {
      const auto lowered = lower_one(search_, search_.problems[d], scale_of(interval.first));
      if (!lowered || cannot_win(bound_on(d, lowered->weights), 0)) return true;
      parts = divided(d, AccumulatorProfile(search_.problems[d], lowered->weights, true), parts);
    }
    for (const Part& part : parts) {
      ++result_.evaluated;
      keep_better(part);
    }
    return false;
  }

 private:
  double bound_on(std::size_t d, const AccumulatorProfile::Weights& weights) const {
    const AccumulatorProfile profile(search_.problems[d], weights,
                                     search_.objective == Objective::mismatch);
    return profile.lower_bound(search_.objective);
  }

  // Whether this much on one deployment, beside the sum of others, is more than what was found.
  bool cannot_win(double least, double others) const {
    if (search_.over == Over::average) {
      least = (least + others) / static_cast<double>(search_.problems.size());
    }
    return is_above(least, known_objective(search_, result_));
  }

  std::vector<Part> divided(std::size_t d, const AccumulatorProfile& profile,
                            const std::vector<Part>& parts) {
    const auto lowered = [&](std::uint32_t bits) {
      return lower_one(search_, search_.problems[d], scale_of(bits));
    };
    std::vector<Part> kept;
    std::optional<LoweredChannel> known;
    ChannelMeasures measures;
    for (const Part& part : parts) {
      for (std::uint32_t bits = part.first; bits <= part.last;) {
        const std::uint32_t first = bits;
        const std::uint32_t last = last_equal(first, part.last, lowered);
        bits = last + 1;
        const auto now = lowered(first);
        if (!now || !decimal_in(first, last, search_.digits)) continue;
        if (known != now) {
          measures = profile.measures(step_function(*now).thresholds);
          measures_[d].push_back(measures);
        }
        known = now;
        if (measures.of(search_.objective) > result_.before.each[d].of(search_.objective)) continue;
        const auto objective = measures.of(search_.objective).convert_to<double>();
        if (cannot_win(objective, part.sum)) continue;
        kept.push_back({first, last, part.measures, part.sum + objective});
        kept.back().measures.push_back(static_cast<std::uint32_t>(measures_[d].size() - 1));
      }
    }
    return kept;
  }

  void keep_better(const Part& part) {
    const double scale = decimal_in(part.first, part.last, search_.digits).value();
    std::vector<ChannelMeasures> each;
    for (std::size_t d = 0; d < part.measures.size(); ++d) {
      each.push_back(measures_[d][part.measures[d]]);
    }
    JointMeasures measures = joint_measures(std::move(each), search_.over);
    if (result_.found && !is_better(measures, result_.found->measures, search_.objective)) return;
    ScaleFound found{scale, margin_of(search_, scale), {}, std::move(measures)};
    for (const auto& each : lower_all(search_, scale)) found.lowered.push_back(each.value());
    result_.found = std::move(found);
  }

  const ScaleSearch& search_;
  ScaleResult& result_;
  std::vector<std::vector<ChannelMeasures>> measures_;  // by deployment
};

// The bound of an interval's next level. Of the average, one deployment's part.
void refine(const ScaleSearch& search, const WeightBound& bound, Interval& interval) {
  const auto lowered = lower_one(search, search.problems[0], scale_of(interval.first));
  double next = lowered ? bound.at(interval.level, lowered->weights) : HUGE_VAL;
  if (search.over == Over::average) next /= static_cast<double>(search.problems.size());
  interval.bound = std::max(interval.bound, next);
  ++interval.level;
}

}  // namespace

JointMeasures joint_measures(std::vector<ChannelMeasures> each, Over over) {
  JointMeasures result{std::move(each), {}};
  ChannelMeasures& joint = result.joint;
  joint = result.each.front();
  for (std::size_t d = 1; d < result.each.size(); ++d) {
    const auto add = [&](Rational& to, const Rational& value) {
      if (over == Over::average) {
        to += value;
      } else if (value > to) {
        to = value;
      }
    };
    add(joint.max, result.each[d].max);
    add(joint.square, result.each[d].square);
    add(joint.mismatch, result.each[d].mismatch);
  }
  if (over == Over::average) {
    const Rational count = result.each.size();
    joint.max /= count;
    joint.square /= count;
    joint.mismatch /= count;
  }
  return result;
}

bool is_better(const JointMeasures& one, const JointMeasures& other, Objective objective) {
  const Rational& first = one.joint.of(objective);
  const Rational& second = other.joint.of(objective);
  if (first != second) return first < second;
  return std::tie(one.joint.max, one.joint.square, one.joint.mismatch) <
         std::tie(other.joint.max, other.joint.square, other.joint.mismatch);
}

bool is_never_worse(const JointMeasures& one, const JointMeasures& other, Objective objective) {
  for (std::size_t d = 0; d < one.each.size(); ++d) {
    if (one.each[d].of(objective) > other.each[d].of(objective)) return false;
  }
  return true;
}

ChannelMeasures measure_channel(const ChannelProblem& problem, const LoweredChannel& lowered) {
  return AccumulatorProfile(problem, lowered.weights, true)
      .measures(step_function(lowered).thresholds);
}

ScaleResult search_scale(const ScaleSearch& search) {
  ScaleResult result;
  std::vector<ChannelMeasures> before(search.problems.size());
  for_each_block(before.size(), [&](std::size_t d) {
    const ChannelProblem& problem = search.problems[d];
    before[d] = measure_channel(
        problem, lower_channel(problem.deployment, search.datapath, search.constants, problem.c,
                               search.bits_of_weights));
  });
  result.before = joint_measures(std::move(before), search.over);

  // Best bound first: what is refined or searched next is what may still be the best.
  std::vector<Interval> intervals = weight_intervals(search);
  result.weight_intervals = intervals.size();
  const WeightBound bound(search.problems[0], search.objective);
  if (bound.levels() > 0) {
    for_each_block(intervals.size(), [&](std::size_t i) { refine(search, bound, intervals[i]); });
  }
  const auto is_later = [](const Interval& a, const Interval& b) {
    return std::tie(a.bound, a.first) > std::tie(b.bound, b.first);
  };
  std::priority_queue queue(is_later, std::move(intervals));
  while (!queue.empty()) {
    Interval next = queue.top();
    if (is_above(next.bound, known_objective(search, result))) break;
    queue.pop();
    if (next.level < bound.levels()) {
      refine(search, bound, next);
      queue.push(next);
      continue;
    }
    const std::optional<Interval> kept = with_margin(search, next);
    if (kept && IntervalSearch(search, result).run(*kept)) ++result.ruled_out;
  }
  result.ruled_out += queue.size();
  return result;
}

}  // namespace swingproof
