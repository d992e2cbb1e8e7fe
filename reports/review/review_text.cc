// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include "fixedpoint/provenance.h"
#include "reports/accuracy/accuracy_text.h"
#include "reports/review/review_report.h"
#include "reports/review/review_words.h"

namespace swingproof {
namespace {

// What tells a terminal's text from Markdown.
struct ReviewLayout {
  Marks marks;
  bool is_markdown;
  bool bold_headings;

  std::string heading(std::string_view text, int level) const {
    if (is_markdown) return fmt::format("\n{:#>{}} {}\n\n", "", level, text);
    return bold_headings ? fmt::format("\n\x1b[1m{}\x1b[0m\n", text) : fmt::format("\n{}\n", text);
  }
  std::string table(const TextTable& table) const {
    return is_markdown ? markdown(table) : aligned(table);
  }
  std::string item(std::string_view text) const {
    return fmt::format("{}{}\n", is_markdown ? "- " : "  ", text);
  }
  std::string paragraph(std::string_view text) const {
    return fmt::format("{}{}\n", is_markdown ? "\n" : "", text);
  }
};

std::string light_mark(Light light) {
  static constexpr std::string_view marks[] = {"\u26aa", "\U0001f7e2", "\U0001f7e1", "\U0001f534"};
  return std::string(marks[static_cast<std::size_t>(light)]);
}

std::string light_line(Light light, bool all_judged, const ReviewLayout& layout) {
  const std::string_view sentence = light_sentence(light, all_judged);
  if (light == Light::none) return fmt::format("{}\n", sentence);
  return fmt::format("{}{}: {}\n", layout.is_markdown ? light_mark(light) + " " : "",
                     layout.marks.strong(light_word(light)), sentence);
}

std::string verdict(const ReviewReport& report, const DeploymentReport& deployment,
                    const ReviewLayout& layout) {
  const Accuracy& accuracy = deployment.review.accuracy;
  const bool is_one = report.deployments.size() == 1;
  const std::string title = is_one ? "Verdict" : "Verdict: " + deployment.name;
  std::string text = layout.heading(title, 2);
  text += light_line(light_of(report, deployment), deployment.unjudged.empty(), layout);
  text += layout.paragraph("Over all colours that exist (in gamut), against exact BT.601:");
  if (layout.is_markdown) text += "\n";
  for (std::size_t c = 0; c < 3; ++c) {
    text += layout.item(cost_sentence(accuracy, c, layout.marks, ""));
  }
  for (const WeightFinding& finding : weight_findings(accuracy)) {
    text += layout.paragraph(layout.marks.strong(finding.headline) + " " + finding.detail);
  }
  text += layout.paragraph("The alternative: " + alternative_sentence(accuracy));
  if (report.has_budget) {
    text += layout.heading("Budget", 3) + layout.table(budget_table(deployment));
  }
  text += layout.heading("On pictures", 3) + layout.table(picture_table(deployment));
  return text;
}

std::string render(const ReviewReport& report, const ReviewLayout& layout) {
  std::string text;
  if (report.deployments.size() == 1 && layout.is_markdown) {
    const Deployment& deployment = report.deployments.front().review.accuracy.deployment;
    text += layout.heading(fmt::format("What {} costs on the BPU", name(deployment.op)), 1);
  }
  if (report.deployments.size() > 1) {
    text += layout.heading(fmt::format("{} deployments", report.deployments.size()), 1);
    text += light_line(light_of(report), judges_all(report), layout);
    text += (layout.is_markdown ? "\n" : "") + layout.table(summary_table(report));
  }
  for (const DeploymentReport& deployment : report.deployments) {
    const Accuracy& accuracy = deployment.review.accuracy;
    text += verdict(report, deployment, layout);
    text += "\n" + (layout.is_markdown ? accuracy_markdown(accuracy)
                                       : accuracy_text(accuracy, layout.bold_headings));
  }
  return text.substr(1);
}

}  // namespace

std::string review_text(const ReviewReport& report, bool bold_headings) {
  return render(report, {plain_marks(), false, bold_headings});
}

std::string review_markdown(const ReviewReport& report) {
  return render(report, {markdown_marks(), true, false}) +
         fmt::format("\nReproduce: `{}`\n", reproducing_command(report));
}

}  // namespace swingproof
