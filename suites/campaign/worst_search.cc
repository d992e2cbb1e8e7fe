// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/campaign/worst_search.h"

#include <algorithm>
#include <span>

#include "deployment/input_error.h"
#include "suites/bound/quick_bound.h"
#include "suites/parallel_blocks.h"

namespace swingproof {
namespace {

constexpr std::size_t swept_at_once = 32;
constexpr std::uint64_t candidates_per_block = 256;
constexpr double hopeless = -1;  // the bound of what is filtered or refused

struct Candidate {
  Coordinates coordinates;
  double bound = hopeless;
  Rational error = -1;
};

class Search {
 public:
  Search(const Plan& plan, const SweepErrors& sweep_errors)
      : plan_(plan), part_(plan.parts.at(0)), sweep_errors_(sweep_errors) {
    const std::vector<Integer> sizes = axis_sizes(part_);
    sizes_.resize(sizes.size());
    for (std::size_t axis = 0; axis < sizes.size(); ++axis) {
      if (sizes[axis] > Integer(std::uint64_t{1} << 62U)) {
        throw InputError("[search]", "has an axis of " + sizes[axis].str() + " values",
                         "take larger steps");
      }
      sizes_[axis] = static_cast<std::uint64_t>(sizes[axis]);
    }
  }

  std::optional<WorstFound> run() {
    std::vector<Candidate> swept = sweep_candidates();
    if (is_stopped_ || swept.empty()) return std::nullopt;
    std::stable_sort(swept.begin(), swept.end(),
                     [](const auto& a, const auto& b) { return a.error > b.error; });
    Candidate worst = swept.front();
    const std::size_t starts = std::min<std::size_t>(swept.size(), plan_.search->starts);
    for (std::size_t i = 0; i < starts; ++i) {
      const Candidate end = descend(swept[i]);
      if (is_stopped_) return std::nullopt;
      if (end.error > worst.error) worst = end;
    }
    const Candidate simplest = simplify(worst);
    if (is_stopped_) return std::nullopt;
    return WorstFound{setting_at(part_, worst.coordinates), worst.error,
                      setting_at(part_, simplest.coordinates), simplest.error, bounded_};
  }

 private:
  Candidate candidate_at(const Coordinates& coordinates) const {
    Candidate candidate{coordinates};
    const Setting setting = setting_at(part_, coordinates);
    if (!plan_.filter.passes(setting.deployment)) return candidate;
    try {
      candidate.bound =
          quick_error_bound(setting.deployment, lower(setting.deployment, arithmetic_of(setting)));
    } catch (const InputError&) {
      // Refused by the lowering: no error is known.
    }
    return candidate;
  }

  std::vector<Candidate> sweep_candidates() {
    const SearchPlan& search = *plan_.search;
    std::vector<Candidate> candidates(search.candidates);
    const std::uint64_t blocks = (search.candidates - 1) / candidates_per_block + 1;
    for_each_block(blocks, [&](std::size_t block) {
      const std::uint64_t end =
          std::min<std::uint64_t>(search.candidates, (block + 1) * candidates_per_block);
      for (std::uint64_t i = block * candidates_per_block; i < end; ++i) {
        Coordinates coordinates(sizes_.size());
        for (std::size_t axis = 0; axis < sizes_.size(); ++axis) {
          coordinates[axis] = spread_number(search.seed, i, axis, sizes_[axis]);
        }
        candidates[i] = candidate_at(coordinates);
      }
    });
    std::erase_if(candidates, [](const Candidate& each) { return each.bound == hopeless; });
    bounded_ = candidates.size();
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const auto& a, const auto& b) { return a.bound > b.bound; });
    Rational greatest = -1;
    std::size_t begin = 0;
    while (begin < candidates.size() && candidates[begin].bound > greatest.convert_to<double>()) {
      const std::size_t end = std::min(candidates.size(), begin + swept_at_once);
      if (!sweep({candidates.begin() + static_cast<std::ptrdiff_t>(begin),
                  candidates.begin() + static_cast<std::ptrdiff_t>(end)})) {
        return {};
      }
      for (; begin < end; ++begin) greatest = std::max(greatest, candidates[begin].error);
    }
    candidates.resize(begin);
    return candidates;
  }

