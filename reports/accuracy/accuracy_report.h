// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_ACCURACY_ACCURACY_REPORT_H_
#define SWINGPROOF_REPORTS_ACCURACY_ACCURACY_REPORT_H_

#include <cstdint>
#include <map>
#include <string>

#include "reports/document/document.h"
#include "reports/document/text_table.h"
#include "reports/json/json_document.h"
#include "suites/sweep/accuracy.h"
#include "suites/sweep/code_differences.h"

namespace swingproof {

// What the op costs per channel and set of inputs, how often and how far codes differ from the
// ideal ones, the end-to-end path, and how sure all of it is. Every printed digit is right.
Document accuracy_document(const Accuracy& accuracy);

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

// "(-128, 126, -122)".
std::string yuv_text(CenteredYuv yuv);

// The tables of the accuracy report, the same for terminal and Markdown.

// One row per setting: op, swing, march, mean, std, q_scale, rounding, and what an LSB is worth.
TextTable deployment_table(const Deployment& deployment, const Arithmetic& arithmetic);

// The lowered op: weights, bias, multiplier and shifts of each channel.
TextTable lowered_table(const Accuracy& accuracy);

// One row per channel and set of inputs: maximum, mean and rms of e in LSB, maximum and rms in grey
// levels, share of codes that differ from the ideal ones, the worst input.
TextTable error_table(const Accuracy& accuracy);

// One row per channel: the greatest error over all inputs, the bound on it from the lowered op
// alone (suites/bound/error_bound.h), rounded up, and their ratio, the bound's slack.
TextTable bound_table(const Accuracy& accuracy);

// One row per channel: the end-to-end path over all training pixels, in codes.
TextTable path_table(const Accuracy& accuracy);

// How often each difference occurred, with a bar whose length is the share of the inputs.
TextTable histogram_table(const CodeDifferences& histogram);

// Every choice of the model with its standing and source.
TextTable provenance_table(const Arithmetic& arithmetic);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_ACCURACY_ACCURACY_REPORT_H_
