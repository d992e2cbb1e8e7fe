// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/tune/accumulator_profile.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace swingproof {
namespace {

constexpr std::int64_t no_point_above = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t no_point_below = std::numeric_limits<std::int64_t>::min();

std::int64_t least_term(std::int64_t weight) { return weight * (weight > 0 ? -128 : 127); }
std::int64_t greatest_term(std::int64_t weight) { return weight * (weight > 0 ? 127 : -128); }

std::int64_t weighted_sum(const AccumulatorProfile::Weights& weights, int y, int u, int v) {
  return std::int64_t{weights[0]} * y + std::int64_t{weights[1]} * u + std::int64_t{weights[2]} * v;
}

// Whether neither the exact value nor the sum depends on one chroma.
bool is_plane(const ChannelProblem& problem, const AccumulatorProfile::Weights& weights) {
  if (!problem.free_chroma) return false;
  return weights[*problem.free_chroma == FreeChroma::u ? 1 : 2] == 0;
}

// visit(sum, M, how often) for all inputs of a plane.
template <typename Visit>
void for_each_on_plane(const ChannelProblem& problem, const AccumulatorProfile::Weights& weights,
                       const Visit& visit) {
  const bool without_u = *problem.free_chroma == FreeChroma::u;
  for (int chroma = -128; chroma < 128; ++chroma) {
    const int u = without_u ? 0 : chroma;
    const int v = without_u ? chroma : 0;
    const auto& times = problem.plane->weight[static_cast<std::size_t>(chroma + 128)];
    for (int y = -128; y < 128; ++y) {
      const std::int32_t often = times[static_cast<std::size_t>(y + 128)];
      if (often == 0) continue;
      visit(weighted_sum(weights, y, u, v), lattice_point(problem.exact.lattice, y, u, v), often);
    }
  }
}

template <typename Visit>
void for_each_in_cube(const ChannelProblem& problem, const AccumulatorProfile::Weights& weights,
                      const Visit& visit) {
  for (int u = -128; u < 128; ++u) {
    for (int v = -128; v < 128; ++v) {
      const LumaRun run = (*problem.inputs)[chroma_index(u, v)];
      if (run.begin >= run.end) continue;
      std::int64_t sum = weighted_sum(weights, run.begin - 128, u, v);
      std::int64_t point = lattice_point(problem.exact.lattice, run.begin - 128, u, v);
      for (int i = run.begin; i < run.end; ++i) {
        visit(sum, point, std::int32_t{1});
        sum += weights[0];
        point += problem.exact.lattice.y;
      }
    }
  }
}

template <typename Visit>
void for_each_input(const ChannelProblem& problem, const AccumulatorProfile::Weights& weights,
                    const Visit& visit) {
  if (is_plane(problem, weights)) {
    for_each_on_plane(problem, weights, visit);
  } else {
    for_each_in_cube(problem, weights, visit);
  }
}

// The ideal codes of points, fast where they come in ascending order.
class IdealCodes {
 public:
  explicit IdealCodes(const ExactChannel& exact) : exact_(exact) {}

  int of(std::int64_t point) {
    const auto& thresholds = exact_.code_thresholds;
    const auto reached = [&](int code) {  // code > -128
      return point >= thresholds[static_cast<std::size_t>(code + 127)];
    };
    if (code_ > -128 && !reached(code_)) code_ = exact_code(exact_, point);
    while (code_ < 127 && reached(code_ + 1)) ++code_;
    return code_;
  }

 private:
  const ExactChannel& exact_;
  int code_ = -128;
};

}  // namespace

// The inputs with one weighted sum.
struct AccumulatorProfile::Cell {
  std::int64_t least = no_point_above;  // M
  std::int64_t greatest = no_point_below;
  std::int64_t points = 0;  // sum of M where x is not clamped
  std::int32_t count = 0;
  std::int32_t below = 0;  // clamped to -128
  std::int32_t above = 0;  // clamped to 127
};

