// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/campaign/plan.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <string>

#include "deployment/deployment_fields.h"
#include "deployment/input_error.h"
#include "suites/parallel_blocks.h"

namespace swingproof {
namespace {

constexpr std::uint64_t most_settings = std::uint64_t{1} << 62U;

Integer grid_size(const PlanPart& part) {
  Integer size = 1;
  for (const Integer& axis : axis_sizes(part)) size *= axis;
  return size;
}

Integer setting_count(const PlanPart& part) {
  return part.random ? Integer(part.random->count) : grid_size(part);
}

Coordinates coordinates_of(const PlanPart& part, std::uint64_t number) {
  const std::vector<Integer> sizes = axis_sizes(part);
  Coordinates coordinates(sizes.size());
  for (std::size_t axis = sizes.size(); axis-- > 0;) {
    const auto size = static_cast<std::uint64_t>(sizes[axis]);
    if (part.random) {
      coordinates[axis] = spread_number(part.random->seed, number, axis, size);
    } else {
      coordinates[axis] = number % size;
      number /= size;
    }
  }
  return coordinates;
}

// A step through all numbers below total that visits each once and leaves no large gap early:
// total over the golden ratio, moved to where it has no divisor in common.
std::uint64_t spread_stride(std::uint64_t total) {
  auto stride = static_cast<std::uint64_t>(Integer(total) * 618'033'989 / 1'000'000'000);
  stride = std::max<std::uint64_t>(stride, 1);
  while (std::gcd(stride, total) != 1) ++stride;
  return stride;
}

}  // namespace

Integer NumberAxis::size() const {
  if (!list.empty()) return Integer(list.size());
  const Integer one = count;
  return per_channel ? Integer(one * one * one) : one;
}

std::array<ExactNumber, 3> NumberAxis::at(std::uint64_t index) const {
  if (!list.empty()) return list.at(index);
  const auto number = [&](std::uint64_t i) {
    return parse_exact_number(exact_text(Rational(from + step * i)), "plan");
  };
  if (!per_channel) {
    const ExactNumber value = number(index);
    return {value, value, value};
  }
  return {number(index / count / count), number(index / count % count), number(index % count)};
}

std::vector<Integer> axis_sizes(const PlanPart& part) {
  std::vector<Integer> sizes;
  for (const std::vector<std::string>& names : part.names) sizes.emplace_back(names.size());
  sizes.emplace_back(part.arithmetics.size());
  for (const NumberAxis* axis : {&part.mean, &part.std, &part.q_scale}) {
    sizes.push_back(axis->size());
  }
  return sizes;
}

Setting setting_at(const PlanPart& part, const Coordinates& coordinates) {
  Setting setting;
  Deployment& deployment = setting.deployment;
  auto coordinate = coordinates.begin();
  std::size_t i = 0;
  for (const DeploymentField* field : name_fields()) {
    field->set(deployment, {part.names.at(i++).at(*coordinate++)}, field->key);
  }
  const PlanArithmetic& arithmetic = part.arithmetics.at(*coordinate++);
  setting.arithmetic = arithmetic.name;
  setting.own_arithmetic = arithmetic.own;
  deployment.mean = part.mean.at(*coordinate++);
  deployment.std = part.std.at(*coordinate++);
  deployment.q_scale = part.q_scale.at(*coordinate)[0];
  return canonical(setting);
}

bool SettingFilter::passes(const Deployment& deployment) const {
  for (std::size_t c = 0; c < 3; ++c) {
    const Rational levels = grey_levels_per_code(deployment, c);
    if (least_grey_levels_per_code && levels < *least_grey_levels_per_code) return false;
    if (most_grey_levels_per_code && levels > *most_grey_levels_per_code) return false;
    const Rational& mean = deployment.mean[c].exact;
    if (keeps_range && (-mean < -128 * levels || 255 - mean > 127 * levels)) return false;
  }
  return true;
}

std::uint64_t spread_number(std::uint64_t seed, std::uint64_t number, std::uint64_t axis,
                            std::uint64_t end) {
  // The finaliser of SplitMix64 over the arguments in turn.
  std::uint64_t state = seed;
  for (const std::uint64_t each : {number, axis}) {
    state += 0x9E3779B97F4A7C15U + each;
    state = (state ^ (state >> 30U)) * 0xBF58476D1CE4E5B9U;
    state = (state ^ (state >> 27U)) * 0x94D049BB133111EBU;
    state ^= state >> 31U;
  }
  return state % end;
}

PlannedSettings::PlannedSettings(const Plan& plan, std::optional<std::uint64_t> limit,
                                 std::string_view file_name)
    : plan_(plan) {
  Integer total = 0;
  for (const PlanPart& part : plan.parts) {
    for (const Integer& axis : axis_sizes(part)) {
      if (axis >= most_settings) {
        throw InputError(file_name, "has an axis of " + axis.str() + " values",
                         "take a larger step");
      }
    }
    total += setting_count(part);
    if (total <= most_settings) part_ends_.push_back(static_cast<std::uint64_t>(total));
  }
  if (!limit && total > most_settings_without_limit) {
    throw InputError(file_name, "has " + total.str() + " settings",
                     "take larger steps or a random sample, or sweep N of them by --limit N");
  }
  if (total > most_settings) {
    throw InputError(file_name, "has " + total.str() + " settings, more than 2^62",
                     "take larger steps or a random sample");
  }
  total_ = static_cast<std::uint64_t>(total);
  size_ = limit ? std::min(*limit, total_) : total_;
  if (size_ > most_settings_of_a_run) {
    throw InputError("--limit", "leaves " + std::to_string(size_) + " settings",
                     "sweep 10,000,000 at most in one run, which take 30 hours on one core");
  }
  if (size_ < total_) stride_ = spread_stride(total_);
}

std::optional<Setting> PlannedSettings::at(std::uint64_t number) const {
  if (number >= size_) throw std::logic_error("a setting beyond the plan's end");
  const auto place = static_cast<std::uint64_t>(Integer(number) * stride_ % total_);
  const auto part = std::upper_bound(part_ends_.begin(), part_ends_.end(), place);
  const std::uint64_t begin = part == part_ends_.begin() ? 0 : *(part - 1);
  const PlanPart& chosen = plan_.parts[static_cast<std::size_t>(part - part_ends_.begin())];
  Setting setting = setting_at(chosen, coordinates_of(chosen, place - begin));
  if (!plan_.filter.passes(setting.deployment)) return std::nullopt;
  return setting;
}

SettingKey search_key(const Plan& plan) {
  return stable_key(plan.text + canonical_text(canonical(setting_at(plan.parts.at(0), {}))));
}

std::vector<SettingKey> planned_keys(const PlannedSettings& settings) {
  constexpr std::uint64_t block_size = 4096;
  const std::uint64_t blocks = (settings.size() + block_size - 1) / block_size;
  std::vector<std::vector<SettingKey>> parts(blocks);
  for_each_block(blocks, [&](std::size_t block) {
    const std::uint64_t end = std::min(settings.size(), (block + 1) * block_size);
    for (std::uint64_t i = block * block_size; i < end; ++i) {
      if (const auto setting = settings.at(i)) parts[block].push_back(setting_key(*setting));
    }
  });
  std::vector<SettingKey> keys;
  for (const auto& part : parts) keys.insert(keys.end(), part.begin(), part.end());
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

}  // namespace swingproof
