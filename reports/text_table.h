// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_TEXT_TABLE_H_
#define SWINGPROOF_REPORTS_TEXT_TABLE_H_

#include <string>
#include <vector>

namespace swingproof {

// Cells of text; the first row is the heading.
struct TextTable {
  std::string alignment;  // one letter per column: l or r
  std::vector<std::vector<std::string>> rows;
};

// Columns aligned by spaces, two spaces between them, each line indented by two.
std::string aligned(const TextTable& table);

// The same table in Markdown.
std::string markdown(const TextTable& table);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_TEXT_TABLE_H_
