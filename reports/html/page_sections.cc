// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/html/page_sections.h"

namespace swingproof {

std::vector<PageSection> deployment_sections(const SectionSource& source) {
  return {verdict_section(source),      error_section(source),   attribution_section(source),
          tuning_section(source),       path_section(source),    misconfiguration_section(source),
          worst_inputs_section(source), picture_section(source), method_section(source)};
}

}  // namespace swingproof
