// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_ACCURACY_ACCURACY_JSON_H_
#define SWINGPROOF_REPORTS_ACCURACY_ACCURACY_JSON_H_

#include "reports/json/json_document.h"
#include "suites/sweep/accuracy.h"

namespace swingproof {

// The document of swingproof report, schema "swingproof.report/1" (schemas/report.json). It carries the
// exact sums of e and e^2 so that a later run can be compared without rounding.
Json accuracy_json(const Accuracy& accuracy);

// "measures" of schemas/report.json.
Json measures_json(const ErrorMeasures& measures);

// {channel, all_inputs: S, in_gamut: S, legal: S (studio only)}.
Json channel_errors_json(const ChannelErrors& errors);

// The list "channels" of a report: of each channel its errors and the bound on them, as {value,
// exact}. value is the nearest decimal, as everywhere in JSON, and may be below the bound; exact is
// the bound.
Json channels_json(const Deployment& deployment, const LoweredOp& op,
                   const std::array<ChannelErrors, 3>& errors);

// {channel, weights, bias, bias_shift, multiplier, pre_shift, post_shift}.
Json lowered_channel_json(Channel channel, const LoweredChannel& lowered);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_ACCURACY_ACCURACY_JSON_H_
