// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_COMPARE_COMPARISON_PAGE_H_
#define SWINGPROOF_REPORTS_COMPARE_COMPARISON_PAGE_H_

#include <string>

#include "reports/compare/comparison.h"
#include "reports/document/page_files.h"

namespace swingproof {

// A comparison as one HTML page, self-contained as the review page is. The same comparison gives
// the same bytes.
std::string comparison_page(const Comparison& comparison, const PageFiles& files);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_COMPARE_COMPARISON_PAGE_H_