std::size_t AccumulatorProfile::place(std::int64_t sum) const {
  return static_cast<std::size_t>(std::clamp<std::int64_t>(
      sum - least_sum_, 0, static_cast<std::int64_t>(count_from_.size()) - 1));
}

double AccumulatorProfile::value(std::int64_t point) const {
  return std::clamp(factor_ * static_cast<double>(point) - origin_, -128.0, 127.0);
}

AccumulatorProfile::AccumulatorProfile(const ChannelProblem& problem, const Weights& weights,
                                       bool with_mismatch)
    : problem_(&problem),
      weights_(weights),
      factor_(Rational(problem.exact.point_factor, problem.exact.denominator).convert_to<double>()),
      origin_(Rational(problem.exact.origin, problem.exact.denominator).convert_to<double>()),
      // |M| < 2^39; three roundings of 2^-53 each, with room.
      slack_((std::ldexp(std::abs(factor_), 39) + std::abs(origin_) + 256) * 0x1p-50),
      with_mismatch_(with_mismatch) {
  std::int64_t greatest_sum = 0;
  for (const std::int32_t weight : weights) {
    least_sum_ += least_term(weight);
    greatest_sum += greatest_term(weight);
  }
  std::vector<Cell> cells(static_cast<std::size_t>(greatest_sum - least_sum_ + 1));
  gather(cells);
  add_up(cells);
  bound_with_one_code(cells);
  if (with_mismatch) count_ideal_codes(cells);
}

void AccumulatorProfile::gather(std::vector<Cell>& cells) const {
  const ExactChannel& exact = problem_->exact;
  for_each_input(*problem_, weights_,
                 [&](std::int64_t sum, std::int64_t point, std::int32_t often) {
                   Cell& cell = cells[static_cast<std::size_t>(sum - least_sum_)];
                   cell.least = std::min(cell.least, point);
                   cell.greatest = std::max(cell.greatest, point);
                   cell.count += often;
                   if (point < exact.first_unclamped) {
                     cell.below += often;
                   } else if (point >= exact.end_unclamped) {
                     cell.above += often;
                   } else {
                     cell.points += point * often;
                   }
                 });
}

void AccumulatorProfile::add_up(const std::vector<Cell>& cells) {
  const std::size_t places = cells.size();
  lowest_from_.assign(places + 1, no_point_above);
  greatest_below_.assign(places + 1, no_point_below);
  count_from_.assign(places + 1, 0);
  unclamped_from_.assign(places + 1, 0);
  clamped_from_.assign(places + 1, 0);
  points_from_.assign(places + 1, 0);
  for (std::size_t i = places; i-- > 0;) {
    const Cell& cell = cells[i];
    lowest_from_[i] = std::min(cell.least, lowest_from_[i + 1]);
    count_from_[i] = count_from_[i + 1] + cell.count;
    unclamped_from_[i] = unclamped_from_[i + 1] + cell.count - cell.below - cell.above;
    clamped_from_[i] =
        clamped_from_[i + 1] - 128 * std::int64_t{cell.below} + 127 * std::int64_t{cell.above};
    points_from_[i] = points_from_[i + 1] + cell.points;
  }
  for (std::size_t i = 0; i < places; ++i) {
    greatest_below_[i + 1] = std::max(cells[i].greatest, greatest_below_[i]);
  }
}

void AccumulatorProfile::bound_with_one_code(const std::vector<Cell>& cells) {
  double squares = problem_->sum_of_squares.convert_to<double>();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Cell& cell = cells[i];
    if (cell.count == 0) continue;
    // Whatever is further down in n has no greater code, whatever is further up no lesser one.
    const double low = value(lowest_from_[i]);
    const double high = value(greatest_below_[i + 1]);
    const double middle = std::clamp(std::nearbyint((low + high) / 2), -128.0, 127.0);
    bound_max_ = std::max(bound_max_, std::max(middle - low, high - middle));
    const double sum = factor_ * static_cast<double>(cell.points) -
                       origin_ * (cell.count - cell.below - cell.above) - 128.0 * cell.below +
                       127.0 * cell.above;
    const double code = std::clamp(std::nearbyint(sum / cell.count), -128.0, 127.0);
    squares += cell.count * code * code - 2 * code * sum;
  }
  const auto count = static_cast<double>(problem_->count);
  bound_max_ = std::max(0.0, bound_max_ - 2 * slack_);
  // Up to 2^17 cells were added to a sum that begins below 2^14 count.
  bound_square_ =
      std::max(0.0, squares / count - sum_slack(Objective::rms) / count - 0x1p14 * 0x1p-35);
}

