// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_HTML_PAGE_SECTIONS_H_
#define SWINGPROOF_REPORTS_HTML_PAGE_SECTIONS_H_

#include <string>

#include "reports/html/page_files.h"
#include "suites/review/review.h"

namespace swingproof {

// The sections of the review page, in their order there, each as HTML.

// What a reviewer reads first: the deployment, the cost in one sentence per channel, the findings,
// the alternative.
std::string verdict_section(const Review& review);

std::string error_section(const Review& review);
std::string attribution_section(const Review& review);
std::string path_section(const Review& review);
std::string misconfiguration_section(const Review& review);
std::string worst_inputs_section(const Review& review);
std::string method_section(const Review& review);

// "swingproof report ... -o report.html": the command that writes this page again.
std::string reproducing_command(const Review& review);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_HTML_PAGE_SECTIONS_H_
