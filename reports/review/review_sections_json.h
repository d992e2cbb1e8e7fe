// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_REVIEW_REVIEW_SECTIONS_JSON_H_
#define SWINGPROOF_REPORTS_REVIEW_REVIEW_SECTIONS_JSON_H_

#include "reports/json/json_document.h"
#include "suites/review/review.h"

namespace swingproof {

// The page's sections in the document of a report that is written with its page, errors in LSB.
// Other reports lack them, as they take forty times as long as the figures.
// E: {all_inputs: F, in_gamut: F}, F: {max_abs_error: {value, exact}, rms_error,
// mean_squared_error_exact}.

// [{channel, deployed: E, stages: [{stage, alone: E, cumulative: E}]}]
Json attribution_json(const Review& review);

// [{as_set_up: {axis: value}, inputs, planes: [{max_abs_grey, rms_grey, changed}],
//   grey_ramp_max_abs}], planes in output order, grey levels; or [{as_set_up, refused}].
Json mistakes_json(const Review& review);

// [{channel, inputs: [{at, code, ideal_code, error, grey_error}]}]
Json worst_inputs_json(const Review& review);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_REVIEW_REVIEW_SECTIONS_JSON_H_
