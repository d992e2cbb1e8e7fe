// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_HTML_REVIEW_PAGE_H_
#define SWINGPROOF_REPORTS_HTML_REVIEW_PAGE_H_

#include <string>

#include "reports/html/page_files.h"
#include "suites/review/review.h"

namespace swingproof {

// The deployment review report: one HTML page that carries all it needs and asks for nothing from
// a network (its content security policy forbids it). The same review gives the same bytes.
// docs/reading-the-report.md explains its sections. data elements with data-figure hold numbers of
// the document of accuracy_json(), as it has them.
std::string review_page(const Review& review, const PageFiles& files);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_HTML_REVIEW_PAGE_H_
