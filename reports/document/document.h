// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_DOCUMENT_DOCUMENT_H_
#define SWINGPROOF_REPORTS_DOCUMENT_DOCUMENT_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "reports/document/text_table.h"
#include "reports/json/json_document.h"

namespace swingproof {

// What a report says, in blocks. A report is written once, as a Document, and rendered for a
// terminal, in Markdown or as HTML (reports/document/render.h). Nothing here is escaped: each
// renderer escapes what its format needs.

// A run of text.
struct Span {
  enum class Kind {
    plain,
    strong,
    emphasis,
    code,
    exponent,  // the 24 of 2^24
    figure,    // a number of the report's JSON document
    link,      // to a section of the same page
    swatch,    // a colour; text says which
  };
  Kind kind = Kind::plain;
  std::string text;
  std::string pointer = {};  // figure: its place in the JSON (RFC 6901); link: the id
  std::string value = {};    // figure: as the JSON has it
  std::array<std::uint8_t, 3> colour = {};  // swatch: R, G, B
};

Span strong(std::string_view text);
Span emphasis(std::string_view text);
Span code_span(std::string_view text);
Span exponent(std::string_view text);
Span figure(std::string_view pointer, std::string_view value, std::string_view shown);
Span link_to(std::string_view id, std::string_view text);
Span swatch(const std::array<std::uint8_t, 3>& colour, std::string_view what);

struct Text {
  std::vector<Span> spans;

  Text() = default;
  // NOLINTBEGIN(google-explicit-constructor): plain text is text
  Text(std::string plain) : spans{{Span::Kind::plain, std::move(plain)}} {}
  Text(std::string_view plain) : Text(std::string(plain)) {}
  Text(const char* plain) : Text(std::string(plain)) {}
  Text(Span span) : spans{std::move(span)} {}
  // NOLINTEND(google-explicit-constructor)

  Text& operator+=(const Text& more) {
    spans.insert(spans.end(), more.spans.begin(), more.spans.end());
    return *this;
  }
  friend Text operator+(Text first, const Text& second) { return first += second; }
};

struct Block;
using Blocks = std::vector<Block>;

struct Heading {
  Text text;
  int level = 2;  // 1: the title of a report; 2: of a section; 3: of a part of one
};

// role: what kind of paragraph, list or verbatim text it is, for the page's style sheet.
struct Paragraph {
  Text text;
  std::string role = {};
};

struct List {
  std::vector<Text> items;
  std::string role = {};
  bool is_ordered = false;
};

List list_of(const std::vector<std::string>& items);

// What each term means.
struct Definitions {
  std::vector<std::pair<std::string, std::string>> entries;
};

struct Table {
  TextTable table;
  std::string caption = {};  // of the page; the heading above says it elsewhere
};

// A command or a file, as it is.
struct Verbatim {
  std::string text;
  std::string role = {};
};

// Drawn on the page alone.
struct Chart {
  std::string id;  // unique in the section
  std::string caption;
  Json specification;  // Vega-Lite
};

// On the page alone: a PNG file.
struct Image {
  std::string png;
  std::size_t width = 0;
  std::size_t height = 0;
  std::string caption;
};

// Blocks beside each other where there is room; role "charts" or "views".
struct Beside {
  Blocks blocks;
  std::string role;
};

// Opens when its summary is pressed.
struct Details {
  Text summary;
  Blocks blocks;
};

struct Block {
  std::variant<Heading, Paragraph, List, Definitions, Table, Verbatim, Chart, Image, Beside,
               Details>
      content;

  template <typename Content>
  // NOLINTNEXTLINE(google-explicit-constructor): each of these is a block
  Block(Content of) : content(std::move(of)) {}
};

struct Document {
  Blocks blocks;

  void add(Block block) { blocks.push_back(std::move(block)); }
  void add(const Document& more) {
    blocks.insert(blocks.end(), more.blocks.begin(), more.blocks.end());
  }
};

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_DOCUMENT_DOCUMENT_H_
