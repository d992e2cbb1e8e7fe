// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <vector>

#include "fixedpoint/provenance.h"
#include "reports/compare/deployment_comparison.h"
#include "reports/document/page.h"
#include "suites/png/png_image.h"

namespace swingproof {
namespace {

PageSection codes_section(const DeploymentComparison& comparison) {
  PageSection section{"codes", "Codes", "Codes"};
  Document& content = section.content;
  content.add(Paragraph{deployment_comparison_sentence(comparison)});
  content.add(Paragraph{
      "Exact, over all inputs of each set. Codes are as the model behind the op reads them; each "
      "deployment has its own worth of a code."});
  content.add(Paragraph{unconfirmed_notice});
  const std::vector<std::string> differences = setting_differences(comparison);
  if (!differences.empty()) {
    content.add(Paragraph{"What differs in the settings:"});
    content.add(list_of(differences));
  }
  content.add(Table{{"lll",
                     {{"", "file", "SHA-256"},
                      {"before", comparison.before.file, comparison.before.sha256},
                      {"after", comparison.after.file, comparison.after.sha256}}},
                    "What is compared"});
  content.add(Table{changed_codes_table(comparison),
                    "Codes after minus codes before, by channel and set of inputs"});
  return section;
}

PageSection compared_pictures_section(const DeploymentComparison& comparison) {
  PageSection section{"pictures", "On pictures", "On pictures"};
  Document& content = section.content;
  content.add(
      Paragraph{"The YUV of the deployed training-side conversion, U and V of each pixel, through "
                "both ops."});
  content.add(Table{changed_pictures_table(comparison), "Codes on pictures"});
  for (const ComparedPicture& picture : comparison.pictures) {
    const PictureView& view = picture.difference;
    content.add(Image{
        png_bytes(view.size.width, view.size.height, view.rgb), view.size.width, view.size.height,
        fmt::format("{}: the greatest difference in codes, amplified {} times, reduced {} times",
                    picture.name, picture.amplification, picture.reduction)});
  }
  return section;
}

}  // namespace

std::string deployment_comparison_page(const DeploymentComparison& comparison,
                                       const PageFiles& files) {
  std::vector<PageSection> sections = {codes_section(comparison)};
  if (!comparison.pictures.empty()) sections.push_back(compared_pictures_section(comparison));
  return page_html(
      {fmt::format("{} against {}", comparison.after.file, comparison.before.file), sections},
      files);
}

}  // namespace swingproof
