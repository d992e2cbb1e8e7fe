// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <map>

#include "reports/document/render.h"

namespace swingproof {
namespace {

std::string markdown_of(const Text& text) {
  std::string marked;
  for (const Span& span : text.spans) {
    switch (span.kind) {
      case Span::Kind::strong:
        marked += "**" + span.text + "**";
        break;
      case Span::Kind::emphasis:
        marked += "*" + span.text + "*";
        break;
      case Span::Kind::code:
        marked += "`" + span.text + "`";
        break;
      case Span::Kind::exponent:
        marked += "^" + span.text;
        break;
      case Span::Kind::swatch:
        break;
      case Span::Kind::plain:
      case Span::Kind::figure:
      case Span::Kind::link:
        marked += span.text;
    }
  }
  return marked;
}

// Colours that a pull request shows, where the page has a border.
std::string mark_of(const std::string& role) {
  static const std::map<std::string, std::string, std::less<>> marks = {
      {"light pass", "\U0001f7e2 "}, {"light close", "\U0001f7e1 "}, {"light fail", "\U0001f534 "}};
  const auto found = marks.find(role);
  return found == marks.end() ? "" : found->second;
}

class Markdown {
 public:
  std::string text(const Blocks& blocks) {
    add(blocks);
    return text_;
  }

 private:
  void add(const Blocks& blocks) {
    for (const Block& block : blocks)
      std::visit([this](const auto& each) { add(each); }, block.content);
  }

  void add_apart(const std::string& text) { text_ += (text_.empty() ? "" : "\n") + text; }

  void add(const Heading& heading) {
    add_apart(fmt::format("{:#>{}} {}\n", "", heading.level, markdown_of(heading.text)));
  }
  void add(const Paragraph& paragraph) {
    add_apart(mark_of(paragraph.role) + markdown_of(paragraph.text) + "\n");
  }
  void add(const List& list) {
    std::string items;
    for (const Text& item : list.items) {
      items += (list.is_ordered ? "1. " : "- ") + markdown_of(item) + "\n";
    }
    add_apart(items);
  }
  void add(const Definitions& definitions) {
    std::string items;
    for (const auto& [term, meaning] : definitions.entries) {
      items += fmt::format("- **{}**: {}\n", term, meaning);
    }
    add_apart(items);
  }
  void add(const Table& table) { add_apart(markdown(table.table)); }
  void add(const Verbatim& verbatim) { add_apart(fmt::format("```\n{}\n```\n", verbatim.text)); }
  void add(const Chart& /*chart*/) {}
  void add(const Image& /*image*/) {}
  void add(const Beside& beside) { add(beside.blocks); }
  void add(const Details& details) {
    add_apart(markdown_of(details.summary) + "\n");
    add(details.blocks);
  }

  std::string text_;
};

}  // namespace

std::string markdown_text(const Document& document) { return Markdown().text(document.blocks); }

}  // namespace swingproof
