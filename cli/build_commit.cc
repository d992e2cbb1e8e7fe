// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "cli/build_commit.h"

#include "reports/document/embedded_file.h"

SWINGPROOF_EMBED(swingproof_commit, SWINGPROOF_COMMIT_FILE);

namespace swingproof {

std::string_view build_commit() { return SWINGPROOF_EMBEDDED(swingproof_commit); }

}  // namespace swingproof
