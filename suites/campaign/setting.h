// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CAMPAIGN_SETTING_H_
#define SWINGPROOF_SUITES_CAMPAIGN_SETTING_H_

#include <array>
#include <compare>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "deployment/deployment.h"
#include "fixedpoint/arithmetic.h"
#include "suites/sweep/path.h"
#include "suites/sweep/sweep.h"

namespace swingproof {

// The unit of a campaign: a deployment and the assumed arithmetic of the BPU.
struct Setting {
  Deployment deployment;
  std::string arithmetic = "bayes";  // of arithmetic_alternatives(), or own_arithmetic_name()
  std::shared_ptr<const Arithmetic> own_arithmetic;  // null: the alternative of that name
};

// "constants:UUID", the same wherever the same numbers are read from.
std::string own_arithmetic_name(const Arithmetic& arithmetic);

// A file's own constants for a plan, under that name. Throws InputError, naming the file, for own
// integers: they are right for one deployment, and a campaign is about many.
std::shared_ptr<const Arithmetic> campaign_arithmetic(const Arithmetic& arithmetic);

Arithmetic arithmetic_of(const Setting& setting);

// Numbers in one form, whatever they were written as: "1/128" and "0.0078125" are one setting. A
// text is kept where the other form would not give the same double (0.1/0.3).
Setting canonical(const Setting& setting);

// "op=...;march=...;swing=...;mean=r,g,b;std=r,g,b;q_scale=...;rounding=...;arithmetic=...": equal
// for equal canonical settings only. The form is part of the store's schema.
std::string canonical_text(const Setting& setting);

// A name for a text that stays the same on every machine: its version 5 UUID (RFC 4122).
using SettingKey = std::array<std::uint8_t, 16>;
SettingKey stable_key(std::string_view text);
inline SettingKey setting_key(const Setting& canonical_setting) {
  return stable_key(canonical_text(canonical_setting));
}
std::string key_text(const SettingKey& key);  // "xxxxxxxx-xxxx-5xxx-xxxx-xxxxxxxxxxxx"

// The first eight bytes as a number: evenly spread.
std::uint64_t key_number(const SettingKey& key);

// The 3rd of 64: index 3, count 64; indices begin at 1. Which shard has a setting depends on its
// key alone, not on its place in a plan.
struct Shard {
  std::uint64_t index = 1;
  std::uint64_t count = 1;

  bool has(const SettingKey& key) const { return key_number(key) % count == index - 1; }
};

// "3/64". Throws InputError for anything else, 0/64 and 65/64 included.
Shard parse_shard(std::string_view text, std::string_view place);

// The optional measures of a campaign, in addition to the error.
struct Measures {
  bool code_difference = false;  // histograms of code - ideal code
  bool path = false;             // end to end: from training pixels to the BPU's codes

  friend bool operator==(const Measures&, const Measures&) = default;
};

std::string name(const Measures& measures);  // "error,code_difference,path"

// The figures of one setting, or why it has none: its lowering is refused (fixedpoint/lowering.h).
struct SettingResult {
  Setting setting;  // canonical
  std::string refusal;
  std::array<ChannelErrors, 3> errors;  // undefined where refused; histograms empty unless wanted
  std::array<PathErrors, 3> path;       // empty histograms unless wanted
};

// sets: those of the setting's swing.
SettingResult measure_setting(const Setting& canonical_setting, const Measures& measures,
                              const SweepSets& sets);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CAMPAIGN_SETTING_H_
