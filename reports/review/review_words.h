// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_REVIEW_REVIEW_WORDS_H_
#define SWINGPROOF_REPORTS_REVIEW_REVIEW_WORDS_H_

#include <string>
#include <string_view>
#include <vector>

#include "reports/document/document.h"
#include "reports/review/review_report.h"

namespace swingproof {

// The verdict's sentences, the same on the page, in Markdown and on a terminal.

// The light, or that a report without a budget does not judge. Does not say of limits that were not
// judged that they are kept.
Paragraph light_paragraph(Light light, bool all_judged);

// What the op costs on one channel over the colours that exist, in grey levels and LSB. pointer is
// the place of the deployment's document in the report's JSON, "" or "/reports/1".
Text cost_sentence(const Accuracy& accuracy, std::size_t c, std::string_view pointer);

// A weight that int8 cannot hold.
struct WeightFinding {
  Channel channel = Channel::red;
  ClampedWeight weight;
  std::string headline;
  std::string detail;
};

std::vector<WeightFinding> weight_findings(const Accuracy& accuracy);

// What training on YUV instead would save, in figures.
std::string alternative_sentence(const Accuracy& accuracy);

// What every deployment of a report costs, a row each, and its light.
TextTable summary_table(const ReviewReport& report);

// Each limit of the budget beside the figure that is held against it; then those that were not
// judged, with the reason.
TextTable budget_table(const DeploymentReport& deployment);

// Each picture by both ways of chroma, and by channel.
TextTable picture_table(const DeploymentReport& deployment);

// The op's error over a picture's own colours beside that over all colours in gamut.
TextTable picture_error_table(const DeploymentReport& deployment, const PictureTrial& picture);

// PSNR in dB, or "no difference".
std::string psnr_text(const Deployment& deployment, const FallbackTrial& trial);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_REVIEW_REVIEW_WORDS_H_
