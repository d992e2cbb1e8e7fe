// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/document/page.h"

#include <fmt/format.h>

#include <string_view>

#include "reports/document/render.h"

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

// Sections that begin a part are entered with their whole title, on a line of their own.
std::string contents_html(const std::vector<PageSection>& sections) {
  std::string html = "<nav aria-label=\"Sections\"><ul>";
  for (const PageSection& section : sections) {
    if (section.begins_part) html += "</ul><ul>";
    html += fmt::format("<li><a href=\"#{}\">{}</a></li>", section.id,
                        escaped(section.begins_part ? section.title : section.entry));
  }
  return html + "</ul></nav>\n";
}

std::string section_html(const PageSection& section, std::string_view html) {
  return fmt::format(
      "<section id=\"{0}\" aria-labelledby=\"{0}-title\">\n<h2 id=\"{0}-title\">{1}</h2>\n{2}"
      "</section>\n",
      section.id, escaped(section.title), html);
}

}  // namespace

std::string page_html(const Page& page, const PageFiles& files) {
  std::string sections;
  Json charts = Json::object();
  for (const PageSection& section : page.sections) {
    const HtmlPart part = html_part(section.content, section.id);
    sections += section_html(section, part.html);
    charts.update(part.charts);
  }
  std::string html = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
  html += fmt::format("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n",
                      security_policy);
  html +=
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n";
  html += fmt::format("<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n",
                      escaped(page.title), files.style);
  html += fmt::format("<a class=\"skip\" href=\"#{0}\">Skip to the {0}</a>\n",
                      page.sections.front().id);
  html += "<header>\n";
  html += fmt::format("<h1>{}</h1>\n{}</header>\n<main>\n", escaped(page.title),
                      contents_html(page.sections));
  html += sections;
  html += "</main>\n";
  html += fmt::format("<script type=\"application/json\" id=\"charts\">{}</script>\n",
                      script_json(charts));
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
