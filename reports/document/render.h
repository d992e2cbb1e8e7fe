// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_DOCUMENT_RENDER_H_
#define SWINGPROOF_REPORTS_DOCUMENT_RENDER_H_

#include <array>
#include <string>
#include <string_view>

#include "reports/document/document.h"
#include "reports/json/json_document.h"

namespace swingproof {

// A document in each format. A new format of texts is a function with its file, and a row of
// text_formats.

// For a terminal: blocks under plain headings, tables indented by two. bold_headings adds the
// escape codes of a terminal. Charts and images are left out.
std::string terminal_text(const Document& document, bool bold_headings);

// For a pull request. Charts and images are left out.
std::string markdown_text(const Document& document);

// What commands write beside the text for a terminal, each by an option of its own.
struct TextFormat {
  std::string_view option;
  std::string_view name;
  std::string (*text)(const Document& document);
};

inline constexpr std::array<TextFormat, 1> text_formats = {
    {{"--markdown", "Markdown", markdown_text}}};

// Part of a page: HTML, and {id: Vega-Lite specification} of the charts in it. Their ids begin with
// that of the section.
struct HtmlPart {
  std::string html;
  Json charts = Json::object();
};

HtmlPart html_part(const Document& document, std::string_view section_id);

// Plain text as HTML and as the value of an attribute.
std::string escaped(std::string_view text);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_DOCUMENT_RENDER_H_
