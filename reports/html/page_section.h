// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_HTML_PAGE_SECTION_H_
#define SWINGPROOF_REPORTS_HTML_PAGE_SECTION_H_

#include <string>
#include <string_view>

#include "reports/json_document.h"
#include "reports/review_report.h"

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

// What a section is made of, and how it names its parts where a page has many deployments.
struct SectionSource {
  const ReviewReport& report;
  const DeploymentReport& deployment;
  std::string prefix;   // of every id: "" or "d2-"
  std::string pointer;  // the deployment's document in the report's JSON: "" or "/reports/1"

  const Review& review() const { return deployment.review; }
  const Accuracy& accuracy() const { return deployment.review.accuracy; }
};

PageSection page_section(const SectionSource& source, std::string_view id, std::string_view title,
                         std::string_view entry);

// Puts a chart at the end of the section; its id is unique in the section. caption says what it
// shows.
void add_chart(PageSection& section, std::string_view id, std::string_view caption, Json chart);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_HTML_PAGE_SECTION_H_
