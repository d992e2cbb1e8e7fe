// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/compare/deployment_comparison_page.h"

#include <fmt/format.h>

#include <vector>

#include "fixedpoint/provenance.h"
#include "reports/document/base64.h"
#include "reports/document/html_text.h"
#include "reports/document/page_section.h"
#include "suites/png/png_image.h"

namespace swingproof {
namespace {

PageSection codes_section(const DeploymentComparison& comparison) {
  PageSection section{"codes", "Codes", "Codes", "", Json::object(), false};
  section.html = paragraph_html(escaped(deployment_comparison_sentence(comparison)));
  section.html += paragraph_html(
      "Exact, over all inputs of each set. Codes are as the model behind the op reads them; each "
      "deployment has its own worth of a code.");
  section.html += paragraph_html(escaped(unconfirmed_notice));
  const std::vector<std::string> differences = setting_differences(comparison);
  if (!differences.empty()) {
    section.html += "<p>What differs in the settings:</p>\n<ul>\n";
    for (const std::string& difference : differences) {
      section.html += fmt::format("<li>{}</li>\n", escaped(difference));
    }
    section.html += "</ul>\n";
  }
  section.html += table_html({"lll",
                              {{"", "file", "SHA-256"},
                               {"before", comparison.before.file, comparison.before.sha256},
                               {"after", comparison.after.file, comparison.after.sha256}}},
                             "What is compared");
  section.html += table_html(changed_codes_table(comparison),
                             "Codes after minus codes before, by channel and set of inputs");
  return section;
}

PageSection compared_pictures_section(const DeploymentComparison& comparison) {
  PageSection section{"pictures", "On pictures", "On pictures", "", Json::object(), false};
  section.html = paragraph_html(
      "The YUV of the deployed training-side conversion, U and V of each pixel, through both ops.");
  section.html += table_html(changed_pictures_table(comparison), "Codes on pictures");
  for (const ComparedPicture& picture : comparison.pictures) {
    const PictureView& view = picture.difference;
    const std::string caption =
        fmt::format("{}: the greatest difference in codes, amplified {} times, reduced {} times",
                    picture.name, picture.amplification, picture.reduction);
    section.html += fmt::format(
        "<figure class=\"view\"><img width=\"{}\" height=\"{}\" alt=\"{}\" "
        "src=\"data:image/png;base64,{}\"><figcaption>{}</figcaption></figure>\n",
        view.size.width, view.size.height, escaped(caption),
        base64(png_bytes(view.size.width, view.size.height, view.rgb)), escaped(caption));
  }
  return section;
}

}  // namespace

std::string deployment_comparison_page(const DeploymentComparison& comparison,
                                       const PageFiles& files) {
  std::vector<PageSection> sections = {codes_section(comparison)};
  if (!comparison.pictures.empty()) sections.push_back(compared_pictures_section(comparison));
  return page_html(fmt::format("{} against {}", comparison.after.file, comparison.before.file),
                   sections, files);
}

}  // namespace swingproof
