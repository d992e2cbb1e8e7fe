// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CAMPAIGN_WORST_SEARCH_H_
#define SWINGPROOF_SUITES_CAMPAIGN_WORST_SEARCH_H_

#include <functional>
#include <optional>
#include <vector>

#include "suites/campaign/plan.h"

namespace swingproof {

struct WorstFound {
  Setting worst;
  Rational error;  // greatest |error| over all inputs and channels, LSB
  // The simplest setting, fewest digits, with an error of at least 99 % of it.
  Setting simplest;
  Rational simplest_error;
  // Random settings that were held against it by their bound: those that the filter and the
  // lowering let pass.
  std::uint64_t candidates = 0;
};

// The exact greatest |error| of each setting, LSB; less than 0 for one that has none. Nothing: the
// search is to stop.
using SweepErrors =
    std::function<std::optional<std::vector<Rational>>(const std::vector<Setting>&)>;

// Searches the plan's one part for the setting with the greatest error. Random settings are swept
// in the order of their bounds (error_bound.h) until the next bound is below the greatest error
// found: then it is the greatest of them all. From the best of them it descends, on each axis by
// steps of powers of two, and sweeps only neighbours whose bound is above. Depends on nothing but
// the plan. Nothing: stopped, or no setting passes the filter and the lowering.
std::optional<WorstFound> find_worst(const Plan& plan, const SweepErrors& sweep_errors);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CAMPAIGN_WORST_SEARCH_H_
