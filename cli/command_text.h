// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_COMMAND_TEXT_H_
#define SWINGPROOF_CLI_COMMAND_TEXT_H_

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace swingproof {

// What --help says, as data: man pages and completions are written from it.

struct OptionText {
  std::vector<std::string> names;  // "-o", "--output"; of an argument its name alone
  std::string value;               // its type name: "FILE", "full|studio"; empty: takes none
  std::string default_value;       // empty: none that CLI11 knows
  std::string help;
  std::string group;
  bool is_required = false;
  bool may_be_repeated = false;
  std::vector<std::string> excludes;  // names of options that it does not go with
  std::vector<std::string> needs;     // names of options without which it may not be
};

struct CommandText {
  std::string name;  // below swingproof: "", "report", "campaign run"
  std::string summary;
  std::string footer;
  std::vector<OptionText> arguments;
  std::vector<OptionText> options;
  std::vector<CommandText> commands;
};

CommandText command_text(const CLI::App& root);

// The command itself and all below it, in the order of --help.
std::vector<const CommandText*> all_commands(const CommandText& root);

// A type name lists what a value may be: "full|studio", "K.so|memcpy". Words without a capital are
// values as they are; the others stand for something.
std::vector<std::string> value_words(const OptionText& option);

// Whether the value may be a file or a folder. Arguments always may.
bool takes_file(const OptionText& option);

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_COMMAND_TEXT_H_