  // Fills in the errors; false if the search is to stop.
  bool sweep(std::span<Candidate> candidates) {
    std::vector<Setting> settings;
    for (const Candidate& each : candidates) {
      settings.push_back(setting_at(part_, each.coordinates));
    }
    const std::optional<std::vector<Rational>> errors = sweep_errors_(settings);
    is_stopped_ = !errors;
    for (std::size_t i = 0; errors && i < candidates.size(); ++i)
      candidates[i].error = (*errors)[i];
    return !is_stopped_;
  }

  // Settings one step away on one axis, the steps powers of two, that may have a greater error.
  std::vector<Candidate> neighbours(const Candidate& centre) const {
    std::vector<Candidate> found;
    const double error = centre.error.convert_to<double>();
    for (std::size_t axis = 0; axis < sizes_.size(); ++axis) {
      const std::uint64_t place = centre.coordinates[axis];
      for (std::uint64_t step = 1; step < sizes_[axis]; step *= 2) {
        for (const bool up : {false, true}) {
          if (up ? place + step >= sizes_[axis] : place < step) continue;
          Coordinates moved = centre.coordinates;
          moved[axis] = up ? place + step : place - step;
          Candidate candidate = candidate_at(moved);
          if (candidate.bound > error) found.push_back(candidate);
        }
      }
    }
    return found;
  }

  Candidate descend(Candidate centre) {
    for (;;) {
      std::vector<Candidate> near = neighbours(centre);
      if (near.empty() || !sweep(near)) return centre;
      const auto best = std::max_element(
          near.begin(), near.end(), [](const auto& a, const auto& b) { return a.error < b.error; });
      if (best->error <= centre.error) return centre;
      centre = *best;
    }
  }

  // Axis by axis, the roundest value that keeps nearly all of the error.
  Candidate simplify(const Candidate& worst) {
    const Rational least = worst.error * 99 / 100;
    Candidate simplest = worst;
    for (std::size_t axis = sizes_.size(); axis-- > 0;) {
      std::vector<Candidate> rounder;
      const std::size_t length = canonical_text(setting_at(part_, simplest.coordinates)).size();
      for (std::uint64_t step = 1; step < sizes_[axis]; step *= 2) {
        for (const std::uint64_t place : {simplest.coordinates[axis] / step * step,
                                          simplest.coordinates[axis] / step * step + step}) {
          if (place >= sizes_[axis] || place == simplest.coordinates[axis]) continue;
          Coordinates moved = simplest.coordinates;
          moved[axis] = place;
          Candidate candidate = candidate_at(moved);
          const bool is_simpler = canonical_text(setting_at(part_, moved)).size() < length;
          if (is_simpler && candidate.bound >= least.convert_to<double>()) {
            rounder.push_back(candidate);
          }
        }
      }
      if (!sweep(rounder)) return simplest;
      std::size_t shortest = length;
      for (const Candidate& each : rounder) {
        const std::size_t each_length = canonical_text(setting_at(part_, each.coordinates)).size();
        if (each.error < least || each_length >= shortest) continue;
        shortest = each_length;
        simplest = each;
      }
    }
    return simplest;
  }

  const Plan& plan_;
  const PlanPart& part_;
  const SweepErrors& sweep_errors_;
  Coordinates sizes_;
  std::uint64_t bounded_ = 0;  // candidates that the filter and the lowering let pass
  bool is_stopped_ = false;
};

}  // namespace

std::optional<WorstFound> find_worst(const Plan& plan, const SweepErrors& sweep_errors) {
  return Search(plan, sweep_errors).run();
}

}  // namespace swingproof
