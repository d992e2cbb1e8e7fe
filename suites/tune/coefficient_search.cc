// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/tune/coefficient_search.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <set>
#include <stdexcept>
#include <tuple>
#include <utility>
#include <vector>

#include "deployment/input_error.h"
#include "fixedpoint/channel_lowering.h"
#include "suites/parallel_blocks.h"
#include "suites/tune/decimal_literal.h"
#include "suites/tune/scale_search.h"

namespace swingproof {
namespace {

// The offset of the constants, in units of its last place.
using Offset = std::int64_t;

// Integers, a scale, and all offsets with which the lowering makes these integers of it.
struct Choice {
  std::size_t integers = 0;  // among those of the channel: the less the better
  int digits = 0;            // of the scale; 0 for the one at the start
  double scale = 0;
  Offset first = 0;
  Offset last = 0;
};

std::int64_t shifted_bias_of(const LoweredChannel& channel) {
  return channel.bias * (std::int64_t{1} << channel.bias_shift);
}

// What one channel can do.
class ChannelChoices {
 public:
  ChannelChoices(const CoefficientSearch& search, std::size_t c)
      : search_(search),
        problem_(*search.problems.at(c)),
        row_(static_cast<std::size_t>(output_channels(problem_.deployment.op).at(c))) {
    IntegerSearch integers;
    integers.problem = &problem_;
    integers.before = lower_channel(problem_.deployment, search.datapath, search.constants, c,
                                    search.bits_of_weights);
    integers.objective = search.objective;
    integers.widths.weights = search.bits_of_weights;
    integers.widths.bias = search.datapath.bias_width;
    integers.most_rescales = search.most_rescales;
    const Rational limit = measure_channel(problem_, integers.before).of(search.objective);
    found_ = integers_up_to(integers, limit, [&](const LoweredChannel& lowered) {
      return !choices_of(lowered, 0).empty();
    });
    for (std::size_t i = 0; i < found_.choices.size(); ++i) {
      const std::vector<Choice> more = choices_of(found_.choices[i].lowered, i);
      choices_.insert(choices_.end(), more.begin(), more.end());
    }
    std::ranges::sort(choices_, {}, &Choice::first);
  }

  const IntegerChoices& found() const { return found_; }
  const std::vector<Choice>& by_first_offset() const { return choices_; }
  const IntegerChoice& integers(const Choice& choice) const {
    return found_.choices[choice.integers];
  }

  // The row's constants for a choice.
  void put(const Choice& choice, OpConstants& constants) const {
    constants.weight_scale[row_] = choice.scale;
    for (std::size_t j = 0; j < 3; ++j) {
      constants.weight[row_][j] = weight_literal(choice, j);
    }
  }

 private:
  // None where the constants cannot be lowered.
  std::optional<LoweredChannel> lowered(const OpConstants& constants) const {
    try {
      return lower_channel(problem_.deployment, search_.datapath, constants, problem_.c,
                           search_.bits_of_weights);
    } catch (const InputError&) {
      return std::nullopt;
    }
  }

  std::optional<LoweredChannel> lowered_with(const LoweredChannel& wanted, double scale,
                                             double offset) const {
    OpConstants constants = search_.constants;
    constants.offset = offset;
    constants.weight_scale[row_] = scale;
    for (std::size_t j = 0; j < 3; ++j) constants.weight[row_][j] = wanted.weights[j] * scale;
    return lowered(constants);
  }

  // A few scales, at both ends and near the middle of all that give the wanted multiplier and
  // shifts; in between the offsets of a choice move with the scale, by less than their range.
  std::vector<double> scales_of(const LoweredChannel& wanted) const {
    const int digits = search_.scale_digits;
    const auto is_wanted = [&](std::int64_t place) {
      // With an offset that makes a bias of 0, which can always be lowered.
      const auto lowered = lowered_with(wanted, decimal_at(place, digits),
                                        problem_.deployment.mean.at(problem_.c).binary64);
      return lowered && std::tie(lowered->multiplier, lowered->pre_shift, lowered->post_shift) ==
                            std::tie(wanted.multiplier, wanted.pre_shift, wanted.post_shift);
    };
    const double ratio = std::ldexp(wanted.multiplier, -wanted.pre_shift - wanted.post_shift);
    const double near = ratio * problem_.deployment.std.at(problem_.c).binary64 *
                        problem_.deployment.q_scale.binary64;
    const auto range = range_of(place_of_decimal(near, digits), 1, is_wanted);
    if (!range) return {};
    const auto [first, last] = *range;
    const std::int64_t few = 4;
    std::vector<double> scales;
    for (std::int64_t place = first; place <= last; ++place) {
      if (last - first > few && place != first && place != last) continue;
      scales.push_back(decimal_at(place, digits));
    }
    if (last - first > few) {
      scales.push_back(shortest_decimal(decimal_at(first + (last - first) / 4, digits),
                                        decimal_at(last - (last - first) / 4, digits)));
    }
    const double start = search_.constants.weight_scale.at(row_);
    if (decimal_at(first, digits) <= start && start <= decimal_at(last, digits)) {
      scales.push_back(start);
    }
    return scales;
  }

