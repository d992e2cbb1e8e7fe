// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "cli/completions.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string_view>
#include <vector>

namespace swingproof {
namespace {

std::string joined(const std::vector<std::string>& words, std::string_view separator = " ") {
  return fmt::format("{}", fmt::join(words, separator));
}

std::string last_word(const std::string& name) { return name.substr(name.rfind(' ') + 1); }

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

// In single quotes, as bash and zsh read them.
std::string shell_quoted(const std::string& text) {
  return "'" + replaced(text, "'", "'\\''") + "'";
}

// Likewise fish, which knows escapes inside of them.
std::string fish_quoted(const std::string& text) {
  return "'" + replaced(replaced(text, "\\", "\\\\"), "'", "\\'") + "'";
}

// Shells show help in one line: its first clause is enough.
std::string first_clause(const std::string& help) { return help.substr(0, help.find(';')); }

// The names of all commands below swingproof, each in bars: "|report|campaign|campaign run|".
std::string known_commands(const CommandText& root) {
  std::string known = "|";
  for (const CommandText* command : all_commands(root)) {
    if (!command->name.empty()) known += command->name + "|";
  }
  return known;
}

std::vector<std::string> command_words(const CommandText& command) {
  std::vector<std::string> words;
  for (const CommandText& each : command.commands) words.push_back(last_word(each.name));
  for (const OptionText& argument : command.arguments) {
    for (const std::string& word : value_words(argument)) words.push_back(word);
  }
  return words;
}

std::vector<std::string> option_words(const CommandText& command) {
  std::vector<std::string> words;
  for (const OptionText& option : command.options) {
    words.insert(words.end(), option.names.begin(), option.names.end());
  }
  return words;
}

constexpr std::string_view generated =
    "# Written by swingproof's build from its --help.\n"
    "# Copyright 2026 The swingproof authors.\n"
    "# SPDX-License-Identifier: Apache-2.0\n\n";

}  // namespace

std::string bash_completion(const CommandText& root) {
  std::string values;    // what may stand behind an option
  std::string anything;  // what may stand elsewhere
  for (const CommandText* command : all_commands(root)) {
    for (const OptionText& option : command->options) {
      if (option.value.empty()) continue;
      std::vector<std::string> patterns;
      for (const std::string& name : option.names) {
        patterns.push_back(shell_quoted(command->name + " " + name));
      }
      const std::vector<std::string> words = value_words(option);
      values += fmt::format("    {}) has_value=1 words={} files={} ;;\n", joined(patterns, "|"),
                            shell_quoted(joined(words)), takes_file(option) ? 1 : 0);
    }
    anything += fmt::format("      {}) words={} options={} ;;\n", shell_quoted(command->name),
                            shell_quoted(joined(command_words(*command))),
                            shell_quoted(joined(option_words(*command))));
  }
  return fmt::format(
      R"({0}_swingproof() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}}
  local command='' each next words='' options='' has_value='' files=1
  # bash splits --option=value into three words.
  if [[ $word == = ]]; then
    word=''
  elif [[ $previous == = ]]; then
    previous=${{COMP_WORDS[COMP_CWORD-2]}}
  fi
  for each in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    next=${{command:+$command }}$each
    [[ {1} == *"|$next|"* ]] && command=$next
  done
  case "$command $previous" in
{2}  esac
  if [[ -z $has_value ]]; then
    case $command in
{3}    esac
    [[ $word == -* ]] && words=$options files=0
  fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
  # Where a file may be, bash adds names of files if nothing else fits.
  ((files)) || compopt +o default 2>/dev/null
}}
complete -o default -F _swingproof swingproof
)",
      generated, shell_quoted(known_commands(root)), values, anything);
}

