// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include "reports/document/render.h"

namespace swingproof {
namespace {

std::string terminal_text_of(const Text& text) {
  std::string plain;
  for (const Span& span : text.spans) {
    if (span.kind == Span::Kind::swatch) continue;
    plain += (span.kind == Span::Kind::exponent ? "^" : "") + span.text;
  }
  return plain;
}

class Terminal {
 public:
  explicit Terminal(bool bold_headings) : bold_headings_(bold_headings) {}

  std::string text(const Blocks& blocks) {
    add(blocks);
    return text_.substr(text_.starts_with('\n') ? 1 : 0);
  }

 private:
  enum class Last { other, paragraph, table };

  void add(const Blocks& blocks) {
    for (const Block& block : blocks)
      std::visit([this](const auto& each) { add(each); }, block.content);
  }

  // A blank line stands between tables, between a table and a paragraph, and before headings;
  // nowhere else.
  void next(Last kind) {
    const bool has_table = kind == Last::table || last_ == Last::table;
    if (last_ != Last::other && kind != Last::other && has_table) text_ += "\n";
    last_ = kind;
  }

  void add(const Heading& heading) {
    next(Last::other);
    const std::string text = terminal_text_of(heading.text);
    text_ += fmt::format("\n{}{}\n", heading.level > 2 ? "  " : "",
                         bold_headings_ ? fmt::format("\x1b[1m{}\x1b[0m", text) : text);
  }
  void add(const Paragraph& paragraph) {
    next(Last::paragraph);
    text_ += terminal_text_of(paragraph.text) + "\n";
  }
  void add(const List& list) {
    next(Last::other);
    for (const Text& item : list.items) text_ += "  " + terminal_text_of(item) + "\n";
  }
  void add(const Definitions& definitions) {
    next(Last::other);
    for (const auto& [term, meaning] : definitions.entries) {
      text_ += fmt::format("  {}: {}\n", term, meaning);
    }
  }
  void add(const Table& table) {
    next(Last::table);
    text_ += aligned(table.table);
  }
  void add(const Verbatim& verbatim) {
    next(Last::other);
    text_ += fmt::format("  {}\n", verbatim.text);
  }
  void add(const Chart& /*chart*/) {}
  void add(const Image& /*image*/) {}
  void add(const Beside& beside) { add(beside.blocks); }
  void add(const Details& details) {
    next(Last::paragraph);
    text_ += terminal_text_of(details.summary) + "\n";
    add(details.blocks);
  }

  bool bold_headings_;
  Last last_ = Last::other;
  std::string text_;
};

}  // namespace

std::string terminal_text(const Document& document, bool bold_headings) {
  return Terminal(bold_headings).text(document.blocks);
}

}  // namespace swingproof
