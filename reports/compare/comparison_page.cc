// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/compare/comparison_page.h"

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "fixedpoint/provenance.h"
#include "reports/charts/charts.h"
#include "reports/compare/comparison_surveys.h"
#include "reports/compare/comparison_tables.h"
#include "reports/document/html_text.h"
#include "reports/document/page_section.h"
#include "reports/document/shell_word.h"

namespace swingproof {
namespace {

std::string list_html(const std::vector<std::string>& texts) {
  std::string html = "<ul>\n";
  for (const std::string& text : texts) html += fmt::format("<li>{}</li>\n", escaped(text));
  return html + "</ul>\n";
}

PageSection summary(const Comparison& comparison) {
  PageSection section{"summary", "Summary", "Summary", "", Json::object(), false};
  const bool is_worse = count(comparison, Change::worse) > 0;
  const bool is_better = count(comparison, Change::better) > 0;
  const bool is_whole = has_all_figures(comparison);
  const char* pass = is_whole ? "pass" : "close";
  section.html =
      fmt::format("<p class=\"light {}\"><strong>{}{}.</strong> {}</p>\n",
                  is_worse ? (is_better ? "close" : "fail") : (is_better ? pass : "neutral"),
                  is_worse ? (is_better ? "Mixed" : "Worse") : (is_better ? "Better" : "The same"),
                  is_whole ? "" : ", as far as both have figures", comparison_sentence(comparison));
  section.html += paragraph_html(
      "Every comparison is of exact numbers; errors are in grey levels, whatever a code is worth.");
  section.html += paragraph_html(escaped(unconfirmed_notice));
  section.html += table_html({"lll",
                              {{"", "file", "SHA-256"},
                               {"before", comparison.before_name, comparison.before_sha256},
                               {"after", comparison.after_name, comparison.after_sha256}}},
                             "What is compared");
  section.html += fmt::format(
      "<pre tabindex=\"0\" class=\"command\">{}</pre>\n",
      escaped(fmt::format("swingproof compare {} {} -o diff.html",
                          shell_word(comparison.before_name), shell_word(comparison.after_name))));
  if (!comparison.only_before.empty()) {
    section.html += "<h3>Only before</h3>\n" + list_html(comparison.only_before);
  }
  if (!comparison.only_after.empty()) {
    section.html += "<h3>Only after</h3>\n" + list_html(comparison.only_after);
  }
  return section;
}

void add_maps(PageSection& section, const ComparedDeployment& deployment) {
  section.html += "<h3>Where</h3>\n";
  const std::optional<ComparedSurveys> surveys = survey_again(deployment);
  if (!surveys) {
    section.html += paragraph_html(
        "No maps: they are drawn where both documents are reports whose figures this version "
        "computes again, and not for a kernel's or those of own integers.");
    return;
  }
  section.html += paragraph_html(
      "Computed again from the settings in the documents, whose figures came out the same: the "
      "greatest |error| of each cell after, minus that before. Above 0, orange: worse.");
  section.html += "<div class=\"charts\">\n";
  for (std::size_t c = 0; c < 3; ++c) {
    const std::string channel(name(surveys->after[c].channel));
    add_chart(section, channel + "-where", channel + ": where the greatest error has changed",
              compared_map_chart({surveys->before[c], surveys->grey_before[c]},
                                 {surveys->after[c], surveys->grey_after[c]}));
  }
  section.html += "</div>\n";
}

PageSection deployment_section(const ComparedDeployment& deployment, std::size_t number) {
  const std::string id = fmt::format("d{}", number);
  PageSection section{id,
                      fmt::format("Deployment {}", number),
                      fmt::format("Deployment {}", number),
                      "",
                      Json::object(),
                      false};
  section.html = paragraph_html(escaped(deployment.title));
  if (!deployment.differences.empty()) {
    section.html +=
        "<p>What differs in settings and integers:</p>\n" + list_html(deployment.differences);
  }
  section.html += table_html(changed_table(deployment, false),
                             fmt::format("Deployment {}: worse, better, the same", number));
  for (const std::string& line : one_sided_lines(deployment)) {
    section.html += paragraph_html(escaped(line));
  }
  section.html += "<div class=\"charts\">\n";
  for (const ComparedHistogram& histogram : deployment.histograms) {
    add_chart(section, histogram.channel + "-" + histogram.set,
              fmt::format("{} {}: difference from the ideal code, before and after",
                          histogram.channel, histogram.set),
              compared_difference_chart(histogram.before, histogram.after));
  }
  section.html += "</div>\n";
  add_maps(section, deployment);
  return section;
}

}  // namespace

std::string comparison_page(const Comparison& comparison, const PageFiles& files) {
  std::vector<PageSection> sections = {summary(comparison)};
  for (std::size_t i = 0; i < comparison.deployments.size(); ++i) {
    sections.push_back(deployment_section(comparison.deployments[i], i + 1));
  }
  return page_html(fmt::format("{} against {}", comparison.after_name, comparison.before_name),
                   sections, files);
}

}  // namespace swingproof
