// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_DIAGNOSTIC_H_
#define SWINGPROOF_CLI_DIAGNOSTIC_H_

#include <string_view>

namespace swingproof {

// One line on stderr each. A stderr that cannot be written is no error: there is nobody to tell.
void print_error(std::string_view message);    // swingproof: error: ...
void print_warning(std::string_view message);  // swingproof: warning: ...

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_DIAGNOSTIC_H_