void AccumulatorProfile::count_ideal_codes(const std::vector<Cell>& cells) {
  const ExactChannel& exact = problem_->exact;
  const std::size_t places = cells.size();
  std::array<std::int64_t, 256> first{};
  std::array<std::int64_t, 256> last{};
  first.fill(static_cast<std::int64_t>(places));
  last.fill(-1);
  // The codes of a place lie between those of its least and its greatest M.
  for (std::size_t i = 0; i < places; ++i) {
    if (cells[i].count == 0) continue;
    const int greatest = exact_code(exact, cells[i].greatest);
    for (int each = exact_code(exact, cells[i].least); each <= greatest; ++each) {
      const auto code = static_cast<std::size_t>(each + 128);
      first[code] = std::min(first[code], static_cast<std::int64_t>(i));
      last[code] = static_cast<std::int64_t>(i);
    }
  }
  IdealCodes codes(exact);
  for (std::size_t code = 0; code < 256; ++code) {
    if (last[code] < 0) continue;
    ideal_[code].first = first[code];
    ideal_[code].from.assign(static_cast<std::size_t>(last[code] - first[code] + 2), 0);
  }
  for_each_input(*problem_, weights_,
                 [&](std::int64_t sum, std::int64_t point, std::int32_t often) {
                   IdealCounts& ideal = ideal_[static_cast<std::size_t>(codes.of(point) + 128)];
                   ideal.from[static_cast<std::size_t>(sum - least_sum_ - ideal.first)] +=
                       static_cast<std::uint32_t>(often);
                 });
  std::vector<std::uint32_t> most(places, 0);  // with one and the same ideal code
  for (IdealCounts& ideal : ideal_) {
    for (std::size_t i = ideal.from.size(); i-- > 1;) {
      std::uint32_t& of_place = most[static_cast<std::size_t>(ideal.first) + i - 1];
      of_place = std::max(of_place, ideal.from[i - 1]);
      ideal.from[i - 1] += ideal.from[i];
    }
  }
  std::uint64_t best = 0;
  for (const std::uint32_t each : most) best += each;
  bound_mismatch_ = static_cast<double>(problem_->count - best) /
                    static_cast<double>(problem_->count) * (1 - 0x1p-50);
}

std::uint64_t AccumulatorProfile::ideal_from(int code, std::size_t place) const {
  const IdealCounts& ideal = ideal_[static_cast<std::size_t>(code + 128)];
  if (ideal.from.empty()) return 0;
  const auto at = std::clamp<std::int64_t>(static_cast<std::int64_t>(place) - ideal.first, 0,
                                           static_cast<std::int64_t>(ideal.from.size()) - 1);
  return ideal.from[static_cast<std::size_t>(at)];
}

Rational AccumulatorProfile::exact_max(const Thresholds& thresholds) const {
  const std::size_t end = count_from_.size() - 1;
  // {code, M} with error code - x, or x - code.
  struct Candidate {
    double error;
    int code;
    std::int64_t point;
  };
  std::array<Candidate, 512> candidates;
  std::size_t size = 0;
  double greatest = 0;
  const auto consider = [&](int code, std::int64_t point, double sign) {
    const double error = sign * (code - value(point));
    greatest = std::max(greatest, error);
    candidates[size++] = {error, code, point};
  };
  for (int code = -128; code < 128; ++code) {
    const std::size_t from =
        code == -128 ? 0 : place(thresholds[static_cast<std::size_t>(code + 127)]);
    const std::size_t to =
        code == 127 ? end : place(thresholds[static_cast<std::size_t>(code + 128)]);
    if (from < end && lowest_from_[from] != no_point_above) consider(code, lowest_from_[from], 1);
    if (greatest_below_[to] != no_point_below) consider(code, greatest_below_[to], -1);
  }
  Rational result = 0;
  for (std::size_t i = 0; i < size; ++i) {
    if (candidates[i].error < greatest - 2 * slack_) continue;
    const Rational x = exact_value(problem_->exact, candidates[i].point);
    const Rational clamped = x < -128 ? Rational(-128) : x > 127 ? Rational(127) : x;
    const Rational error = abs(candidates[i].code - clamped);
    if (error > result) result = error;
  }
  return result;
}

