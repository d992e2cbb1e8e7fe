// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_CERTIFICATE_STRICT_JSON_H_
#define SWINGPROOF_REPORTS_CERTIFICATE_STRICT_JSON_H_

#include <string_view>

#include "reports/json/json_document.h"

namespace swingproof {

// Reads JSON that may be hostile: throws InputError, with the name as place, for what is not JSON,
// for nesting deeper than any document of ours, and for an object that has a key twice, of which
// readers would see different ones. The caller limits the length.
Json parse_strict_json(std::string_view text, std::string_view name);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_CERTIFICATE_STRICT_JSON_H_
