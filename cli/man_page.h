// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_MAN_PAGE_H_
#define SWINGPROOF_CLI_MAN_PAGE_H_

#include <string>

#include "cli/command_text.h"

namespace swingproof {

// "swingproof-campaign-run.1".
std::string man_page_file(const CommandText& command);

// The page of a command, for man(1). Its date is that of the newest change in CHANGELOG.md, so that
// the same source gives the same bytes.
std::string man_page(const CommandText& command);

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_MAN_PAGE_H_