ChannelMeasures AccumulatorProfile::measures(const Thresholds& thresholds) const {
  std::int64_t codes = 0;  // sum of (2k - 1) #{n >= t_k}
  Int128 points = 0;       // sums of what is at or above t_k
  std::int64_t unclamped = 0;
  std::int64_t clamped = 0;
  std::uint64_t ideal = 0;
  std::size_t from = 0;
  for (int code = -128; code < 128; ++code) {
    const std::size_t to = code == 127 ? count_from_.size() - 1
                                       : place(thresholds[static_cast<std::size_t>(code + 128)]);
    if (with_mismatch_) ideal += ideal_from(code, from) - ideal_from(code, to);
    if (code < 127) {
      codes += (2 * (code + 1) - 1) * count_from_[to];
      points += points_from_[to];
      unclamped += unclamped_from_[to];
      clamped += clamped_from_[to];
    }
    from = to;
  }
  const ExactChannel& exact = problem_->exact;
  const Rational count = problem_->count;
  const Rational sum_above =
      Rational(exact.point_factor * Integer(points) - exact.origin * Integer(unclamped),
               exact.denominator) +
      clamped;
  const Rational all_lowest =
      problem_->sum_of_squares + 256 * problem_->sum + 16384 * Rational(problem_->count);
  ChannelMeasures result;
  result.max = exact_max(thresholds);
  result.square = (all_lowest + codes - 2 * sum_above) / count;
  if (with_mismatch_) result.mismatch = Rational(Integer(problem_->count - ideal)) / count;
  return result;
}

double AccumulatorProfile::lower_bound(Objective objective) const {
  switch (objective) {
    case Objective::max:
      return bound_max_;
    case Objective::rms:
      return bound_square_;
    case Objective::mismatch:
      return bound_mismatch_;
  }
  return 0;
}

double AccumulatorProfile::sum_from(std::size_t place) const {
  return factor_ * static_cast<double>(points_from_[place]) -
         origin_ * static_cast<double>(unclamped_from_[place]) +
         static_cast<double>(clamped_from_[place]);
}

double AccumulatorProfile::threshold_cost(Objective objective, int code, std::size_t place) const {
  if (objective == Objective::rms) {
    return (2 * code - 1) * static_cast<double>(count_from_[place]) - 2 * sum_from(place);
  }
  return static_cast<double>(ideal_from(code - 1, place)) -
         static_cast<double>(ideal_from(code, place));
}

double AccumulatorProfile::cost_without_thresholds(Objective objective) const {
  const auto count = static_cast<double>(problem_->count);
  if (objective == Objective::mismatch) return count - static_cast<double>(ideal_from(-128, 0));
  return problem_->sum_of_squares.convert_to<double>() + 256 * problem_->sum.convert_to<double>() +
         16384 * count;
}

// What roundings can add to a sum over all thresholds. Of the counts none: they are integers below
// 2^53. Of squares: a sum of x over the inputs from a place on has terms of up to 128 + |origin|,
// twice, and is rounded a few times; 255 of them enter twice, and 255 sums of up to 2^17 for each
// input are rounded.
double AccumulatorProfile::sum_slack(Objective objective) const {
  if (objective == Objective::mismatch) return 0.5;
  return static_cast<double>(problem_->count) * ((256 + 2 * std::abs(origin_)) * 0x1p-40 + 0x1p-26);
}

