// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_COMMAND_LINE_H_
#define SWINGPROOF_CLI_COMMAND_LINE_H_

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

namespace swingproof {

// What users know an option or argument by. One argument that stands for several has their names as
// its option_text: from 2.4 on CLI11 refuses a name with a space in it.
std::string shown_name(const CLI::Option& option);

// How help is printed. Commands that are added to root later take it over.
void set_help_style(CLI::App& root);

// Parses the command line. Returns the text to print where it asks for help or the version.
//
// Throws InputError, which names the command or option and says what to do, for an unknown or no
// command, an unknown option, an argument or value that is missing, empty or too many, and an
// option given more often than it may be.
//
// Options that would have no effect are refused by the commands as well: campaign run --seed with a
// plan that has no search, for instance.
std::optional<std::string> parse_command_line(CLI::App& root, int argc, const char* const* argv);

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_COMMAND_LINE_H_
