// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CAMPAIGN_PLAN_H_
#define SWINGPROOF_SUITES_CAMPAIGN_PLAN_H_

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "suites/budget/budget.h"
#include "suites/campaign/setting.h"

namespace swingproof {

// The values of mean, std or q_scale that a part of a plan takes, all exact: a list, or evenly
// spaced numbers. q_scale uses the first number of a triple only.
struct NumberAxis {
  std::vector<std::array<ExactNumber, 3>> list;  // empty: the range
  Rational from;
  Rational step;
  std::uint64_t count = 0;
  bool per_channel = false;  // every combination of three numbers, instead of three equal ones

  // How many values there are.
  Integer size() const;
  std::array<ExactNumber, 3> at(std::uint64_t index) const;  // index < size()
};

// As in Setting.
struct PlanArithmetic {
  std::string name;
  std::shared_ptr<const Arithmetic> own;
};

struct RandomSample {
  std::uint64_t count = 0;
  std::uint64_t seed = 0;
};

// A grid: every combination of the axes' values, q_scale changing fastest; or a random sample of
// it, in which a setting may come twice.
struct PlanPart {
  std::vector<std::vector<std::string>> names;  // of each of name_fields(), the values
  std::vector<PlanArithmetic> arithmetics = {{"bayes", nullptr}};
  NumberAxis mean;
  NumberAxis std;
  NumberAxis q_scale;
  std::optional<RandomSample> random;
};

// The axes of a part in their order, and the number of values on each.
using Coordinates = std::vector<std::uint64_t>;
std::vector<Integer> axis_sizes(const PlanPart& part);
Setting setting_at(const PlanPart& part, const Coordinates& coordinates);

// The exact conditions that every channel of a setting must satisfy for a sweep.
struct SettingFilter {
  std::optional<Rational> least_grey_levels_per_code;  // of std * q_scale
  std::optional<Rational> most_grey_levels_per_code;
  bool keeps_range = false;  // grey levels 0 and 255 are within the codes -128..127

  bool passes(const Deployment& deployment) const;
};

// The search for the worst setting of a part (worst_search.h).
struct SearchPlan {
  std::uint64_t seed = 1;
  std::uint64_t candidates = 0;  // random settings of which the most suspicious are swept
  std::uint64_t starts = 0;      // from how many of them the descent begins
};

struct Plan {
  Measures measures;
  std::vector<PlanPart> parts;
  SettingFilter filter;
  Budget budget;  // limits only
  std::optional<SearchPlan> search;
  std::string text;  // the TOML that it was read from
};

inline constexpr std::size_t largest_plan_file = std::size_t{4} * 1024 * 1024;

// More settings than this are refused without --limit: 10^6 take three hours on one core.
inline constexpr std::uint64_t most_settings_without_limit = 1'000'000;

// And more than this in one run with it: their keys are kept in memory, 16 bytes each.
inline constexpr std::uint64_t most_settings_of_a_run = 10'000'000;

// Reads a plan; docs/campaign.md describes the file. Arithmetic files that it names are read too,
// relative to the folder of file_name. Throws InputError with file_name, key and remedy for
// everything else, an axis without values included.
Plan parse_plan_toml(std::string_view text, std::string_view file_name);

// The limits of a plan alone, nothing if it has no [budget]: no file that it names need be there.
std::optional<Budget> parse_plan_budget(std::string_view text, std::string_view file_name);

// A name, or the path of an arithmetic file, as everywhere. Throws InputError as
// campaign_arithmetic().
PlanArithmetic plan_arithmetic(const std::string& name_or_path, std::string_view place);

// Puts the arithmetic in place of the plan's. Throws InputError, place first, if its constants are
// for another swing than some settings.
void set_arithmetic(Plan& plan, const PlanArithmetic& arithmetic, std::string_view place);

// All settings of a plan before its filter, numbered. Nothing is kept in memory.
class PlannedSettings {
 public:
  // With a limit below the number of settings, as many of them, spread over the whole plan; the
  // same every time. Throws InputError, naming the count, if there are more than
  // most_settings_without_limit and no limit, more than most_settings_of_a_run with one, or more
  // than 2^62 in all.
  PlannedSettings(const Plan& plan, std::optional<std::uint64_t> limit, std::string_view file_name);

  std::uint64_t size() const { return size_; }
  std::uint64_t total() const { return total_; }

  // The setting of that number in canonical form; nothing where the filter leaves it out.
  std::optional<Setting> at(std::uint64_t number) const;

 private:
  const Plan& plan_;
  std::vector<std::uint64_t> part_ends_;
  std::uint64_t total_ = 0;
  std::uint64_t size_ = 0;
  std::uint64_t stride_ = 1;  // from one number to the next where there is a limit
};

// The same for the same search: of the plan's text, and of the arithmetic, which may not be in it.
SettingKey search_key(const Plan& plan);

// The keys of all settings that the filter lets pass, ascending, each once.
std::vector<SettingKey> planned_keys(const PlannedSettings& settings);

// A number that looks random and depends on nothing but the arguments, below end.
std::uint64_t spread_number(std::uint64_t seed, std::uint64_t number, std::uint64_t axis,
                            std::uint64_t end);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CAMPAIGN_PLAN_H_