double AccumulatorProfile::quick_measure(Objective objective, const Thresholds& thresholds) const {
  if (objective == Objective::max) return 0;
  double cost = cost_without_thresholds(objective);
  for (int code = -127; code < 128; ++code) {
    cost +=
        threshold_cost(objective, code, place(thresholds[static_cast<std::size_t>(code + 127)]));
  }
  return std::max(0.0, cost - sum_slack(objective)) / static_cast<double>(problem_->count);
}

void AccumulatorProfile::set_range(Ranges& ranges, int code, std::size_t least,
                                   std::size_t greatest) const {
  const auto i = static_cast<std::size_t>(code + 127);
  const std::size_t end = count_from_.size() - 1;
  ranges.least[i] = least == 0 ? Ranges::no_least : least_sum_ + static_cast<std::int64_t>(least);
  ranges.greatest[i] =
      greatest == end ? Ranges::no_greatest : least_sum_ + static_cast<std::int64_t>(greatest);
}

std::optional<AccumulatorProfile::Ranges> AccumulatorProfile::ranges_of_max(double limit) const {
  const double room = limit + 4 * slack_ + limit * 0x1p-40;
  const std::size_t end = count_from_.size() - 1;
  Ranges ranges;
  // Both conditions are monotone in the place, and in the code.
  std::size_t least = 0;
  std::size_t greatest = 0;
  for (int code = -127; code < 128; ++code) {
    const auto is_low_enough = [&](std::size_t at) {  // nothing from here on is too far below
      return at == end || lowest_from_[at] == no_point_above ||
             code - value(lowest_from_[at]) <= room;
    };
    const auto is_high_enough = [&](std::size_t at) {  // nothing below is too far above code - 1
      return greatest_below_[at] == no_point_below ||
             value(greatest_below_[at]) - (code - 1) <= room;
    };
    while (!is_low_enough(least)) ++least;
    while (greatest < end && is_high_enough(greatest + 1)) ++greatest;
    if (least > greatest) return std::nullopt;
    set_range(ranges, code, least, greatest);
  }
  return ranges;
}

std::optional<AccumulatorProfile::Ranges> AccumulatorProfile::ranges_of_sum(Objective objective,
                                                                            double limit) const {
  const std::size_t end = count_from_.size() - 1;
  std::vector<double> sums(end + 1);
  for (std::size_t at = 0; at <= end; ++at) sums[at] = sum_from(at);
  const auto cost = [&](int code, std::size_t at) {
    return objective == Objective::rms
               ? (2 * code - 1) * static_cast<double>(count_from_[at]) - 2 * sums[at]
               : threshold_cost(objective, code, at);
  };
  std::array<double, 255> least_cost{};
  double room = limit * (1 + 0x1p-40) * static_cast<double>(problem_->count) +
                sum_slack(objective) - cost_without_thresholds(objective);
  for (int code = -127; code < 128; ++code) {
    double least = HUGE_VAL;
    for (std::size_t at = 0; at <= end; ++at) {
      least = std::min(least, cost(code, at));
    }
    least_cost[static_cast<std::size_t>(code + 127)] = least;
    room -= least;
  }
  // What all thresholds at their best leave, one of them may have.
  if (room < 0) return std::nullopt;
  Ranges ranges;
  for (int code = -127; code < 128; ++code) {
    const double most = least_cost[static_cast<std::size_t>(code + 127)] + room;
    const auto is_in = [&](std::size_t at) { return cost(code, at) <= most; };
    std::size_t first = 0;
    while (!is_in(first)) ++first;
    std::size_t last = end;
    while (!is_in(last)) --last;
    set_range(ranges, code, first, last);
  }
  return ranges;
}

std::optional<AccumulatorProfile::Ranges> AccumulatorProfile::ranges(Objective objective,
                                                                     double limit) const {
  return objective == Objective::max ? ranges_of_max(limit) : ranges_of_sum(objective, limit);
}

}  // namespace swingproof
