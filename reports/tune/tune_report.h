// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_TUNE_TUNE_REPORT_H_
#define SWINGPROOF_REPORTS_TUNE_TUNE_REPORT_H_

#include <string>

#include "reports/document/document.h"
#include "reports/json/json_document.h"
#include "suites/tune/tune.h"

namespace swingproof {

// Before and after, the constants, how it is known that there are no better ones, and what they do
// not change.
Document tune_document(const Tuning& tuning);

// Parts of it: the measures before and after for each channel, and the differences end to end.
TextTable before_and_after_table(const Tuning& tuning);
TextTable tuned_path_table(const Tuning& tuning);

// The document of schema "swingproof.tune/1":
//   arithmetic (before), objective, set, over, freedom
//   tuned: arithmetic_json of the result
//   channels: [{channel, weight_scale: {before, after}, optimal, lower_bound, margin_ulps,
//               search: {weight_intervals, ruled_out, evaluated}, before: M, after: M}]
//   left_out: how many deployments cannot be lowered, and are none of these
//   deployments: [{deployment, before: {conv, channels, path}, after: {...}}]
//   M = {max_abs_error, mean_squared_error, share_of_codes_that_differ}: {value, exact}, over the
//   set, the worst or the mean of the deployments
//   optimal: of several deployments, among what makes none of them worse than before
//   lower_bound: null where optimal; else a number, of the mean square for rms, that as a double is
//   not above the objective of anything
Json tune_json(const Tuning& tuning);

// The integers of the tuned op and its code in C99, for a kernel of the tuning's first deployment.
// Throws InputError if the datapath rounds in another way than half up or not at all.
std::string tune_header(const Tuning& tuning);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_TUNE_TUNE_REPORT_H_
