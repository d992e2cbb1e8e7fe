// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/budget/budget.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "deployment/input_error.h"

namespace swingproof {
namespace {

// figure and limit in the same unit: of an rms error, both squared.
LimitCheck check_limit(const Limits& limits, Channel channel, LimitedMeasure measure,
                       const ExactNumber& limit, const Rational& figure) {
  const bool is_squared = measure == LimitedMeasure::max_rms_error;
  const auto power = [&](const Rational& number) {
    return is_squared ? Rational(number * number) : number;
  };
  const bool is_kept = figure <= power(limit.exact);
  const bool is_close = is_kept && figure > power(limit.exact * Rational(9, 10));
  return {limits.set, channel, measure, limit, figure, is_kept, is_close};
}

void check_errors(const Limits& limits, Channel channel, const ErrorMeasures& errors,
                  std::vector<LimitCheck>& checks) {
  if (limits.max_abs_error) {
    checks.push_back(check_limit(limits, channel, LimitedMeasure::max_abs_error,
                                 *limits.max_abs_error, errors.max_abs_error));
  }
  if (limits.max_rms_error) {
    checks.push_back(check_limit(limits, channel, LimitedMeasure::max_rms_error,
                                 *limits.max_rms_error, mean_squared_error(errors)));
  }
}

// from_model: of a kernel; null for the model itself, whose difference is not looked at.
std::vector<LimitCheck> check_limits(const Budget& budget,
                                     const std::array<ChannelErrors, 3>& channels,
                                     const std::array<PerSet<ModelDifference>, 3>* from_model) {
  std::vector<LimitCheck> checks;
  for (const Limits& limits : budget.limits) {
    for (std::size_t c = 0; c < 3; ++c) {
      const Channel channel = channels[c].channel;
      const ErrorMeasures* errors = of_set(channels[c], limits.set);
      if (errors == nullptr || (limits.channel && *limits.channel != channel)) continue;
      if (from_model != nullptr && limits.max_code_difference) {
        const ModelDifference* difference = of_set((*from_model)[c], limits.set);
        if (difference == nullptr) continue;
        checks.push_back(check_limit(limits, channel, LimitedMeasure::max_code_difference,
                                     *limits.max_code_difference, difference->max_code_difference));
      }
      check_errors(limits, channel, *errors, checks);
    }
  }
  return checks;
}

std::vector<UnjudgedLimit> limits_left_out(const Budget& budget, Swing swing, bool of_kernel) {
  std::vector<UnjudgedLimit> left_out;
  for (const Limits& limits : budget.limits) {
    const auto add = [&](LimitedMeasure measure, const std::optional<ExactNumber>& limit) {
      const bool is_judged = of_kernel || measure != LimitedMeasure::max_code_difference;
      if (!limit || (has_inputs(limits.set, swing) && is_judged)) return;
      left_out.push_back({limits.set, limits.channel, measure, *limit,
                          is_judged ? "full swing has no legal inputs"
                                    : "only a kernel differs from the model: gate judges that"});
    };
    add(LimitedMeasure::max_code_difference, limits.max_code_difference);
    add(LimitedMeasure::max_abs_error, limits.max_abs_error);
    add(LimitedMeasure::max_rms_error, limits.max_rms_error);
  }
  return left_out;
}

}  // namespace

bool needs_bit_exact(const Budget& budget, const Deployment& deployment) {
  if (budget.bit_exact || !budget.limits.empty()) return budget.bit_exact;
  return std::ranges::none_of(budget.published,
                              [&](PublishedBound bound) { return applies(bound, deployment); });
}

Budget read_budget(const std::vector<std::string>& paths_and_presets) {
  constexpr std::string_view preset = "preset:";
  std::optional<std::string> file;
  std::vector<PublishedBound> published;
  for (const std::string& text : paths_and_presets) {
    if (text.starts_with(preset)) {
      published.push_back(parse_published_bound(text.substr(preset.size()), "--budget"));
    } else if (file) {
      throw InputError("--budget", "names two files", "put all limits into one");
    } else {
      file = text;
    }
  }
  Budget budget;
  if (file) budget = read_budget_toml(*file);
  if (!file && !published.empty()) budget.bit_exact = false;
  budget.published = std::move(published);
  return budget;
}

std::vector<UnjudgedLimit> unjudged_error_limits(const Budget& budget, Swing swing) {
  return limits_left_out(budget, swing, false);
}

std::vector<UnjudgedLimit> unjudged_limits(const Budget& budget, Swing swing) {
  return limits_left_out(budget, swing, true);
}

std::vector<LimitCheck> check_error_limits(const Budget& budget,
                                           const std::array<ChannelErrors, 3>& errors) {
  return check_limits(budget, errors, nullptr);
}

SetName parse_set(std::string_view text, std::string_view place) {
  if (const auto set = value_named<SetName>(text)) return *set;
  throw InputError(place, quoted(text) + " is not a set of inputs",
                   "write all_inputs, in_gamut or, with studio swing, legal");
}

std::vector<LimitCheck> check_kernel_limits(
    const Budget& budget, const std::array<ChannelErrors, 3>& errors,
    const std::array<PerSet<ModelDifference>, 3>& from_model) {
  return check_limits(budget, errors, &from_model);
}

}  // namespace swingproof
