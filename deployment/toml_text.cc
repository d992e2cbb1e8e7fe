// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "deployment/toml_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "deployment/exact_number.h"
#include "deployment/input_error.h"
#include "deployment/toml_parser-inl.h"

namespace swingproof {
namespace {

// Where the code point of that number begins in UTF-8, from 0; the length if there are not as many.
std::size_t byte_of_code_point(std::string_view text, std::size_t number) {
  const auto continues = [](char byte) {
    return (static_cast<std::uint8_t>(byte) & 0xC0U) == 0x80U;
  };
  std::size_t byte = 0;
  for (; number > 0 && byte < text.size(); --number) {
    do {
      ++byte;
    } while (byte < text.size() && continues(text[byte]));
  }
  return byte;
}

// The characters between two places of the document that lie on one line; empty if they do not.
// Columns count code points.
std::string_view source_text(std::string_view document, const toml::source_region& region) {
  if (region.begin.line != region.end.line || region.begin.line == 0) return {};
  std::string_view rest = document;
  for (toml::source_index line = 1; line < region.begin.line; ++line) {
    const std::size_t line_end = rest.find('\n');
    if (line_end == std::string_view::npos) return {};
    rest.remove_prefix(line_end + 1);
  }
  const std::size_t begin = byte_of_code_point(rest, region.begin.column - 1);
  const std::size_t end = byte_of_code_point(rest, region.end.column - 1);
  return rest.substr(begin, end - begin);
}

// A bare TOML number as its author wrote it, cut out of the document; that it denotes the double
// that TOML keeps proves the cut to be right. Empty if it is not a finite decimal.
std::string bare_number_text(std::string_view document, const toml::node& node) {
  std::string text(source_text(document, node.source()));
  std::erase(text, '_');
  // Not node.value<double>(), which has no integer that a double cannot hold.
  const auto* integer = node.as_integer();
  const double value =
      integer != nullptr ? static_cast<double>(integer->get()) : node.as_floating_point()->get();
  try {
    if (std::isfinite(value) && parse_exact_number(text, "").binary64 == value) return text;
  } catch (const InputError&) {
  }
  return {};
}

TomlValue converted(std::string_view document, const toml::node& node) {
  TomlValue value;
  value.line = static_cast<int>(node.source().begin.line);
  if (const auto* text = node.as_string()) {
    value.kind = TomlValue::Kind::string;
    value.text = text->get();
  } else if (node.is_number()) {
    value.kind = TomlValue::Kind::number;
    value.text = bare_number_text(document, node);
  } else if (const auto* array = node.as_array()) {
    value.kind = TomlValue::Kind::array;
    for (const toml::node& each : *array) value.values.push_back(converted(document, each));
  } else if (const auto* table = node.as_table()) {
    value.kind = TomlValue::Kind::table;
    for (const auto& [key, each] : *table) {
      value.keys.emplace_back(key.str());
      value.values.push_back(converted(document, each));
    }
  }
  return value;
}

}  // namespace

const TomlValue* TomlValue::find(std::string_view key) const {
  const auto found = std::find(keys.begin(), keys.end(), key);
  return found == keys.end() ? nullptr : &values[static_cast<std::size_t>(found - keys.begin())];
}

TomlValue parse_toml_text(std::string_view text, std::string_view file_name,
                          std::string_view remedy) {
  if (text.size() > largest_settings_file) {
    throw InputError(file_name, "is larger than 64 KiB", remedy);
  }
  // A byte order mark is no part of the columns.
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  return converted(text, parse_hostile_toml(text, file_name, "see the example in README.md"));
}

const std::string& name_text(const TomlValue& value, std::string_view place) {
  if (value.kind == TomlValue::Kind::string) return value.text;
  throw InputError(place, "is not a string", "write the name in quotes");
}

const std::string& number_text(const TomlValue& value, std::string_view place) {
  const bool is_number = value.kind == TomlValue::Kind::number;
  if (is_number && value.text.empty()) {
    throw InputError(place, "is not a finite number in decimal",
                     "write it as a string, such as \"128\"");
  }
  if (is_number || value.kind == TomlValue::Kind::string) return value.text;
  throw InputError(place, "is not a number", "write a string such as \"58.395\", or a number");
}

std::vector<std::string> number_texts(const TomlValue& value, std::string_view place) {
  if (value.kind != TomlValue::Kind::array) return {number_text(value, place)};
  std::vector<std::string> texts;
  for (const TomlValue& each : value.values) {
    const std::string place_of_it = std::string(place) + "[" + std::to_string(texts.size()) + "]";
    texts.push_back(number_text(each, place_of_it));
  }
  return texts;
}

long long integer_value(const TomlValue& value, long long least, long long greatest,
                        std::string_view place) {
  const std::string& text = number_text(value, place);
  long long number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_whole = error == std::errc() && end == text.data() + text.size();
  if (!is_whole || number < least || number > greatest) {
    throw InputError(place,
                     quoted(text) + " is not a whole number from " + std::to_string(least) +
                         " to " + std::to_string(greatest),
                     "write one");
  }
  return number;
}

const TomlValue& table_value(const TomlValue& value, std::string_view place) {
  if (value.kind == TomlValue::Kind::table) return value;
  throw InputError(place, "is not a table", "write the settings below a line [...]");
}

const std::vector<TomlValue>& array_values(const TomlValue& value, std::size_t count,
                                           std::string_view place) {
  if (value.kind == TomlValue::Kind::array && value.values.size() == count) return value.values;
  throw InputError(place, "is not an array of " + std::to_string(count) + " values",
                   "write [...] with " + std::to_string(count) + " values in it");
}

}  // namespace swingproof
