// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_REVIEW_PAGE_SECTIONS_H_
#define SWINGPROOF_REPORTS_REVIEW_PAGE_SECTIONS_H_

#include <string>
#include <string_view>
#include <vector>

#include "reports/document/page.h"
#include "reports/review/review_report.h"

namespace swingproof {

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

// The sections of the review page about one deployment, in their order there. A new one is a
// function and a line in deployment_sections().
std::vector<PageSection> deployment_sections(const SectionSource& source);

// What a reviewer reads first: the light, the cost in one sentence per channel, the findings, the
// alternative, the deployment.
PageSection verdict_section(const SectionSource& source);
PageSection error_section(const SectionSource& source);
PageSection attribution_section(const SectionSource& source);
// What the op could be: other weight scales for the plugin.
PageSection tuning_section(const SectionSource& source);
PageSection path_section(const SectionSource& source);
PageSection misconfiguration_section(const SectionSource& source);
PageSection worst_inputs_section(const SectionSource& source);
PageSection picture_section(const SectionSource& source);
PageSection method_section(const SectionSource& source);

// Of a page about several deployments: all of them in one table, with links.
PageSection summary_section(const ReviewReport& report);

// The light, the cost in one sentence per channel, the findings, the alternative: what the page and
// the texts begin with. pointer: as SectionSource::pointer.
Document verdict_document(const ReviewReport& report, const DeploymentReport& deployment,
                          std::string_view pointer);

// What must jump out: the weights that int8 cannot hold, a paragraph each.
Document findings_document(const Accuracy& accuracy);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_REVIEW_PAGE_SECTIONS_H_
