// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/document/html_text.h"

#include <fmt/format.h>

namespace swingproof {

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

std::string paragraph_html(std::string_view html) { return fmt::format("<p>{}</p>\n", html); }

std::string section_html(std::string_view id, std::string_view title, std::string_view html) {
  return fmt::format(
      "<section id=\"{0}\" aria-labelledby=\"{0}-title\">\n<h2 id=\"{0}-title\">{1}</h2>\n{2}"
      "</section>\n",
      id, escaped(title), html);
}

std::string table_html(const TextTable& table, std::string_view caption) {
  std::string html = fmt::format(
      "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{0}\">\n<table>\n"
      "<caption>{0}</caption>\n",
      escaped(caption));
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    html += r == 0 ? "<thead><tr>" : "<tr>";
    for (std::size_t c = 0; c < table.rows[r].size(); ++c) {
      const std::string_view element = r == 0   ? "th scope=\"col\""
                                       : c == 0 ? "th scope=\"row\""
                                                : "td";
      html += fmt::format("<{} class=\"{}\">{}</{}>", element, table.alignment[c],
                          escaped(table.rows[r][c]), element.substr(0, 2));
    }
    html += r == 0 ? "</tr></thead>\n<tbody>\n" : "</tr>\n";
  }
  return html + "</tbody>\n</table>\n</div>\n";
}

std::string figure_html(std::string_view pointer, std::string_view value, std::string_view shown) {
  return fmt::format("<data data-figure=\"{}\" value=\"{}\">{}</data>", escaped(pointer),
                     escaped(value), escaped(shown));
}

std::string chart_html(std::string_view id, std::string_view caption) {
  return fmt::format(
      "<figure class=\"chart\"><div id=\"chart-{0}\" role=\"img\" aria-label=\"{1}\"></div>"
      "<figcaption>{1}</figcaption></figure>\n",
      id, escaped(caption));
}

std::string details_html(std::string_view summary, std::string_view html) {
  return fmt::format("<details><summary>{}</summary>\n{}</details>\n", escaped(summary), html);
}

}  // namespace swingproof
