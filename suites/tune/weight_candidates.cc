// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/tune/weight_candidates.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace swingproof {
namespace {

// What roundings may have added to a bound.
constexpr double certain = 1 - 0x1p-40;

double step_of(const ChannelProblem& problem, std::int64_t lattice_step) {
  return Rational(problem.exact.point_factor * lattice_step, problem.exact.denominator)
      .convert_to<double>();
}

// The luma values, from Y = -128 up, that are in the set and not clamped.
LumaRun unclamped_run(const ChannelProblem& problem, int u, int v) {
  const LumaRun run = (*problem.inputs)[chroma_index(u, v)];
  const auto cut = [&](std::int64_t point) {
    const int place = luma_values_below(problem.exact.lattice, u, v, point);
    return static_cast<std::uint16_t>(
        std::clamp<int>(place, run.begin, std::max(run.begin, run.end)));
  };
  return {cut(problem.exact.first_unclamped), cut(problem.exact.end_unclamped)};
}

int floor_quotient_of(int numerator, int denominator) {  // denominator > 0
  const int quotient = numerator / denominator;
  return numerator % denominator < 0 ? quotient - 1 : quotient;
}

}  // namespace

PairBound::PairBound(const ChannelProblem& problem, std::size_t chroma, Objective objective)
    : objective_(objective),
      count_(static_cast<double>(problem.count)),
      luma_(step_of(problem, problem.exact.lattice.y)),
      chroma_(step_of(problem, chroma == 1 ? problem.exact.lattice.u : problem.exact.lattice.v)) {
  std::vector<LumaRun> runs(65536);  // by the other chroma, then by this one
  for (int other = 0; other < 256; ++other) {
    for (int own = 0; own < 256; ++own) {
      const LumaRun run = chroma == 1 ? unclamped_run(problem, own - 128, other - 128)
                                      : unclamped_run(problem, other - 128, own - 128);
      runs[static_cast<std::size_t>(other * 256 + own)] = run;
      ++rows_[static_cast<std::size_t>(run.end - run.begin)];
    }
  }
  for (const int distance : {32, 64, 128, 192, 255}) {
    // The number of pairs of two runs as a function of dy rises from 0 by 1, stays, and falls by 1:
    // its second difference is four impulses.
    std::array<std::int64_t, 515> second{};
    for (int other = 0; other < 256; ++other) {
      for (int own = 0; own + distance < 256; ++own) {
        if (own / distance % 2 != 0) continue;  // it is the second of a pair
        const LumaRun& one = runs[static_cast<std::size_t>(other * 256 + own)];
        const LumaRun& two = runs[static_cast<std::size_t>(other * 256 + own + distance)];
        if (one.begin >= one.end || two.begin >= two.end) continue;
        ++second[static_cast<std::size_t>(two.begin - one.end + 257)];
        --second[static_cast<std::size_t>(two.begin - one.begin + 257)];
        --second[static_cast<std::size_t>(two.end - one.end + 257)];
        ++second[static_cast<std::size_t>(two.end - one.begin + 257)];
      }
    }
    std::array<std::int64_t, 513> pairs{};
    std::int64_t slope = 0;
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < pairs.size(); ++i) {  // dy = i - 256
      slope += second[i];
      sum += slope;
      pairs[i] = sum;
    }
    distances_.push_back(distance_of(distance, pairs));
  }
}

double PairBound::bound(double difference, std::int64_t pairs) const {
  if (pairs == 0 || difference <= 0) return 0;
  switch (objective_) {
    case Objective::max:
      return difference / 2 * certain;
    case Objective::rms:
      return difference * difference / 2 * static_cast<double>(pairs) / count_ * certain;
    case Objective::mismatch:
      return difference * certain >= 1 ? static_cast<double>(pairs) / count_ * certain : 0;
  }
  return 0;
}

