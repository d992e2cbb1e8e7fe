// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/document/whole_page.h"

#include <fmt/format.h>

#include <string_view>

#include "reports/document/html_text.h"

namespace swingproof {
namespace {

// Inline only, and nothing from anywhere: no request leaves the page, whatever is in it.
constexpr std::string_view security_policy =
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'";

// JSON inside a script element: nothing in it may end the element.
std::string script_json(const Json& json) {
  std::string text;
  for (const char c : json.dump()) {
    if (c == '<') {
      text += "\\u003c";
    } else {
      text += c;
    }
  }
  return text;
}

std::string contents_html(const WholePage& page) {
  std::string html = "<nav aria-label=\"Sections\"><ul>";
  for (const PageEntry& entry : page.contents) {
    if (entry.begins_part) html += "</ul><ul>";
    html += fmt::format("<li><a href=\"#{}\">{}</a></li>", entry.id, escaped(entry.title));
  }
  return html + "</ul></nav>\n";
}

}  // namespace

std::string whole_page(const WholePage& page, const PageFiles& files) {
  std::string html = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
  html += fmt::format("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n",
                      security_policy);
  html +=
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n";
  html += fmt::format("<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n",
                      escaped(page.title), files.style);
  if (!page.contents.empty()) {
    html += fmt::format("<a class=\"skip\" href=\"#{}\">Skip to the {}</a>\n",
                        page.contents.front().id, escaped(page.skip_to));
  }
  html += "<header>\n";
  html +=
      fmt::format("<h1>{}</h1>\n{}</header>\n<main>\n", escaped(page.title), contents_html(page));
  html += page.html;
  html += "</main>\n";
  html += fmt::format("<script type=\"application/json\" id=\"charts\">{}</script>\n",
                      script_json(page.charts));
  for (const std::string_view script : {files.vega, files.vega_lite, files.vega_embed, files.script,
                                        std::string_view(page.script)}) {
    if (script.empty()) continue;
    html += "<script>";
    html += script;
    html += "</script>\n";
  }
  return html + "</body>\n</html>\n";
}

}  // namespace swingproof
