// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/document/shell_word.h"

#include <fmt/format.h>

#include <algorithm>

namespace swingproof {
namespace {

// Control characters and bytes beyond ASCII escaped as Bash, Zsh and POSIX.1-2024 read them.
std::string escaped_word(std::string_view text) {
  std::string quoted = "$'";
  for (const char character : text) {
    const auto byte = static_cast<unsigned char>(character);
    if (byte < 0x20 || byte >= 0x7F) {
      quoted += fmt::format("\\{:03o}", byte);
    } else {
      if (character == '\'' || character == '\\') quoted += '\\';
      quoted += character;
    }
  }
  return quoted + "'";
}

}  // namespace

std::string shell_word(std::string_view text) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789%+,-./:=@_";
  if (!text.empty() && text.find_first_not_of(plain) == std::string_view::npos) {
    return std::string(text);
  }
  const bool is_printable = std::ranges::all_of(
      text, [](char character) { return character >= 0x20 && character < 0x7F; });
  if (!is_printable) return escaped_word(text);
  std::string quoted = "'";
  for (const char character : text) {
    if (character == '\'') {
      quoted += "'\\''";
    } else {
      quoted += character;
    }
  }
  return quoted + "'";
}

}  // namespace swingproof
