// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_BUILD_COMMIT_H_
#define SWINGPROOF_CLI_BUILD_COMMIT_H_

#include <string_view>

namespace swingproof {

// The commit that this program was built from, as cmake/commit.cmake finds it: 12 digits, with
// "-dirty" behind them if files differed from it, or "unknown".
std::string_view build_commit();

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_BUILD_COMMIT_H_
