// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/document/page_section.h"

#include <utility>

#include "reports/document/html_text.h"
#include "reports/document/whole_page.h"

namespace swingproof {

void add_chart(PageSection& section, std::string_view id, std::string_view caption, Json chart) {
  const std::string whole_id = section.id + "-" + std::string(id);
  section.html += chart_html(whole_id, caption);
  section.charts[whole_id] = std::move(chart);
}

std::string page_html(const std::string& title, const std::vector<PageSection>& sections,
                      const PageFiles& files) {
  WholePage page;
  page.title = title;
  page.skip_to = "verdict";
  page.charts = Json::object();
  for (const PageSection& section : sections) {
    // Sections that begin a deployment are entered with their whole title.
    page.contents.push_back(
        {section.id, section.begins_part ? section.title : section.entry, section.begins_part});
    page.html += section_html(section.id, section.title, section.html);
    page.charts.update(section.charts);
  }
  return whole_page(page, files);
}

}  // namespace swingproof
