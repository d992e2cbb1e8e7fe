// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/html/review_page.h"

#include <fmt/format.h>

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "reports/html/html_text.h"
#include "reports/html/page_sections.h"

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

// All sections, in their order. Every deployment of several has ids of its own.
std::vector<PageSection> all_sections(const ReviewReport& report) {
  std::vector<PageSection> sections;
  const bool is_one = report.deployments.size() == 1;
  if (!is_one) sections.push_back(summary_section(report));
  for (std::size_t i = 0; i < report.deployments.size(); ++i) {
    const SectionSource source{report, report.deployments[i],
                               is_one ? "" : fmt::format("d{}-", i + 1),
                               is_one ? "" : fmt::format("/reports/{}", i)};
    const std::size_t first = sections.size();
    for (PageSection& section : deployment_sections(source)) {
      sections.push_back(std::move(section));
    }
    sections[first].begins_part = !is_one;
  }
  return sections;
}

// Sections that begin a deployment begin a line, with their whole title.
std::string contents(const std::vector<PageSection>& sections) {
  std::string html = "<nav aria-label=\"Sections\"><ul>";
  for (const PageSection& section : sections) {
    if (section.begins_part) html += "</ul><ul>";
    html += fmt::format("<li><a href=\"#{}\">{}</a></li>", section.id,
                        escaped(section.begins_part ? section.title : section.entry));
  }
  return html + "</ul></nav>\n";
}

std::string title_of(const ReviewReport& report) {
  if (report.deployments.size() > 1) {
    return fmt::format("What {} deployments cost on the BPU", report.deployments.size());
  }
  const Deployment& deployment = report.deployments.front().review.accuracy.deployment;
  return fmt::format("What {} costs on the BPU", name(deployment.op));
}

std::string head_html(const std::string& title, std::string_view style) {
  std::string html = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
  html += fmt::format("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n",
                      security_policy);
  html +=
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n";
  return html +
         fmt::format("<title>{}</title>\n<style>\n{}</style>\n</head>\n", escaped(title), style);
}

std::string scripts_html(const Json& charts, const PageFiles& files) {
  std::string html = fmt::format("<script type=\"application/json\" id=\"charts\">{}</script>\n",
                                 script_json(charts));
  for (const std::string_view script :
       {files.vega, files.vega_lite, files.vega_embed, files.script}) {
    html += "<script>";
    html += script;
    html += "</script>\n";
  }
  return html;
}

}  // namespace

std::string page_html(const std::string& title, const std::vector<PageSection>& sections,
                      const PageFiles& files) {
  std::string html = head_html(title, files.style);
  html += fmt::format("<body>\n<a class=\"skip\" href=\"#{}\">Skip to the verdict</a>\n",
                      sections.front().id);
  html += fmt::format("<header>\n<h1>{}</h1>\n{}</header>\n<main>\n", escaped(title),
                      contents(sections));
  Json charts = Json::object();
  for (const PageSection& section : sections) {
    html += section_html(section.id, section.title, section.html);
    charts.update(section.charts);
  }
  return html + "</main>\n" + scripts_html(charts, files) + "</body>\n</html>\n";
}

std::string review_page(const ReviewReport& report, const PageFiles& files) {
  return page_html(title_of(report), all_sections(report), files);
}

}  // namespace swingproof
