// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_REVIEW_REVIEW_PAGE_H_
#define SWINGPROOF_REPORTS_REVIEW_REVIEW_PAGE_H_

#include <string>

#include "reports/document/page_files.h"
#include "reports/review/review_report.h"

namespace swingproof {

// The deployment review report, of one deployment or of several with a summary before them: one
// HTML page that carries all it needs and asks for nothing from
// a network (its content security policy forbids it). The same report gives the same bytes.
// docs/reading-the-report.md explains its sections. data elements with data-figure hold numbers of
// the document of review_json(), as it has them.
std::string review_page(const ReviewReport& report, const PageFiles& files);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_REVIEW_REVIEW_PAGE_H_
