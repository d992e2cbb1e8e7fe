// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_CHARTS_CHARTS_H_
#define SWINGPROOF_REPORTS_CHARTS_CHARTS_H_

#include "reports/json/json_document.h"
#include "suites/review/review.h"

namespace swingproof {

// Charts as Vega-Lite 6 specifications. Numbers in them are for drawing: decimals of a few digits,
// each rounded from the exact figure or from the survey's fixed point.

// How often each difference from the ideal code occurs, all inputs beside in gamut.
Json difference_chart(const ChannelErrors& errors);

// The same before and after, of one set.
Json compared_difference_chart(const CodeDifferences& before, const CodeDifferences& after);

// How often each real error occurs, in bins of 1/8 LSB.
Json error_bins_chart(const ErrorSurvey& survey);

// e along Y at fixed chroma.
Json luma_chart(const ChannelReview& channel);

// Heat maps over two inputs: the greatest |e| and the mean e over the third.
Json map_chart(const ErrorSurvey& survey, const SurveyedSet& set);

// A survey with what its units are worth.
struct SurveyInGreyLevels {
  const ErrorSurvey& survey;
  Rational grey_levels_per_code;
};

// Greatest |error| after minus before in grey levels, in gamut and over all inputs, where both have
// inputs.
Json compared_map_chart(const SurveyInGreyLevels& before, const SurveyInGreyLevels& after);

// Maximum and rms as stage after stage is made exact.
Json waterfall_chart(const ChannelAttribution& attribution);

// End to end, all channels.
Json path_chart(const Accuracy& accuracy);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_CHARTS_CHARTS_H_
