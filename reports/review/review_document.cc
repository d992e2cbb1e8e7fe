// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include "reports/accuracy/accuracy_report.h"
#include "reports/review/page_sections.h"
#include "reports/review/review_report.h"
#include "reports/review/review_words.h"

namespace swingproof {
namespace {

void add_deployment(Document& document, const ReviewReport& report,
                    const DeploymentReport& deployment) {
  const bool is_one = report.deployments.size() == 1;
  document.add(Heading{is_one ? "Verdict" : "Verdict: " + deployment.name});
  document.add(verdict_document(report, deployment, ""));
  if (report.has_budget) {
    document.add(Heading{"Budget", 3});
    document.add(Table{budget_table(deployment)});
  }
  document.add(Heading{"On pictures", 3});
  document.add(Table{picture_table(deployment)});
  document.add(accuracy_document(deployment.review.accuracy));
}

}  // namespace

Document review_document(const ReviewReport& report) {
  Document document;
  document.add(Heading{review_title(report), 1});
  if (report.deployments.size() > 1) {
    document.add(light_paragraph(light_of(report), judges_all(report)));
    document.add(Table{summary_table(report)});
  }
  for (const DeploymentReport& deployment : report.deployments) {
    add_deployment(document, report, deployment);
  }
  return document;
}

}  // namespace swingproof
