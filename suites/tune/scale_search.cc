// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/tune/scale_search.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cfloat>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <map>
#include <memory>
#include <tuple>
#include <utility>

#include "deployment/input_error.h"
#include "suites/certify/step_function.h"
#include "suites/parallel_blocks.h"
#include "suites/tune/accumulator_profile.h"

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
  double bound = 0;  // not above the objective of anything in it
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
    intervals.push_back({bits, end, 0});
    bits = end + 1;
  }
  return intervals;
}

// A part of the rows of a set: an error on it is one on the set.
InputSet few_rows(const InputSet& inputs) {
  InputSet few(inputs.size());
  for (int u = -128; u < 128; ++u) {
    for (int v = -128; v < 128; ++v) {
      const auto is_kept = [](int chroma) { return chroma % 16 == 0 || chroma == 127; };
      if (is_kept(u) && is_kept(v)) few[chroma_index(u, v)] = inputs[chroma_index(u, v)];
    }
  }
  return few;
}

// Lower bounds for weights, by one deployment alone or, of the average, by one and what any int8
// output loses on the others: 0 for the mismatches, less than the bound of max for the rest.
class WeightBounds {
 public:
  explicit WeightBounds(const ScaleSearch& search) : search_(search) {
    if (search.objective != Objective::max || search.problems[0].free_chroma) return;
    few_ = few_rows(*search.problems[0].inputs);
    const bool has_input =
        std::any_of(few_.begin(), few_.end(), [](LumaRun run) { return run.begin < run.end; });
    if (has_input) {
      few_problem_ = channel_problem(search.problems[0].deployment, search.problems[0].c, few_);
    }
  }

  double cheap(const AllWeights& weights) const {
    if (weights[0][0] == INT32_MAX) return HUGE_VAL;
    if (few_problem_) return bound_on(*few_problem_, weights[0]);
    return bound_on(search_.problems[0], weights[0]);
  }

 private:
  double bound_on(const ChannelProblem& problem, const AccumulatorProfile::Weights& weights) const {
    const AccumulatorProfile profile(problem, weights, search_.objective == Objective::mismatch);
    const double bound = profile.lower_bound(search_.objective);
    return search_.over == Over::worst ? bound
                                       : bound / static_cast<double>(search_.problems.size());
  }

  const ScaleSearch& search_;
  InputSet few_;
  std::optional<ChannelProblem> few_problem_;
};

// The decimal with the fewest digits, at most that many, whose float lies in an interval, as near
// to its middle as that allows; first among the inner half.
std::optional<double> decimal_in(std::uint32_t first, std::uint32_t last, int most_digits) {
  const double middle = (double{scale_of(first)} + double{scale_of(last)}) / 2;
  const auto quarter = static_cast<std::uint32_t>((last - first) / 4);
  for (const std::uint32_t inset : {quarter, std::uint32_t{0}}) {
    for (int digits = 1; digits <= most_digits; ++digits) {
      std::array<char, 64> text{};
      const auto end = std::to_chars(text.data(), text.data() + text.size(), middle,
                                     std::chars_format::scientific, digits - 1)
                           .ptr;
      double decimal = 0;
      std::from_chars(text.data(), end, decimal);
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

// Everything with the weights of one interval.
class IntervalSearch {
 public:
  IntervalSearch(const ScaleSearch& search, const JointMeasures& before, const Interval& interval)
      : search_(search), before_(before), interval_(interval) {}

  void run(ScaleResult& result) {
    const auto lowered = [&](std::uint32_t bits) { return lower_all(search_, scale_of(bits)); };
    std::vector<std::optional<LoweredChannel>> known(search_.problems.size());
    std::vector<ChannelMeasures> measures(search_.problems.size());
    for (std::uint32_t bits = interval_.first; bits <= interval_.last;) {
      const std::uint32_t end = last_equal(bits, interval_.last, lowered);
      const Lowered now = lowered(bits);
      const std::optional<double> scale = proposable(bits, end, now);
      bits = end + 1;
      if (!scale) continue;
      for (std::size_t d = 0; d < now.size(); ++d) {
        if (known[d] == now[d]) continue;
        measures[d] = measure(d, *now[d]);
        known[d] = now[d];
      }
      ++result.evaluated;
      keep_better(*scale, now, joint_measures(measures, search_.over), result);
    }
  }

 private:
  std::optional<double> proposable(std::uint32_t first, std::uint32_t last,
                                   const Lowered& lowered) const {
    for (const auto& each : lowered) {
      if (!each) return std::nullopt;
    }
    const std::optional<double> scale = decimal_in(first, last, search_.digits);
    return scale;
  }

  ChannelMeasures measure(std::size_t d, const LoweredChannel& lowered) {
    auto& profile = profiles_[{d, lowered.weights}];
    if (!profile) {
      profile = std::make_unique<AccumulatorProfile>(search_.problems[d], lowered.weights, true);
    }
    return profile->measures(step_function(lowered).thresholds);
  }

  void keep_better(double scale, const Lowered& lowered, JointMeasures measures,
                   ScaleResult& result) const {
    if (!is_never_worse(measures, before_, search_.objective)) return;
    if (result.found && !is_better(measures, result.found->measures, search_.objective)) return;
    ScaleFound found{scale, margin_of(search_, scale), {}, std::move(measures)};
    for (const auto& each : lowered) found.lowered.push_back(*each);
    result.found = std::move(found);
  }

  const ScaleSearch& search_;
  const JointMeasures& before_;
  Interval interval_;
  std::map<std::pair<std::size_t, AccumulatorProfile::Weights>, std::unique_ptr<AccumulatorProfile>>
      profiles_;
};

}  // namespace

std::string_view name(Over over) { return over == Over::worst ? "worst" : "average"; }

Over parse_over(std::string_view text, std::string_view place) {
  if (text == "worst") return Over::worst;
  if (text == "average") return Over::average;
  throw InputError(place, quoted(text) + " is not a way to judge a set", "write worst or average");
}

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

  std::vector<Interval> intervals = weight_intervals(search);
  const WeightBounds bounds(search);
  for_each_block(intervals.size(), [&](std::size_t i) {
    intervals[i].bound = bounds.cheap(weights_of(lower_all(search, scale_of(intervals[i].first))));
  });
  std::stable_sort(intervals.begin(), intervals.end(),
                   [](const Interval& a, const Interval& b) { return a.bound < b.bound; });
  result.weight_intervals = intervals.size();
  for (std::size_t i = 0; i < intervals.size(); ++i) {
    // What is worse than what was found, or than before, cannot be chosen.
    const JointMeasures& best = result.found ? result.found->measures : result.before;
    const double known = best.joint.of(search.objective).convert_to<double>();
    if (intervals[i].bound > known * (1 + 0x1p-40)) {
      result.ruled_out = intervals.size() - i;
      break;
    }
    const std::optional<Interval> kept = with_margin(search, intervals[i]);
    if (kept) IntervalSearch(search, result.before, *kept).run(result);
  }
  return result;
}

}  // namespace swingproof
