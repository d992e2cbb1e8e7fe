// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_DEPLOYMENT_TOML_TEXT_H_
#define SWINGPROOF_DEPLOYMENT_TOML_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace swingproof {

// A file of settings is a few lines; a larger one is refused before it is parsed.
inline constexpr std::size_t largest_settings_file = std::size_t{64} * 1024;

// TOML in which every number still is what its author wrote: TOML libraries keep the nearest
// double.
struct TomlValue {
  enum class Kind { string, number, array, table, other };
  Kind kind = Kind::other;
  std::string text;               // a string's, or a number as written; empty if not finite decimal
  std::vector<std::string> keys;  // a table's, ascending; values[i] belongs to keys[i]
  std::vector<TomlValue> values;  // of an array or a table
  int line = 0;                   // from 1

  // The value of a table's key; null if there is none.
  const TomlValue* find(std::string_view key) const;
};

// The root table. Throws InputError if the text is larger than largest_settings_file (problem "is
// larger than 64 KiB", with this remedy) or not TOML.
TomlValue parse_toml_text(std::string_view text, std::string_view file_name,
                          std::string_view remedy);

// Each throws InputError, place first, if the value is something else.

// A string in quotes.
const std::string& name_text(const TomlValue& value, std::string_view place);

// A string, or a number as written.
const std::string& number_text(const TomlValue& value, std::string_view place);

// As number_text of one value, or of each in an array; place[0], place[1], ... name these.
std::vector<std::string> number_texts(const TomlValue& value, std::string_view place);

// A whole number from least to greatest.
long long integer_value(const TomlValue& value, long long least, long long greatest,
                        std::string_view place);

// A table.
const TomlValue& table_value(const TomlValue& value, std::string_view place);

// An array of that many values.
const std::vector<TomlValue>& array_values(const TomlValue& value, std::size_t count,
                                           std::string_view place);

}  // namespace swingproof

#endif  // SWINGPROOF_DEPLOYMENT_TOML_TEXT_H_