PairBound::Distance PairBound::distance_of(int chroma,
                                           const std::array<std::int64_t, 513>& pairs) const {
  Distance distance;
  distance.chroma = chroma;
  const auto difference = [&](std::size_t i) {
    return luma_ * (static_cast<int>(i) - 256) + chroma_ * chroma;
  };
  double greatest = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    greatest = std::max(greatest, bound(difference(i), pairs[i]));
    distance.up_to[i] = greatest;
  }
  greatest = 0;
  for (std::size_t i = pairs.size(); i-- > 0;) {
    greatest = std::max(greatest, bound(-difference(i), pairs[i]));
    distance.from[i] = greatest;
  }
  return distance;
}

double PairBound::at(std::int32_t luma_weight, std::int32_t chroma_weight) const {
  double greatest = 0;
  for (const Distance& distance : distances_) {
    const int sum = chroma_weight * distance.chroma;
    // n does not rise up to here, and x must not; it does not fall from there on.
    const int last = std::min(floor_quotient_of(-sum, luma_weight), 256);
    const int first = std::max(-floor_quotient_of(sum, luma_weight), -256);
    if (last >= -256) {
      greatest = std::max(greatest, distance.up_to[static_cast<std::size_t>(last + 256)]);
    }
    if (first <= 256) {
      greatest = std::max(greatest, distance.from[static_cast<std::size_t>(first + 256)]);
    }
  }
  return greatest;
}

double PairBound::without_luma() const {
  double greatest = 0;
  double sum = 0;
  for (std::size_t n = 1; n < rows_.size(); ++n) {
    if (rows_[n] == 0) continue;
    const auto inputs = static_cast<double>(n);
    const auto rows = static_cast<double>(rows_[n]);
    switch (objective_) {
      case Objective::max:
        greatest = std::max(greatest, luma_ * (inputs - 1) / 2);
        break;
      case Objective::rms:  // the variance of n equal steps
        sum += rows * luma_ * luma_ * inputs * (inputs * inputs - 1) / 12;
        break;
      case Objective::mismatch:  // one code has at most 1 / luma_ + 1 ideal inputs
        sum += rows * std::max(0.0, inputs - std::floor(1 / luma_ + 0x1p-20) - 1);
        break;
    }
  }
  return (objective_ == Objective::max ? greatest : sum / count_) * certain;
}

WeightCandidates weight_candidates(const ChannelProblem& problem, Objective objective, double known,
                                   int bits, std::size_t most) {
  const std::array<PairBound, 2> bounds = {PairBound(problem, 1, objective),
                                           PairBound(problem, 2, objective)};
  const double limit = known * (1 + 0x1p-40);
  const std::int32_t end = 1 << (bits - 1);
  WeightCandidates candidates;
  if (bounds[0].without_luma() <= limit) {
    candidates.is_complete = false;
    return candidates;
  }
  for (std::int32_t luma = 1; luma < end; ++luma) {
    std::array<std::vector<std::int32_t>, 2> left;
    for (std::size_t i = 0; i < 2; ++i) {
      for (std::int32_t weight = -end; weight < end; ++weight) {
        if (bounds[i].at(luma, weight) <= limit) left[i].push_back(weight);
      }
    }
    if (candidates.weights.size() + left[0].size() * left[1].size() > most) {
      return {{}, false};
    }
    for (const std::int32_t u : left[0]) {
      for (const std::int32_t v : left[1]) candidates.weights.push_back({luma, u, v});
    }
  }
  return candidates;
}

std::vector<AccumulatorProfile::Weights> proportional_weights(const ChannelProblem& problem,
                                                              int bits) {
  const GreyLattice& lattice = problem.exact.lattice;
  const std::int32_t end = 1 << (bits - 1);
  std::vector<AccumulatorProfile::Weights> all;
  for (std::int32_t luma = 1; luma < end; ++luma) {
    const auto nearest = [&](std::int64_t step) {
      const double exact = luma * static_cast<double>(step) / static_cast<double>(lattice.y);
      return static_cast<std::int32_t>(std::clamp(std::nearbyint(exact), -1.0 * end, end - 1.0));
    };
    all.push_back({luma, nearest(lattice.u), nearest(lattice.v)});
  }
  return all;
}

}  // namespace swingproof
