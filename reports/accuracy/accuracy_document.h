// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_ACCURACY_ACCURACY_DOCUMENT_H_
#define SWINGPROOF_REPORTS_ACCURACY_ACCURACY_DOCUMENT_H_

#include "reports/document/document.h"
#include "suites/sweep/accuracy.h"

namespace swingproof {

// What the op costs per channel and set of inputs, how often and how far codes differ from the
// ideal ones, the end-to-end path, and how sure all of it is. Every printed digit is right.
Document accuracy_document(const Accuracy& accuracy);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_ACCURACY_ACCURACY_DOCUMENT_H_
