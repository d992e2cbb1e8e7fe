// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_CERTIFICATE_REFUTED_H_
#define SWINGPROOF_REPORTS_CERTIFICATE_REFUTED_H_

#include "reports/json/json_document.h"
#include "suites/certify/capture_check.h"

namespace swingproof {

// What the capture excludes, and how: of a certificate's predicate the field "refuted".
//
// Of the op: {hypotheses, classes, decided_at: [{index, yuv, captured,
//             hypotheses: ["swing studio, chroma_order swapped", ...]}]}
// decided_at has the pixels of the stimulus, ascending, at which hypotheses are excluded: the codes
// that were captured there are not theirs, and with the differing and missing pixels before, more
// differ than are tolerated. A hypothesis is written by what is not as declared.
//
// Of the source: [{source, codes, at: {rgb, plane, expected, captured}}], each source with the
// colour at which the capture is farthest from it.
Json refuted_json(const OpCheck& check);
Json refuted_json(const SourceCheck& check);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_CERTIFICATE_REFUTED_H_
