// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_JSON_JSON_DOCUMENT_H_
#define SWINGPROOF_REPORTS_JSON_JSON_DOCUMENT_H_

#include <array>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "deployment/centered_yuv.h"
#include "deployment/deployment.h"
#include "suites/sweep/code_differences.h"

namespace swingproof {

// What all of swingproof's JSON documents share. Keys keep the order in which they are written, so
// that the same input gives the same bytes.
using Json = nlohmann::ordered_json;

// {schema, tool: {name, version}, deployment: {...}}: the head of every document. schema is the
// document's kind and version, such as "swingproof.report/1".
Json json_document(std::string_view schema, const Deployment& deployment);

// {op, march, swing, mean: [...], std: [...], q_scale, rounding}, and quant_stub_scale and
// qat_q_scale where they are known; numbers as strings exactly as they were written.
Json deployment_json(const Deployment& deployment);

// {value: decimal with 12 digits, exact: "n/d"}.
Json number_json(const Rational& number);

// {"difference": how often, ...}, ascending.
Json histogram_json(const CodeDifferences& histogram);

// [Y, U, V].
Json yuv_json(CenteredYuv yuv);

// The text of a document: indented, with a newline at its end.
std::string json_text(const Json& document);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_JSON_JSON_DOCUMENT_H_
