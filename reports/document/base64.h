// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_DOCUMENT_BASE64_H_
#define SWINGPROOF_REPORTS_DOCUMENT_BASE64_H_

#include <optional>
#include <string>
#include <string_view>

namespace swingproof {

// RFC 4648, section 4: with padding, without line breaks.
std::string base64(std::string_view bytes);

// Nothing for a text that base64() does not give.
std::optional<std::string> base64_bytes(std::string_view text);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_DOCUMENT_BASE64_H_
