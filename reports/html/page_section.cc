// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/html/page_section.h"

#include <utility>

#include "reports/html/html_text.h"

namespace swingproof {

PageSection page_section(const SectionSource& source, std::string_view id, std::string_view title,
                         std::string_view entry) {
  const bool is_one = source.report.deployments.size() == 1;
  const std::string which = is_one ? "" : source.deployment.name + ": ";
  return {source.prefix + std::string(id),
          which + std::string(title),
          std::string(entry),
          "",
          Json::object(),
          false};
}

void add_chart(PageSection& section, std::string_view id, std::string_view caption, Json chart) {
  const std::string whole_id = section.id + "-" + std::string(id);
  section.html += chart_html(whole_id, caption);
  section.charts[whole_id] = std::move(chart);
}

}  // namespace swingproof
