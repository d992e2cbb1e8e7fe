// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <cstddef>

#include "reports/charts/charts.h"
#include "reports/json/exact_decimal.h"
#include "reports/review/page_sections.h"
#include "reports/review/review_words.h"
#include "suites/png/png_image.h"

namespace swingproof {
namespace {

Image image(const PictureView& view, std::string_view caption) {
  return {png_bytes(view.size.width, view.size.height, view.rgb), view.size.width, view.size.height,
          std::string(caption)};
}

void add_fallback(Blocks& views, const Deployment& deployment, const FallbackTrial& trial,
                  std::string_view chroma) {
  views.emplace_back(image(
      trial.received, fmt::format("Fallback op, {}: {}", chroma, psnr_text(deployment, trial))));
  views.emplace_back(image(
      trial.difference,
      trial.amplification == 1
          ? "Difference from training, not amplified"
          : fmt::format("Difference from training, amplified {} times", trial.amplification)));
}

std::string about(const PictureTrial& picture) {
  std::string words = fmt::format("{} x {} pixels", picture.size.width, picture.size.height);
  for (const std::string& change : picture.changes) words += ", " + change;
  if (picture.reduction > 1) {
    words += fmt::format(
        "; shown reduced {} times, pictures by the mean and differences by the greatest of each "
        "block",
        picture.reduction);
  }
  return words + ". Every figure is of all its pixels.";
}

void add_picture(Document& content, const SectionSource& source, const PictureTrial& picture) {
  const Deployment& deployment = source.accuracy().deployment;
  content.add(Heading{picture.name, 3});
  content.add(Paragraph{about(picture)});
  Beside views{{image(picture.training, "What the model saw in training")}, "views"};
  add_fallback(views.blocks, deployment, picture.full, "U and V of each pixel");
  add_fallback(views.blocks, deployment, picture.subsampled, "4:2:0 (NV12)");
  content.add(views);
  content.add(
      Table{picture_error_table(source.deployment, picture),
            "The op's own error weighted by the picture's colours, beside all colours alike"});
}

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
  section.content.add(Paragraph{
      Text("Over all 2") + exponent("24") +
      " training pixels: the code that the BPU computes from the deployed training-side "
      "conversion, minus the code that the model saw in training. It contains the loss of the "
      "8-bit YUV round trip as well. On the recommended path the model is trained on the YUV that "
      "it gets, and nothing is converted back: there is no difference to measure, as long as the "
      "camera's YUV is made as in training (" +
      code_span("swingproof certify --source") + ")."});
  section.content.add(Table{both_paths_table(source.accuracy()), "End to end, both paths"});
  section.content.add(Chart{"codes", "End to end: difference in codes, all channels",
                            path_chart(source.accuracy())});
  return section;
}

PageSection picture_section(const SectionSource& source) {
  PageSection section = page_section(source, "pictures", "On pictures", "On pictures");
  section.content.add(Paragraph{
      Text(
          "Pictures through both paths. The fallback op gets the YUV of the deployed training-side "
          "conversion, once with U and V of each pixel and once as 4:2:0 (NV12) holds them: each 2 "
          "x 2 block shares the mean of its four, rounded. How a camera and the BPU's pyramid "
          "filter chroma is not published; this is the plainest filter. PSNR is 10 log10(255") +
      exponent("2") +
      " / mean square difference of all three channels in grey levels), the exact logarithm "
      "rounded to the nearest hundredth of a dB."});
  section.content.add(Table{picture_table(source.deployment),
                            "Codes of the fallback op against those in training"});
  for (const PictureTrial& picture : source.deployment.pictures) {
    add_picture(section.content, source, picture);
  }
  return section;
}

}  // namespace swingproof
