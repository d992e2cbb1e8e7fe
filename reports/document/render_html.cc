// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include "reports/document/base64.h"
#include "reports/document/render.h"

namespace swingproof {
namespace {

std::string element(std::string_view name, const std::string& role, std::string_view html) {
  const std::string attribute = role.empty() ? "" : fmt::format(" class=\"{}\"", role);
  return fmt::format("<{0}{1}>{2}</{0}>", name, attribute, html);
}

std::string html_of(const Span& span) {
  const std::string text = escaped(span.text);
  switch (span.kind) {
    case Span::Kind::plain:
      return text;
    case Span::Kind::strong:
      return element("strong", "", text);
    case Span::Kind::emphasis:
      return element("em", "", text);
    case Span::Kind::code:
      return element("code", "", text);
    case Span::Kind::exponent:
      return element("sup", "", text);
    case Span::Kind::figure:
      return fmt::format("<data data-figure=\"{}\" value=\"{}\">{}</data>", escaped(span.pointer),
                         escaped(span.value), text);
    case Span::Kind::link:
      return fmt::format("<a href=\"#{}\">{}</a>", escaped(span.pointer), text);
    case Span::Kind::swatch:
      return fmt::format(
          "<span class=\"swatch\" role=\"img\" aria-label=\"{}\" "
          "style=\"background:rgb({},{},{})\"></span>",
          text, span.colour[0], span.colour[1], span.colour[2]);
  }
  return text;
}

std::string html_of(const Text& text) {
  std::string html;
  for (const Span& span : text.spans) html += html_of(span);
  return html;
}

// In a region that scrolls sideways where the window is narrow.
std::string html_of(const Table& table) {
  std::string html = fmt::format(
      "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{0}\">\n<table>\n"
      "<caption>{0}</caption>\n",
      escaped(table.caption));
  const auto& [alignment, rows] = table.table;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    html += r == 0 ? "<thead><tr>" : "<tr>";
    for (std::size_t c = 0; c < rows[r].size(); ++c) {
      const std::string_view cell = r == 0   ? "th scope=\"col\""
                                    : c == 0 ? "th scope=\"row\""
                                             : "td";
      html += fmt::format("<{} class=\"{}\">{}</{}>", cell, alignment[c], escaped(rows[r][c]),
                          cell.substr(0, 2));
    }
    html += r == 0 ? "</tr></thead>\n<tbody>\n" : "</tr>\n";
  }
  return html + "</tbody>\n</table>\n</div>\n";
}

class Html {
 public:
  explicit Html(std::string_view section_id) : section_id_(section_id) {}

  HtmlPart part(const Blocks& blocks) {
    add(blocks);
    return std::move(part_);
  }

 private:
  void add(const Blocks& blocks) {
    for (const Block& block : blocks)
      std::visit([this](const auto& each) { add(each); }, block.content);
  }

  void add(const Heading& heading) {
    part_.html += element(fmt::format("h{}", heading.level), "", html_of(heading.text)) + "\n";
  }
  void add(const Paragraph& paragraph) {
    part_.html += element("p", paragraph.role, html_of(paragraph.text)) + "\n";
  }
  void add(const List& list) {
    std::string items = "\n";
    for (const Text& item : list.items) items += element("li", "", html_of(item)) + "\n";
    part_.html += element(list.is_ordered ? "ol" : "ul", list.role, items) + "\n";
  }
  void add(const Definitions& definitions) {
    std::string items;
    for (const auto& [term, meaning] : definitions.entries) {
      items += element("dt", "", escaped(term)) + element("dd", "", escaped(meaning));
    }
    part_.html += element("dl", "", items) + "\n";
  }
  void add(const Table& table) { part_.html += html_of(table); }
  void add(const Verbatim& verbatim) {
    part_.html +=
        fmt::format("<pre tabindex=\"0\"{}>{}</pre>\n",
                    verbatim.role.empty() ? "" : fmt::format(" class=\"{}\"", verbatim.role),
                    escaped(verbatim.text));
  }
  void add(const Chart& chart) {
    const std::string id = section_id_ + "-" + chart.id;
    part_.html += fmt::format(
        "<figure class=\"chart\"><div id=\"chart-{0}\" role=\"img\" aria-label=\"{1}\"></div>"
        "<figcaption>{1}</figcaption></figure>\n",
        id, escaped(chart.caption));
    part_.charts[id] = chart.specification;
  }
  void add(const Image& image) {
    part_.html += fmt::format(
        "<figure class=\"view\"><img width=\"{}\" height=\"{}\" alt=\"{}\" "
        "src=\"data:image/png;base64,{}\"><figcaption>{}</figcaption></figure>\n",
        image.width, image.height, escaped(image.caption), base64(image.png),
        escaped(image.caption));
  }
  void add(const Beside& beside) {
    part_.html += fmt::format("<div class=\"{}\">\n", beside.role);
    add(beside.blocks);
    part_.html += "</div>\n";
  }
  void add(const Details& details) {
    part_.html += fmt::format("<details><summary>{}</summary>\n", html_of(details.summary));
    add(details.blocks);
    part_.html += "</details>\n";
  }

  std::string section_id_;
  HtmlPart part_;
};

}  // namespace

std::string escaped(std::string_view text) {
  std::string html;
  for (const char c : text) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      default:
        html += c;
    }
  }
  return html;
}

HtmlPart html_part(const Document& document, std::string_view section_id) {
  return Html(section_id).part(document.blocks);
}

}  // namespace swingproof
