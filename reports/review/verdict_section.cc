// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <cstddef>

#include "fixedpoint/provenance.h"
#include "reports/accuracy/accuracy_report.h"
#include "reports/review/page_sections.h"
#include "reports/review/review_words.h"

namespace swingproof {
namespace {

List lights_of_all(const ReviewReport& report) {
  List list;
  for (std::size_t i = 0; i < report.deployments.size(); ++i) {
    list.items.push_back(
        Text(link_to(fmt::format("d{}-verdict", i + 1), report.deployments[i].name)) + ": " +
        light_word(light_of(report, report.deployments[i])));
  }
  return list;
}

}  // namespace

Document verdict_document(const ReviewReport& report, const DeploymentReport& deployment,
                          std::string_view pointer) {
  const Accuracy& accuracy = deployment.review.accuracy;
  Document document;
  document.add(light_paragraph(light_of(report, deployment), deployment.unjudged.empty()));
  document.add(Paragraph{
      fmt::format("Over all colours that exist (in gamut), against exact {}, no tolerance:",
                  luma_of(accuracy.deployment.matrix.standard).title)});
  List costs{{}, "cost"};
  for (std::size_t c = 0; c < 3; ++c) costs.items.push_back(cost_sentence(accuracy, c, pointer));
  document.add(costs);
  document.add(findings_document(accuracy));
  document.add(Paragraph{Text(strong("The alternative:")) + " " + alternative_sentence(accuracy)});
  return document;
}

Document findings_document(const Accuracy& accuracy) {
  Document document;
  for (const WeightFinding& finding : weight_findings(accuracy)) {
    document.add(Paragraph{Text(strong(finding.headline)) + " " + finding.detail, "finding"});
  }
  return document;
}

PageSection verdict_section(const SectionSource& source) {
  PageSection section = page_section(source, "verdict", "Verdict", "Verdict");
  const Accuracy& accuracy = source.accuracy();
  Document& content = section.content;
  content = verdict_document(source.report, source.deployment, source.pointer);
  content.add(Paragraph{standing_notice(accuracy.arithmetic)});
  if (source.report.has_budget) {
    content.add(Table{budget_table(source.deployment), "The budget, limit by limit"});
  }
  content.add(Table{deployment_table(accuracy.deployment, accuracy.arithmetic),
                    "The deployment; 1 LSB is one output code"});
  return section;
}

PageSection summary_section(const ReviewReport& report) {
  PageSection section{"summary", "All deployments", "All deployments"};
  section.content.add(light_paragraph(light_of(report), judges_all(report)));
  section.content.add(lights_of_all(report));
  section.content.add(Table{summary_table(report),
                            "What each costs: errors over the colours in gamut, and the codes "
                            "that differ from those in training over all pixels"});
  return section;
}

}  // namespace swingproof
