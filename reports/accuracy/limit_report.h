// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_ACCURACY_LIMIT_REPORT_H_
#define SWINGPROOF_REPORTS_ACCURACY_LIMIT_REPORT_H_

#include <string>
#include <vector>

#include "reports/json/json_document.h"
#include "suites/budget/budget.h"

namespace swingproof {

// A limit held against the op's error: {set, channel, measure, limit, value, exact, kept}; of an
// rms error exact_square in place of exact.
Json limit_json(const LimitCheck& check);

// Of one that is exceeded: "G in_gamut max_abs_error 1.6883 > 1.6", in LSB.
std::string excess_words(const LimitCheck& check);

// A list of {set, channel or null, measure, limit, reason}.
Json unjudged_json(const std::vector<UnjudgedLimit>& limits);

// "legal max_abs_error 0: full swing has no legal inputs".
std::string unjudged_words(const UnjudgedLimit& limit);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_ACCURACY_LIMIT_REPORT_H_
