// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_DOCUMENT_PAGE_SECTION_H_
#define SWINGPROOF_REPORTS_DOCUMENT_PAGE_SECTION_H_

#include <string>
#include <string_view>
#include <vector>

#include "reports/document/page_files.h"
#include "reports/json/json_document.h"

namespace swingproof {

// One section of a page. The page makes its heading, its entry in the table of contents and its
// charts of it.
struct PageSection {
  std::string id;                // what links to it
  std::string title;             // as its heading
  std::string entry;             // as the table of contents has it: short
  std::string html;              // all below its heading
  Json charts = Json::object();  // {id: Vega-Lite specification}, for the elements of chart_html
  bool begins_part = false;      // the first of a deployment's sections, on a page about several
};

// Puts a chart at the end of the section; its id is unique in the section. caption says what it
// shows.
void add_chart(PageSection& section, std::string_view id, std::string_view caption, Json chart);

// A page of sections, one at least, under a title, with a table of contents and all that they need
// to be drawn.
std::string page_html(const std::string& title, const std::vector<PageSection>& sections,
                      const PageFiles& files);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_DOCUMENT_PAGE_SECTION_H_