  // The ends of the one piece of places in which something holds, if one of nine places, a step
  // from each other around near, is in it.
  template <typename Holds>
  static std::optional<std::pair<std::int64_t, std::int64_t>> range_of(std::int64_t near,
                                                                       std::int64_t step,
                                                                       const Holds& holds) {
    std::optional<std::int64_t> inside;
    for (const std::int64_t steps : {0, -1, 1, -2, 2, -3, 3, -4, 4}) {
      if (!inside && holds(near + steps * step)) inside = near + steps * step;
    }
    if (!inside) return std::nullopt;
    const auto end = [&](std::int64_t direction) {
      constexpr std::int64_t farthest = std::int64_t{1} << 40;
      std::int64_t beyond = 1;
      while (beyond < farthest && holds(*inside + direction * beyond)) beyond *= 2;
      std::int64_t held = beyond / 2;
      while (beyond - held > 1) {
        const std::int64_t middle = held + (beyond - held) / 2;
        (holds(*inside + direction * middle) ? held : beyond) = middle;
      }
      return *inside + direction * held;
    };
    return std::pair(end(-1), end(1));
  }

  std::vector<Choice> choices_of(const LoweredChannel& wanted, std::size_t integers) const {
    // A multiplier that the lowering never makes.
    if (wanted.multiplier <= 0) return {};
    std::vector<Choice> choices;
    for (const double scale : scales_of(wanted)) {
      const auto is_wanted = [&](Offset offset) {
        const auto lowered =
            lowered_with(wanted, scale, decimal_literal(offset, search_.offset_places));
        return lowered == wanted;
      };
      const double mean = problem_.deployment.mean.at(problem_.c).binary64;
      const double near = mean + scale * static_cast<double>(shifted_bias_of(wanted));
      const double places = std::pow(10.0, search_.offset_places);
      if (std::abs(near * places) > 0x1p50) continue;
      // Whatever the rounding, what gives one bias is as long as this and has near at its end or
      // inside: one of its quarters is in it.
      const double length = scale * places * std::ldexp(1.0, wanted.bias_shift);
      const auto quarter = static_cast<Offset>(std::clamp(length / 4, 1.0, 0x1p40));
      const auto range = range_of(std::llround(near * places), quarter, is_wanted);
      const bool is_start = scale == search_.constants.weight_scale.at(row_);
      if (range) {
        choices.push_back({integers, is_start ? 0 : significant_digits(scale), scale, range->first,
                           range->second});
      }
    }
    return choices;
  }

  double weight_literal(const Choice& choice, std::size_t j) const {
    const LoweredChannel& wanted = integers(choice).lowered;
    OpConstants constants = search_.constants;
    constants.weight_scale[row_] = choice.scale;
    const double published = constants.weight[row_][j];
    const double margin = weight_margins(problem_.deployment, search_.datapath, constants,
                                         problem_.c, search_.bits_of_weights)
                              .at(j);
    const auto now = lowered(constants);
    if (now && now->weights[j] == wanted.weights[j] && margin >= least_margin) return published;
    const double integer = wanted.weights[j];
    if (integer == 0) return 0;
    // A quarter of a step from what rounds to another integer.
    return shortest_decimal((integer - 0.25) * choice.scale, (integer + 0.25) * choice.scale);
  }

  const CoefficientSearch& search_;
  const ChannelProblem& problem_;
  std::size_t row_;
  IntegerChoices found_;
  std::vector<Choice> choices_;
};

using AllChoices = std::vector<ChannelChoices>;  // three
using Triple = std::array<Choice, 3>;

// Triples of choices that some offset serves, and the offsets.
struct Shared {
  Triple choices;
  Offset first = 0;
  Offset last = 0;
};

// How good the three channels are together; the least is the best.
auto order_of(const AllChoices& all, const Triple& choices, Objective objective) {
  Rational greatest;
  Rational sum;
  ChannelMeasures sums;
  for (std::size_t c = 0; c < 3; ++c) {
    const ChannelMeasures& measures = all[c].integers(choices[c]).measures;
    greatest = std::max(greatest, measures.of(objective));
    sum += measures.of(objective);
    sums.max += measures.max;
    sums.square += measures.square;
    sums.mismatch += measures.mismatch;
  }
  const Rational& first = objective == Objective::max ? greatest : sum;
  return std::tuple(first, sum, sums.max, sums.square, sums.mismatch);
}

// The choices of one channel at an offset that only rises, the best first.
class ChoicesAtOffset {
 public:
  explicit ChoicesAtOffset(const std::vector<Choice>& by_first_offset)
      : choices_(by_first_offset) {}

