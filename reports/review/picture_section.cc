// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <cstddef>

#include "reports/charts/charts.h"
#include "reports/document/base64.h"
#include "reports/document/html_text.h"
#include "reports/json/exact_decimal.h"
#include "reports/review/page_sections.h"
#include "reports/review/review_words.h"
#include "suites/png/png_image.h"

namespace swingproof {
namespace {

std::string view_html(const PictureView& view, std::string_view caption) {
  return fmt::format(
      "<figure class=\"view\"><img width=\"{}\" height=\"{}\" alt=\"{}\" "
      "src=\"data:image/png;base64,{}\"><figcaption>{}</figcaption></figure>\n",
      view.size.width, view.size.height, escaped(caption),
      base64(png_bytes(view.size.width, view.size.height, view.rgb)), escaped(caption));
}

std::string fallback_html(const Deployment& deployment, const FallbackTrial& trial,
                          const std::string& chroma) {
  return view_html(trial.received,
                   fmt::format("Fallback op, {}: {}", chroma, psnr_text(deployment, trial))) +
         view_html(trial.difference,
                   trial.amplification == 1
                       ? "Difference from training, not amplified"
                       : fmt::format("Difference from training, amplified {} times",
                                     trial.amplification));
}

std::string about_html(const PictureTrial& picture) {
  std::string about = fmt::format("{} x {} pixels", picture.size.width, picture.size.height);
  for (const std::string& change : picture.changes) about += ", " + change;
  if (picture.reduction > 1) {
    about += fmt::format(
        "; shown reduced {} times, pictures by the mean and differences by the greatest of each "
        "block",
        picture.reduction);
  }
  return paragraph_html(escaped(about + ". Every figure is of all its pixels."));
}

void add_picture(PageSection& section, const SectionSource& source, const PictureTrial& picture) {
  const Deployment& deployment = source.accuracy().deployment;
  section.html += fmt::format("<h3>{}</h3>\n", escaped(picture.name)) + about_html(picture);
  section.html += "<div class=\"views\">\n";
  section.html += view_html(picture.training, "What the model saw in training");
  section.html += fallback_html(deployment, picture.full, "U and V of each pixel");
  section.html += fallback_html(deployment, picture.subsampled, "4:2:0 (NV12)");
  section.html += "</div>\n";
  section.html +=
      table_html(picture_error_table(source.deployment, picture),
                 "The op's own error weighted by the picture's colours, beside all colours alike");
}

// Nothing is converted back on the recommended path.
TextTable both_paths_table(const Accuracy& accuracy) {
  TextTable table{
      "llrrrr",
      {{"path", "channel", "max, codes", "max, grey levels", "mean, codes", "codes differ, %"}}};
  for (std::size_t c = 0; c < 3; ++c) {
    const auto& difference = accuracy.path[c].code_difference;
    const int greatest = difference.greatest();
    table.rows.push_back({c == 0 ? "fallback op" : "", std::string(name(accuracy.path[c].channel)),
                          std::to_string(greatest),
                          decimal(greatest * grey_levels_per_code(accuracy.deployment, c), 4),
                          signed_decimal(difference.mean(), 4),
                          percentage(difference.differing(), difference.total(), 2)});
  }
  table.rows.push_back(
      {"recommended: training on YUV", "Y, U, V", "0", "0.0000", "0.0000", "0.00"});
  return table;
}

}  // namespace

PageSection path_section(const SectionSource& source) {
  PageSection section = page_section(source, "path", "End to end", "End to end");
  section.html = paragraph_html(
      "Over all 2<sup>24</sup> training pixels: the code that the BPU computes from the deployed "
      "training-side conversion, minus the code that the model saw in training. It contains the "
      "loss of the 8-bit YUV round trip as well. On the recommended path the model is trained on "
      "the YUV that it gets, and nothing is converted back: there is no difference to measure, as "
      "long as the camera's YUV is made as in training (<code>swingproof certify "
      "--source</code>).");
  section.html += table_html(both_paths_table(source.accuracy()), "End to end, both paths");
  add_chart(section, "codes", "End to end: difference in codes, all channels",
            path_chart(source.accuracy()));
  return section;
}

PageSection picture_section(const SectionSource& source) {
  PageSection section = page_section(source, "pictures", "On pictures", "On pictures");
  section.html = paragraph_html(
      "Pictures through both paths. The fallback op gets the YUV of the deployed training-side "
      "conversion, once with U and V of each pixel and once as 4:2:0 (NV12) holds them: each 2 x 2 "
      "block shares the mean of its four, rounded. How a camera and the BPU's pyramid filter "
      "chroma is not published; this is the plainest filter. PSNR is 10 log<sub>10</sub>(255<sup>2"
      "</sup> / mean square difference of all three channels in grey levels), the exact logarithm "
      "rounded to the nearest hundredth of a dB.");
  section.html += table_html(picture_table(source.deployment),
                             "Codes of the fallback op against those in training");
  for (const PictureTrial& picture : source.deployment.pictures) {
    add_picture(section, source, picture);
  }
  return section;
}

}  // namespace swingproof
