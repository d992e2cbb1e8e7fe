// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <cstddef>

#include "fixedpoint/provenance.h"
#include "reports/accuracy/accuracy_tables.h"
#include "reports/document/html_text.h"
#include "reports/review/page_sections.h"
#include "reports/review/review_words.h"

namespace swingproof {
namespace {

Marks html_marks() {
  return {[](std::string_view text) { return fmt::format("<strong>{}</strong>", escaped(text)); },
          figure_html};
}

// A table without its caption's ending: which deployment is where.
std::string summary_rows_html(const ReviewReport& report) {
  std::string html = "<ul>\n";
  for (std::size_t i = 0; i < report.deployments.size(); ++i) {
    html += fmt::format("<li><a href=\"#d{}-verdict\">{}</a>: {}</li>\n", i + 1,
                        escaped(report.deployments[i].name),
                        light_word(light_of(report, report.deployments[i])));
  }
  return html + "</ul>\n";
}

}  // namespace

std::string light_html(Light light, bool all_judged) {
  static constexpr std::string_view classes[] = {"neutral", "pass", "close", "fail"};
  const std::string word =
      light == Light::none ? "" : fmt::format("<strong>{}.</strong> ", light_word(light));
  return fmt::format("<p class=\"light {}\">{}{}</p>\n", classes[static_cast<std::size_t>(light)],
                     word, escaped(light_sentence(light, all_judged)));
}

std::string findings_html(const Accuracy& accuracy) {
  std::string html;
  for (const WeightFinding& finding : weight_findings(accuracy)) {
    html += fmt::format("<p class=\"finding\"><strong>{}</strong> {}</p>\n",
                        escaped(finding.headline), escaped(finding.detail));
  }
  return html;
}

PageSection verdict_section(const SectionSource& source) {
  PageSection section = page_section(source, "verdict", "Verdict", "Verdict");
  const Accuracy& accuracy = source.accuracy();
  std::string& html = section.html;
  html = light_html(light_of(source.report, source.deployment), source.deployment.unjudged.empty());
  html +=
      paragraph_html("Over all colours that exist (in gamut), against exact BT.601, no tolerance:");
  html += "<ul class=\"cost\">\n";
  for (std::size_t c = 0; c < 3; ++c) {
    html += fmt::format("<li>{}</li>\n", cost_sentence(accuracy, c, html_marks(), source.pointer));
  }
  html += "</ul>\n" + findings_html(accuracy);
  html += paragraph_html("<strong>The alternative:</strong> " +
                         escaped(alternative_sentence(accuracy)));
  html += paragraph_html(escaped(standing_notice(accuracy.arithmetic)));
  if (source.report.has_budget) {
    html += table_html(budget_table(source.deployment), "The budget, limit by limit");
  }
  html += table_html(deployment_table(accuracy.deployment, accuracy.arithmetic),
                     "The deployment; 1 LSB is one output code");
  return section;
}

PageSection summary_section(const ReviewReport& report) {
  PageSection section{"summary", "All deployments", "All deployments", "", Json::object(), false};
  section.html = light_html(light_of(report), judges_all(report)) + summary_rows_html(report);
  section.html += table_html(summary_table(report),
                             "What each costs: errors over the colours in gamut, and the codes "
                             "that differ from those in training over all pixels");
  return section;
}

}  // namespace swingproof
