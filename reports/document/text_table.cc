// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/document/text_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace swingproof {
namespace {

// Characters of UTF-8 text: every byte but the continuing ones.
std::size_t width(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
  }));
}

std::vector<std::size_t> column_widths(const TextTable& table) {
  std::vector<std::size_t> widths;
  for (const auto& row : table.rows) {
    widths.resize(std::max(widths.size(), row.size()), 0);
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
  }
  return widths;
}

// A bar in a file's name must not begin another cell.
std::string markdown_cell(const std::string& cell) {
  std::string text;
  for (const char c : cell) text += c == '|' ? std::string("\\|") : std::string(1, c);
  return text;
}

}  // namespace

std::string aligned(const TextTable& table) {
  const std::vector<std::size_t> widths = column_widths(table);
  std::string text;
  for (const auto& row : table.rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string padding(widths[i] - width(row[i]), ' ');
      line += "  " + (table.alignment[i] == 'l' ? row[i] + padding : padding + row[i]);
    }
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

std::string markdown(const TextTable& table) {
  std::string text;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    text += "|";
    for (const std::string& cell : table.rows[r]) text += " " + markdown_cell(cell) + " |";
    text += "\n";
    if (r > 0) continue;
    text += "|";
    for (const char letter : table.alignment) text += letter == 'l' ? " :--- |" : " ---: |";
    text += "\n";
  }
  return text;
}

std::string codes_text(const CodeTriple& codes) {
  return fmt::format("({}, {}, {})", codes[0], codes[1], codes[2]);
}

}  // namespace swingproof
