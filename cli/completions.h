// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_COMPLETIONS_H_
#define SWINGPROOF_CLI_COMPLETIONS_H_

#include <string>

#include "cli/command_text.h"

namespace swingproof {

// What each shell reads to complete commands, options, words that are values, and file names.
std::string bash_completion(const CommandText& root);
std::string zsh_completion(const CommandText& root);
std::string fish_completion(const CommandText& root);

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_COMPLETIONS_H_
