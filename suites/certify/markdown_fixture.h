// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_MARKDOWN_FIXTURE_H_
#define SWINGPROOF_SUITES_CERTIFY_MARKDOWN_FIXTURE_H_

#include <cstddef>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace swingproof {

// For tests: a table of a Markdown document.
struct MarkdownTable {
  std::string section;                         // the number of its heading: "4.1"
  std::vector<std::vector<std::string>> rows;  // without the heading and the line below it
};

// A list with separators between its items.
inline std::vector<std::string> list_items(std::string_view text, std::string_view separator) {
  std::vector<std::string> found;
  for (;;) {
    const std::size_t end = text.find(separator);
    found.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return found;
    text.remove_prefix(end + separator.size());
  }
}

// The cells of "| a | b |", without spaces around them. "\|" is a bar within a cell.
inline std::vector<std::string> markdown_cells(const std::string& line) {
  std::vector<std::string> cells(1);
  for (std::size_t i = 1; i + 1 < line.size(); ++i) {
    if (line[i] == '\\' && line[i + 1] == '|') {
      cells.back() += line[++i];
    } else if (line[i] == '|') {
      cells.emplace_back();
    } else {
      cells.back() += line[i];
    }
  }
  for (std::string& cell : cells) {
    const std::size_t begin = cell.find_first_not_of(' ');
    if (begin == std::string::npos) {
      cell.clear();
    } else {
      cell = cell.substr(begin, cell.find_last_not_of(' ') + 1 - begin);
    }
  }
  return cells;
}

// All tables below numbered headings, such as "## 5. Error measures" and "### 4.1 Constants".
inline std::vector<MarkdownTable> markdown_tables(const std::string& text) {
  std::vector<MarkdownTable> tables;
  std::string section;
  std::size_t line_of_table = 0;  // 0: outside of a table
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#')) {
      section = line.substr(line.find(' ') + 1);
      section = section.substr(0, section.find(' '));
      if (section.ends_with('.')) section.pop_back();
    }
    line_of_table = line.starts_with('|') ? line_of_table + 1 : 0;
    if (line_of_table == 1) tables.push_back({section, {}});
    if (line_of_table > 2) tables.back().rows.push_back(markdown_cells(line));
  }
  return tables;
}

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_MARKDOWN_FIXTURE_H_
