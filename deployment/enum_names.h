// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_DEPLOYMENT_ENUM_NAMES_H_
#define SWINGPROOF_DEPLOYMENT_ENUM_NAMES_H_

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace swingproof {

// The names of an enum's values, in files, options and reports: one table beside the enum, from
// which writing and parsing derive.
//
//   template <>
//   inline constexpr auto enum_names<Swing> =
//       names_of<Swing>("a swing", {{Swing::full, "full"}, {Swing::studio, "studio"}});

template <typename Enum>
struct EnumName {
  Enum value;
  std::string_view name;
};

template <typename Enum, std::size_t count>
struct EnumNames {
  std::string_view what;  // a value is, in errors; empty where none is parsed
  std::array<EnumName<Enum>, count> names;
};

template <typename Enum, std::size_t count>
constexpr EnumNames<Enum, count> names_of(std::string_view what,
                                          const EnumName<Enum> (&names)[count]) {
  return {what, std::to_array(names)};
}

// Of an enum whose names are written only.
template <typename Enum, std::size_t count>
constexpr EnumNames<Enum, count> names_of(const EnumName<Enum> (&names)[count]) {
  return {"", std::to_array(names)};
}

// An enum that is not listed has no names.
template <typename Enum>
inline constexpr EnumNames<Enum, 0> enum_names = {};

template <typename Enum>
requires(!enum_names<Enum>.names.empty()) constexpr std::string_view name(Enum value) {
  for (const auto& each : enum_names<Enum>.names) {
    if (each.value == value) return each.name;
  }
  return {};
}

// The value with that name; nothing if there is none.
template <typename Enum>
constexpr std::optional<Enum> value_named(std::string_view text) {
  for (const auto& each : enum_names<Enum>.names) {
    if (each.name == text) return each.value;
  }
  return std::nullopt;
}

// All names, in the order of the table.
template <typename Enum>
std::vector<std::string_view> all_names() {
  std::vector<std::string_view> names;
  for (const auto& each : enum_names<Enum>.names) names.push_back(each.name);
  return names;
}

// Throws InputError: "studo" is not a swing; did you mean studio?
[[noreturn]] void refuse_name(std::string_view text, std::string_view what, std::string_view place,
                              std::span<const std::string_view> names);

// The value with that name. Throws InputError with the names if there is none.
template <typename Enum>
Enum parse_name(std::string_view text, std::string_view place) {
  if (const auto value = value_named<Enum>(text)) return *value;
  refuse_name(text, enum_names<Enum>.what, place, all_names<Enum>());
}

}  // namespace swingproof

#endif  // SWINGPROOF_DEPLOYMENT_ENUM_NAMES_H_
