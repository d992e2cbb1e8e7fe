// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_CERTIFY_SOURCE_REPORT_H_
#define SWINGPROOF_REPORTS_CERTIFY_SOURCE_REPORT_H_

#include <string>

#include "deployment/deployment.h"
#include "reports/json/json_document.h"
#include "suites/certify/source_verdict.h"

namespace swingproof {

// The verdict on the source of YUV as text: the verdict first, then why, then what to do.
std::string source_text(const SourceVerdict& verdict, const SourceRules& rules);

// The same as JSON, schema "swingproof.certify-source/1": verdict, declared, explained_by (each
// source a class of its own) and stimulus as in certify's JSON, source axes in place of the op's.
Json source_json(const Deployment& deployment, const SourceVerdict& verdict,
                 const SourceRules& rules);

// [{source, codes, at: {rgb, plane, expected, captured}}], as in that document.
Json source_distances_json(const std::vector<SourceDistance>& distances);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_CERTIFY_SOURCE_REPORT_H_
