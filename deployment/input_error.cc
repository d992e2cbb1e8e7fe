// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "deployment/input_error.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace swingproof {
namespace {

constexpr std::size_t quoted_limit = 60;
constexpr std::size_t part_limit = 400;

// Valid characters that would break the line, move the cursor, or hide or reorder their
// neighbours: C0 and C1 controls, line separators, zero-width characters, bidirectional controls.
bool is_printable(std::uint32_t code_point) {
  if (code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0)) return false;
  if (code_point == 0xAD || code_point == 0x61C || code_point == 0xFEFF) return false;
  if (code_point >= 0x200B && code_point <= 0x200F) return false;
  if (code_point >= 0x2028 && code_point <= 0x202E) return false;
  return code_point < 0x2060 || code_point > 0x206F;
}

// Length in bytes of the printable UTF-8 character at the start of the text; 0: there is none.
std::size_t printable_length(std::string_view text) {
  const auto byte = [text](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t lead = byte(0);
  if (lead < 0x80) return is_printable(lead) ? 1 : 0;
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
  std::uint32_t code_point = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return 0;
    code_point = code_point << 6U | (byte(i) & 0x3FU);
  }
  const bool overlong =
      (length == 3 && code_point < 0x800) || (length == 4 && code_point < 0x10000);
  const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  if (overlong || surrogate || code_point > 0x10FFFF) return 0;
  return is_printable(code_point) ? length : 0;
}

std::string escaped_byte(char byte) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto value = static_cast<std::uint8_t>(byte);
  return {'\\', 'x', digits[value >> 4U], digits[value & 0xFU]};
}

// The text as pieces that are shown or left out as one: a character or the escape of a byte.
std::vector<std::string> pieces_of(std::string_view text, bool escape_quotes) {
  std::vector<std::string> pieces;
  while (!text.empty()) {
    const std::size_t length = printable_length(text);
    if (length == 0) {
      pieces.push_back(escaped_byte(text[0]));
    } else if (escape_quotes && (text[0] == '"' || text[0] == '\\')) {
      pieces.push_back({'\\', text[0]});
    } else {
      pieces.emplace_back(text.substr(0, length));
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return pieces;
}

// The text on one line, with at most `limit` pieces. A longer text loses its middle, which is
// not even looked at: 4 bytes for each piece, the longest that UTF-8 has, are enough of each end.
std::string one_line(std::string_view text, std::size_t limit, bool escape_quotes) {
  const std::size_t window = 4 * (limit + 1);
  std::vector<std::string> pieces;
  if (text.size() <= 2 * window) {
    pieces = pieces_of(text, escape_quotes);
  } else {
    pieces = pieces_of(text.substr(0, window), escape_quotes);
    const auto tail = pieces_of(text.substr(text.size() - window), escape_quotes);
    pieces.insert(pieces.end(), tail.begin(), tail.end());
  }
  std::string line;
  const std::size_t tail_count = limit / 2;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const bool left_out =
        pieces.size() > limit && i >= limit - tail_count - 1 && i < pieces.size() - tail_count;
    if (!left_out) line += pieces[i];
    if (left_out && i == limit - tail_count - 1) line += "…";
  }
  return line;
}

std::string message(std::string_view place, std::string_view problem, std::string_view remedy) {
  std::string line;
  if (!place.empty()) line += one_line(place, part_limit, false) + ": ";
  line += one_line(problem, part_limit, false);
  if (!remedy.empty()) line += "; " + one_line(remedy, part_limit, false);
  return line;
}

}  // namespace

InputError::InputError(std::string_view place, std::string_view problem, std::string_view remedy)
    : std::runtime_error(message(place, problem, remedy)) {}

std::string quoted(std::string_view user_text) {
  return '"' + one_line(user_text, quoted_limit, true) + '"';
}

}  // namespace swingproof
