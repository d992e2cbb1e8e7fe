// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_BUDGET_BUDGET_H_
#define SWINGPROOF_SUITES_BUDGET_BUDGET_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deployment/deployment.h"
#include "deployment/enum_names.h"
#include "oracle/input_sets.h"
#include "suites/budget/published_bound.h"
#include "suites/sweep/sweep.h"

namespace swingproof {

// Throws InputError if the text is the name of none.
SetName parse_set(std::string_view text, std::string_view place);

// The limits on a kernel's error, on some channels over one set of inputs. Limits are exact and
// inclusive; errors are in LSB.
struct Limits {
  SetName set = SetName::all_inputs;
  std::optional<Channel> channel;                  // nothing: each of the three
  std::optional<ExactNumber> max_code_difference;  // from the model, in codes
  std::optional<ExactNumber> max_abs_error;        // from the exact op
  std::optional<ExactNumber> max_rms_error;        // from the exact op
};

// Without a budget, a kernel must only be bit-exact.
struct Budget {
  bool bit_exact = true;
  std::vector<Limits> limits;
  std::vector<PublishedBound> published;
};

// Whether a code that is not the model's fails. A budget of published bounds alone does not ask for
// that, but for deployments to which none of them applies, so that nothing passes unjudged.
bool needs_bit_exact(const Budget& budget, const Deployment& deployment);

inline constexpr std::size_t largest_budget_file = 65536;

// Reads a budget from TOML:
//
//   [budget]
//   bit_exact = false             # default true: a budget does not silently give that up
//   max_code_difference = 1       # over all inputs, each channel
//   [budget.in_gamut]             # or all_inputs, legal
//   max_abs_error = "1.75"
//   [budget.in_gamut.G]           # or R, B
//   max_rms_error = "0.56"
//
// Numbers are integers or strings, taken exactly; not below 0. Throws InputError with file, key and
// remedy for everything else.
//
// A budget that sets bit_exact to false must limit every channel, by limits that apply to the
// deployment; anything else would let wrong codes pass.
Budget parse_budget_toml(std::string_view text, std::string_view file_name);
Budget read_budget_toml(const std::string& path);

// A file, "preset:NAME" of a published bound, or several presets beside at most one file. Throws
// InputError.
Budget read_budget(const std::vector<std::string>& paths_and_presets);

enum class LimitedMeasure { max_code_difference, max_abs_error, max_rms_error };

template <>
inline constexpr auto enum_names<LimitedMeasure> =
    names_of<LimitedMeasure>({{LimitedMeasure::max_code_difference, "max_code_difference"},
                              {LimitedMeasure::max_abs_error, "max_abs_error"},
                              {LimitedMeasure::max_rms_error, "max_rms_error"}});

// One limit held against the figure of one channel, exactly.
struct LimitCheck {
  SetName set = SetName::all_inputs;
  Channel channel = Channel::red;
  LimitedMeasure measure = LimitedMeasure::max_abs_error;
  ExactNumber limit;
  Rational figure;  // codes or LSB; of max_rms_error its square, LSB^2
  bool is_kept = false;
  bool is_close = false;  // kept, but the figure is above 9/10 of the limit
};

// Every limit on the error from the exact op that applies, in the budget's order. What limits the
// difference from the model (max_code_difference, bit_exact) is about a kernel and left out; limits
// over legal inputs do not apply to full swing. report --budget checks these and exits with 1 if
// one is exceeded. A budget without any such limit is refused, as every op would pass it.
std::vector<LimitCheck> check_error_limits(const Budget& budget,
                                           const std::array<ChannelErrors, 3>& errors);

// A limit of the budget that does not apply to a deployment, so that a pass does not cover it.
struct UnjudgedLimit {
  SetName set = SetName::all_inputs;
  std::optional<Channel> channel;  // nothing: each of the three
  LimitedMeasure measure = LimitedMeasure::max_abs_error;
  ExactNumber limit;
  std::string_view reason;  // "full swing has no legal inputs"
};

// What check_error_limits leaves out, and what check_kernel_limits does; in the budget's order.
std::vector<UnjudgedLimit> unjudged_error_limits(const Budget& budget, Swing swing);
std::vector<UnjudgedLimit> unjudged_limits(const Budget& budget, Swing swing);

// One channel of a kernel against the model over one set of inputs.
struct ModelDifference {
  std::uint64_t mismatches = 0;
  int max_code_difference = 0;  // the greatest |kernel's code - model's code|

  friend bool operator==(const ModelDifference&, const ModelDifference&) = default;
};

// Every limit that applies to a kernel, in the budget's order. Limits over legal inputs do not
// apply to full swing. bit_exact is not looked at: it is a matter of values.
std::vector<LimitCheck> check_kernel_limits(
    const Budget& budget, const std::array<ChannelErrors, 3>& errors,
    const std::array<PerSet<ModelDifference>, 3>& from_model);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_BUDGET_BUDGET_H_
