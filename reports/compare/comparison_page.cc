// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "fixedpoint/provenance.h"
#include "reports/charts/charts.h"
#include "reports/compare/comparison.h"
#include "reports/compare/comparison_surveys.h"
#include "reports/document/page.h"
#include "reports/document/shell_word.h"

namespace swingproof {
namespace {

Paragraph light_of(const Comparison& comparison) {
  const bool is_worse = count(comparison, Change::worse) > 0;
  const bool is_better = count(comparison, Change::better) > 0;
  const bool is_whole = has_all_figures(comparison);
  const char* pass = is_whole ? "light pass" : "light close";
  const std::string word =
      is_worse ? (is_better ? "Mixed" : "Worse") : (is_better ? "Better" : "The same");
  return {Text(strong(word + (is_whole ? "." : ", as far as both have figures."))) + " " +
              comparison_sentence(comparison),
          is_worse    ? (is_better ? "light close" : "light fail")
          : is_better ? pass
                      : "light neutral"};
}

PageSection summary(const Comparison& comparison) {
  PageSection section{"summary", "Summary", "Summary"};
  Document& content = section.content;
  content.add(light_of(comparison));
  content.add(
      Paragraph{"Every comparison is of exact numbers; errors are in grey levels, whatever a "
                "code is worth."});
  content.add(Paragraph{unconfirmed_notice});
  content.add(Table{{"lll",
                     {{"", "file", "SHA-256"},
                      {"before", comparison.before_name, comparison.before_sha256},
                      {"after", comparison.after_name, comparison.after_sha256}}},
                    "What is compared"});
  content.add(
      Verbatim{fmt::format("swingproof compare {} {} -o diff.html",
                           shell_word(comparison.before_name), shell_word(comparison.after_name)),
               "command"});
  for (const auto& [titles, heading] : {std::pair(&comparison.only_before, "Only before"),
                                        std::pair(&comparison.only_after, "Only after")}) {
    if (titles->empty()) continue;
    content.add(Heading{heading, 3});
    content.add(list_of(*titles));
  }
  return section;
}

void add_maps(Document& content, const ComparedDeployment& deployment) {
  content.add(Heading{"Where", 3});
  const std::optional<ComparedSurveys> surveys = survey_again(deployment);
  if (!surveys) {
    content.add(Paragraph{
        "No maps: they are drawn where both documents are reports whose figures this version "
        "computes again, and not for a kernel's or those of own integers."});
    return;
  }
  content.add(Paragraph{
      "Computed again from the settings in the documents, whose figures came out the same: the "
      "greatest |error| of each cell after, minus that before. Above 0, orange: worse."});
  Beside charts{{}, "charts"};
  for (std::size_t c = 0; c < 3; ++c) {
    const std::string channel(name(surveys->after[c].channel));
    charts.blocks.emplace_back(
        Chart{channel + "-where", channel + ": where the greatest error has changed",
              compared_map_chart({surveys->before[c], surveys->grey_before[c]},
                                 {surveys->after[c], surveys->grey_after[c]})});
  }
  content.add(charts);
}

PageSection deployment_section(const ComparedDeployment& deployment, std::size_t number) {
  const std::string title = fmt::format("Deployment {}", number);
  PageSection section{fmt::format("d{}", number), title, title};
  Document& content = section.content;
  content.add(Paragraph{deployment.title});
  if (!deployment.differences.empty()) {
    content.add(Paragraph{"What differs in settings and integers:"});
    content.add(list_of(deployment.differences));
  }
  content.add(Table{changed_table(deployment, false), title + ": worse, better, the same"});
  for (const std::string& line : one_sided_lines(deployment)) content.add(Paragraph{line});
  Beside charts{{}, "charts"};
  for (const ComparedHistogram& histogram : deployment.histograms) {
    charts.blocks.emplace_back(
        Chart{histogram.channel + "-" + histogram.set,
              fmt::format("{} {}: difference from the ideal code, before and after",
                          histogram.channel, histogram.set),
              compared_difference_chart(histogram.before, histogram.after)});
  }
  content.add(charts);
  add_maps(content, deployment);
  return section;
}

}  // namespace

std::string comparison_page(const Comparison& comparison, const PageFiles& files) {
  std::vector<PageSection> sections = {summary(comparison)};
  for (std::size_t i = 0; i < comparison.deployments.size(); ++i) {
    sections.push_back(deployment_section(comparison.deployments[i], i + 1));
  }
  return page_html(
      {fmt::format("{} against {}", comparison.after_name, comparison.before_name), sections},
      files);
}

}  // namespace swingproof
