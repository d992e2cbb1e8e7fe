// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_CI_SARIF_H_
#define SWINGPROOF_REPORTS_CI_SARIF_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/json/json_document.h"

namespace swingproof {

// Logs in the Static Analysis Results Interchange Format 2.1.0 (OASIS standard), which code hosts
// show beside the lines of a change.

struct SarifRule {
  std::string_view id;
  std::string_view summary;
};

struct SarifResult {
  std::string_view rule;   // the id of one of the log's rules
  std::string_view level;  // "error", "warning" or "note"
  std::string message;
  std::optional<std::string> file;  // a path, as somebody gave it
  std::optional<int> line;          // in the file, from 1
};

// A log with one run of swingproof. A result whose rule is not among the rules is a
// std::logic_error.
Json sarif_log(const std::vector<SarifRule>& rules, const std::vector<SarifResult>& results);

// A path as a URI reference (RFC 3986): every byte that may not stand in a path as %XX; an absolute
// path as a file URI.
std::string path_uri(std::string_view path);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_CI_SARIF_H_
