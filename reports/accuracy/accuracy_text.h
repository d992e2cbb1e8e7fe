// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_ACCURACY_ACCURACY_TEXT_H_
#define SWINGPROOF_REPORTS_ACCURACY_ACCURACY_TEXT_H_

#include <string>

#include "suites/sweep/accuracy.h"

namespace swingproof {

// The report for a terminal: what the op costs per channel and set of inputs, how often and how far
// codes differ from the ideal ones, the end-to-end path, and how sure all of it is. Every printed
// digit is right. bold_headings adds the escape codes of a terminal.
std::string accuracy_text(const Accuracy& accuracy, bool bold_headings);

// The same in Markdown.
std::string accuracy_markdown(const Accuracy& accuracy);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_ACCURACY_ACCURACY_TEXT_H_
