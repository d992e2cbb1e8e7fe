// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "cli/pixel_option.h"

#include <array>
#include <charconv>
#include <optional>

#include "deployment/input_error.h"

namespace swingproof {
namespace {

// A decimal integer from least to greatest and nothing else.
std::optional<int> parse_integer(std::string_view text, int least, int greatest) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_integer = error == std::errc() && end == text.data() + text.size();
  if (!is_integer || value < least || value > greatest) return std::nullopt;
  return value;
}

}  // namespace

CenteredYuv parse_pixel(std::string_view text, std::string_view place) {
  const auto error = [&] {
    return InputError(place, quoted(text) + " is not a pixel",
                      "write centered Y, U and V, each -128..127, such as --pixel=-128,0,127");
  };
  std::array<std::int8_t, 3> values = {};
  std::string_view rest = text;
  for (std::size_t i = 0; i < 3; ++i) {
    const std::size_t comma = rest.find(',');
    if ((comma == std::string_view::npos) != (i == 2)) throw error();
    const std::optional<int> value = parse_integer(rest.substr(0, comma), -128, 127);
    if (!value) throw error();
    values[i] = static_cast<std::int8_t>(*value);
    if (i < 2) rest.remove_prefix(comma + 1);
  }
  return {values[0], values[1], values[2]};
}

}  // namespace swingproof
