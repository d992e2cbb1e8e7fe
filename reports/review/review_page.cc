// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <cstddef>
#include <utility>
#include <vector>

#include "reports/document/page.h"
#include "reports/review/page_sections.h"
#include "reports/review/review_report.h"

namespace swingproof {
namespace {

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

}  // namespace

std::string review_page(const ReviewReport& report, const PageFiles& files) {
  return page_html({review_title(report), all_sections(report)}, files);
}

}  // namespace swingproof
