// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/review/page_sections.h"

namespace swingproof {

PageSection page_section(const SectionSource& source, std::string_view id, std::string_view title,
                         std::string_view entry) {
  const bool is_one = source.report.deployments.size() == 1;
  const std::string which = is_one ? "" : source.deployment.name + ": ";
  return {source.prefix + std::string(id), which + std::string(title), std::string(entry)};
}

std::vector<PageSection> deployment_sections(const SectionSource& source) {
  return {verdict_section(source),      error_section(source),   attribution_section(source),
          tuning_section(source),       path_section(source),    misconfiguration_section(source),
          worst_inputs_section(source), picture_section(source), method_section(source)};
}

}  // namespace swingproof