std::string zsh_completion(const CommandText& root) {
  const auto explained = [](std::string help) {
    for (const std::string_view special : {"\\", "[", "]", ":"}) {
      help = replaced(help, special, "\\" + std::string(special));
    }
    return help;
  };
  const auto action = [](const OptionText& option) {
    const std::vector<std::string> words = value_words(option);
    if (words.empty()) return std::string(takes_file(option) ? "_files" : " ");
    if (!takes_file(option)) return "(" + joined(words) + ")";
    return "{_alternative \"words:word:(" + joined(words) + ")\" \"files:file:_files\"}";
  };
  std::string cases;
  for (const CommandText* command : all_commands(root)) {
    cases += fmt::format("    {})\n      specs=(\n", shell_quoted(command->name));
    for (const OptionText& option : command->options) {
      const std::string help = "[" + explained(first_clause(option.help)) + "]";
      const std::string value =
          option.value.empty() ? "" : ":" + explained(option.value) + ":" + action(option);
      // Of a short and a long name one excludes the other, unless it may be repeated.
      const std::string prefix = option.may_be_repeated    ? "*"
                                 : option.names.size() > 1 ? "(" + joined(option.names) + ")"
                                                           : "";
      for (const std::string& name : option.names) {
        cases += "        " + shell_quoted(prefix + name + help + value) + "\n";
      }
    }
    for (const CommandText& each : command->commands) {
      if (&each == &command->commands.front()) cases += "        '1:command:((";
      cases += replaced(fmt::format("{}\\:\"{}\" ", last_word(each.name),
                                    explained(replaced(each.summary, "\"", "\\\""))),
                        "'", "'\\''");
      if (&each == &command->commands.back()) cases += "))'\n";
    }
    if (!command->arguments.empty()) {
      OptionText any = command->arguments[0];
      any.value = joined(command_words(*command), "|");
      cases += "        " + shell_quoted("*:argument:" + action(any)) + "\n";
    }
    cases += "      ) ;;\n";
  }
  return fmt::format(
      R"(#compdef swingproof
{0}_swingproof() {{
  local command='' next
  local -i index begin=1
  local -a specs
  for ((index = 2; index < CURRENT; ++index)); do
    next=${{command:+$command }}${{words[index]}}
    [[ {1} == *"|$next|"* ]] && command=$next begin=index
  done
  # What is behind the command, as if that were a program.
  words=("${{(@)words[begin,-1]}}")
  ((CURRENT -= begin - 1))
  case $command in
{2}  esac
  _arguments -S $specs
}}

_swingproof "$@"
)",
      generated, shell_quoted(known_commands(root)), cases);
}

std::string fish_completion(const CommandText& root) {
  std::string lines;
  for (const CommandText* command : all_commands(root)) {
    const std::string condition = "complete -c swingproof -n " +
                                  fish_quoted("__swingproof_is " + shell_quoted(command->name));
    for (const CommandText& each : command->commands) {
      lines += fmt::format("{} -f -a {} -d {}\n", condition, last_word(each.name),
                           fish_quoted(each.summary));
    }
    for (const OptionText& argument : command->arguments) {
      const std::vector<std::string> words = value_words(argument);
      if (words.empty()) continue;
      lines += fmt::format("{} -a {} -d {}\n", condition, fish_quoted(joined(words)),
                           fish_quoted(first_clause(argument.help)));
    }
    for (const OptionText& option : command->options) {
      lines += condition;
      for (const std::string& name : option.names) {
        lines += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      }
      if (!option.value.empty()) lines += takes_file(option) ? " -r" : " -x";
      if (const auto words = value_words(option); !words.empty()) {
        lines += " -a " + fish_quoted(joined(words));
      }
      lines += " -d " + fish_quoted(first_clause(option.help)) + "\n";
    }
  }
  return fmt::format(
      R"({0}function __swingproof_is
    set -l words (commandline -opc)
    set -e words[1]
    set -l command ''
    for each in $words
        set -l next (string trim "$command $each")
        string match -q -- "*|$next|*" {1}; and set command $next
    end
    test "$command" = "$argv[1]"
end

{2})",
      generated, fish_quoted(known_commands(root)), lines);
}

}  // namespace swingproof
