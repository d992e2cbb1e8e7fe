// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_DOCUMENTATION_H_
#define SWINGPROOF_CLI_DOCUMENTATION_H_

#include <CLI/CLI.hpp>
#include <string>

namespace swingproof {

// The first argument with which the build has the command write its documentation. Not for users.
inline constexpr const char* documentation_argument = "documentation";

// Writes man pages and completions of all commands below the folder, laid out as share/ is.
void write_documentation(const CLI::App& root, const std::string& folder);

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_DOCUMENTATION_H_
