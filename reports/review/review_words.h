// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_REVIEW_REVIEW_WORDS_H_
#define SWINGPROOF_REPORTS_REVIEW_REVIEW_WORDS_H_

#include <string>
#include <string_view>
#include <vector>

#include "reports/document/text_table.h"
#include "reports/review/review_report.h"

namespace swingproof {

// The verdict's sentences, said alike on the page, in Markdown and on a terminal.

// How one of them marks what it says.
struct Marks {
  std::string (*strong)(std::string_view text);
  // A number of the JSON document: its place there (RFC 6901), as the JSON has it, as shown.
  std::string (*figure)(std::string_view pointer, std::string_view value, std::string_view shown);
};

Marks plain_marks();
Marks markdown_marks();

// What the op costs on one channel over the colours that exist, in grey levels and LSB. pointer is
// the document's place, "" or "/reports/1".
std::string cost_sentence(const Accuracy& accuracy, std::size_t c, const Marks& marks,
                          std::string_view pointer);

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
