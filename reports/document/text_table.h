// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_DOCUMENT_TEXT_TABLE_H_
#define SWINGPROOF_REPORTS_DOCUMENT_TEXT_TABLE_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "deployment/centered_yuv.h"

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

// "(-1, 0, 7)": the codes of one pixel.
std::string codes_text(const CodeTriple& codes);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_DOCUMENT_TEXT_TABLE_H_
