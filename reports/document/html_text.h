// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_DOCUMENT_HTML_TEXT_H_
#define SWINGPROOF_REPORTS_DOCUMENT_HTML_TEXT_H_

#include <string>
#include <string_view>

#include "reports/document/text_table.h"

namespace swingproof {

// Pieces of HTML. Functions take plain text and escape it, unless a parameter is called html.

std::string escaped(std::string_view text);

std::string paragraph_html(std::string_view html);

// A section with its heading, level 2; id is what the table of contents links to.
std::string section_html(std::string_view id, std::string_view title, std::string_view html);

// A table in a region that scrolls sideways where the window is narrow; caption says what it shows.
std::string table_html(const TextTable& table, std::string_view caption);

// A number of the JSON document: pointer is its place there (RFC 6901), value as the JSON has it,
// shown the decimal that people read.
std::string figure_html(std::string_view pointer, std::string_view value, std::string_view shown);

// Where the chart with this id is drawn, with the sentence that says what it shows.
std::string chart_html(std::string_view id, std::string_view caption);

// Something that opens when its summary is clicked.
std::string details_html(std::string_view summary, std::string_view html);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_DOCUMENT_HTML_TEXT_H_
