// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_CERTIFICATE_COVERAGE_H_
#define SWINGPROOF_REPORTS_CERTIFICATE_COVERAGE_H_

#include <string>
#include <vector>

#include "reports/json/json_document.h"

namespace swingproof {

// How far the verdict of a certificate reaches, for `verify`: readers must not take a pass for more
// than was judged. It is made from the recomputed predicate, never from the words of the
// certificate.
//
// Of the op:     {check: "op", axes: [axis, ...], open_axes: {axis: [value, ...]}, not_judged:
//                 ["swing studio", ...], arithmetic, tolerance: {tolerated, missing}}; open are the
//                 axes on which what explains the capture disagrees, and only others are in axes
// Of the source: {check: "source", axes: [axis, ...], not_judged: [axis, ...], tolerance: {value,
//                 exact}, margin: {value, exact}}, no margin where every pixel has to be exact
Json coverage_json(const Json& predicate);

// In a few words: "the op alone", "the source of the YUV on swing, chroma_order alone".
std::string coverage_words(const Json& coverage);

// Line by line, each a name and what it says.
std::vector<std::vector<std::string>> coverage_rows(const Json& coverage);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_CERTIFICATE_COVERAGE_H_
