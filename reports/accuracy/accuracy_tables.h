// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_ACCURACY_ACCURACY_TABLES_H_
#define SWINGPROOF_REPORTS_ACCURACY_ACCURACY_TABLES_H_

#include <cstdint>
#include <map>
#include <string>

#include "reports/document/text_table.h"
#include "suites/sweep/accuracy.h"
#include "suites/sweep/code_differences.h"

namespace swingproof {

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

#endif  // SWINGPROOF_REPORTS_ACCURACY_ACCURACY_TABLES_H_