  const Choice* best(Offset offset) {
    for (; next_ < choices_.size() && choices_[next_].first <= offset; ++next_) {
      open_.emplace(choices_[next_].integers, choices_[next_].digits, next_);
    }
    while (!open_.empty() && choices_[std::get<2>(*open_.begin())].last < offset) {
      open_.erase(open_.begin());
    }
    return open_.empty() ? nullptr : &choices_[std::get<2>(*open_.begin())];
  }

 private:
  const std::vector<Choice>& choices_;
  std::size_t next_ = 0;
  std::set<std::tuple<std::size_t, int, std::size_t>> open_;  // by what is to be preferred
};

Offset nearest_in(const Shared& shared, Offset offset) {
  return std::clamp(offset, shared.first, shared.last);
}

// Something can become better only where a choice begins: all these offsets are looked at.
std::optional<Shared> best_shared(const AllChoices& all, Objective objective, Offset before) {
  std::set<Offset> offsets = {before};
  for (const ChannelChoices& channel : all) {
    for (const Choice& choice : channel.by_first_offset()) offsets.insert(choice.first);
  }
  std::vector<ChoicesAtOffset> at;
  for (const ChannelChoices& channel : all) at.emplace_back(channel.by_first_offset());
  std::optional<Shared> best;
  for (const Offset offset : offsets) {
    std::array<const Choice*, 3> now{};
    for (std::size_t c = 0; c < 3; ++c) now[c] = at[c].best(offset);
    if (std::ranges::count(now, nullptr) > 0) continue;
    Shared shared{{*now[0], *now[1], *now[2]}, INT64_MIN, INT64_MAX};
    for (const Choice& choice : shared.choices) {
      shared.first = std::max(shared.first, choice.first);
      shared.last = std::min(shared.last, choice.last);
    }
    const auto key = [&](const Shared& each) {
      return std::tuple(order_of(all, each.choices, objective),
                        std::abs(nearest_in(each, before) - before));
    };
    if (!best || key(shared) < key(*best)) best = shared;
  }
  return best;
}

// The constants of the choices with some offset, if they lower to their integers.
std::optional<OpConstants> constants_with(const CoefficientSearch& search, const AllChoices& all,
                                          const Triple& choices, double offset) {
  OpConstants constants = search.constants;
  constants.offset = offset;
  for (std::size_t c = 0; c < 3; ++c) all[c].put(choices[c], constants);
  for (std::size_t c = 0; c < 3; ++c) {
    const LoweredChannel lowered = lower_channel(search.problems[c]->deployment, search.datapath,
                                                 constants, c, search.bits_of_weights);
    if (lowered != all[c].integers(choices[c]).lowered) return std::nullopt;
  }
  return constants;
}

// With the offset as it was where that serves, else a short one well inside the range.
OpConstants constants_of(const CoefficientSearch& search, const AllChoices& all,
                         const Shared& shared) {
  const Offset quarter = (shared.last - shared.first) / 4;
  for (const double offset :
       {search.constants.offset,
        shortest_decimal(decimal_literal(shared.first + quarter, search.offset_places),
                         decimal_literal(shared.last - quarter, search.offset_places))}) {
    if (const auto constants = constants_with(search, all, shared.choices, offset)) {
      return *constants;
    }
  }
  throw std::logic_error("search_coefficients: the constants lower to other integers");
}

}  // namespace

CoefficientResult search_coefficients(const CoefficientSearch& search) {
  std::array<std::optional<ChannelChoices>, 3> channels;
  for_each_block(3, [&](std::size_t c) { channels[c].emplace(search, c); });
  AllChoices all;
  for (auto& channel : channels) all.push_back(std::move(*channel));

  CoefficientResult result;
  result.constants = search.constants;
  const Offset before =
      std::llround(search.constants.offset * std::pow(10.0, search.offset_places));
  const std::optional<Shared> shared = best_shared(all, search.objective, before);
  if (shared) result.constants = constants_of(search, all, *shared);
  for (std::size_t c = 0; c < 3; ++c) {
    const ChannelProblem& problem = *search.problems[c];
    result.op[c] = lower_channel(problem.deployment, search.datapath, result.constants, c,
                                 search.bits_of_weights);
    result.measures[c] = measure_channel(problem, result.op[c]);
    const IntegerChoices& found = all[c].found();
    const Rational& objective = result.measures[c].of(search.objective);
    result.lower_bound[c] = found.lower_bound;
    if (!found.choices.empty()) {
      const Rational& least = found.choices.front().measures.of(search.objective);
      result.lower_bound[c] = std::min(found.lower_bound, double_at_most(least));
      result.is_optimal[c] = found.is_complete && objective == least;
    }
    result.weight_sets[c] = found.weight_sets;
    result.ruled_out[c] = found.ruled_out;
    result.evaluated[c] = found.evaluated;
  }
  return result;
}

}  // namespace swingproof
