// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_RESULT_OUTPUT_H_
#define SWINGPROOF_CLI_RESULT_OUTPUT_H_

#include <string>
#include <string_view>

namespace swingproof {

// Writes a result to a file, whole or not at all, or to stdout where the path is "-". Throws
// InputError if it cannot be written.
void write_result(const std::string& path, std::string_view text);

// Whether stdout is a terminal that may be sent escape codes: it is one, and NO_COLOR is not set
// (https://no-color.org).
bool stdout_takes_escape_codes();

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_RESULT_OUTPUT_H_
