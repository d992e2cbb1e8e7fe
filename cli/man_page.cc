// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "cli/man_page.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <sstream>
#include <string_view>
#include <vector>

namespace swingproof {
namespace {

// "swingproof-campaign-run".
std::string page_name(const CommandText& command) {
  std::string name = "swingproof" + (command.name.empty() ? "" : "-" + command.name);
  std::ranges::replace(name, ' ', '-');
  return name;
}

// As troff prints it: minus signs, so that options can be copied; no line is taken for a request.
std::string troff(std::string_view text) {
  std::string out;
  for (const char each : text) {
    const bool at_line = out.empty() || out.back() == '\n';
    if (at_line && (each == '.' || each == '\'')) out += "\\&";
    if (each == '\\') {
      out += "\\e";
    } else {
      if (each == '-') out += '\\';
      out += each;
    }
  }
  return out;
}

std::string bold(std::string_view text) { return "\\fB" + troff(text) + "\\fR"; }
std::string italic(std::string_view text) { return "\\fI" + troff(text) + "\\fR"; }

std::string bold_list(const std::vector<std::string>& names) {
  std::vector<std::string> words;
  for (const std::string& name : names) words.push_back(bold(name));
  return fmt::format("{}", fmt::join(words, ", "));
}

std::string entry(const OptionText& option, bool is_argument) {
  std::string text = ".TP\n";
  if (is_argument) {
    text += italic(option.names[0]);
  } else {
    text += bold_list(option.names);
    if (!option.value.empty()) text += " " + italic(option.value);
  }
  text += "\n" + troff(option.help) + (option.help.ends_with('.') ? "" : ".") + "\n";
  if (option.is_required && !is_argument) text += "Required.\n";
  if (!option.default_value.empty()) text += "Default: " + troff(option.default_value) + ".\n";
  if (!option.excludes.empty()) text += "Not with " + bold_list(option.excludes) + ".\n";
  if (!option.needs.empty()) text += "Needs " + bold_list(option.needs) + ".\n";
  return text;
}

std::string options_text(const CommandText& command) {
  std::vector<std::string> groups;  // in the order of --help
  for (const OptionText& option : command.options) {
    if (std::ranges::find(groups, option.group) == groups.end()) groups.push_back(option.group);
  }
  std::string text = ".SH OPTIONS\n";
  for (const std::string& group : groups) {
    if (group != groups.front()) text += ".SS " + troff(group) + "\n";
    for (const OptionText& option : command.options) {
      if (option.group == group) text += entry(option, false);
    }
  }
  return text;
}

std::string synopsis(const CommandText& command) {
  std::string text = bold("swingproof" + (command.name.empty() ? "" : " " + command.name));
  text += " [" + italic("OPTIONS") + "]";
  if (!command.commands.empty()) text += " " + italic("COMMAND");
  for (const OptionText& argument : command.arguments) {
    const std::string name = italic(argument.names[0]);
    text += argument.is_required ? " " + name : " [" + name + "]";
  }
  return text + "\n";
}

// What --help says below its options: prose, and the examples under their heading.
struct FooterText {
  std::string prose;
  std::string examples;
};

FooterText footer_text(const std::string& footer) {
  FooterText text;
  std::istringstream lines(footer);
  std::string line;
  bool in_examples = false;
  while (std::getline(lines, line)) {
    if (line == "Examples:") {
      in_examples = true;
    } else if (line.empty()) {
      in_examples = false;
      if (!text.prose.empty()) text.prose += ".PP\n";
    } else {
      (in_examples ? text.examples : text.prose) += troff(line) + "\n";
    }
  }
  if (text.prose.ends_with(".PP\n")) text.prose.resize(text.prose.size() - 4);
  return text;
}

std::string commands_text(const CommandText& command) {
  std::string text = ".SH COMMANDS\n";
  for (const CommandText& each : command.commands) {
    text += ".TP\n.BR " + troff(page_name(each)) + " (1)\n" + troff(each.summary) + ".\n";
  }
  return text;
}

}  // namespace

std::string man_page_file(const CommandText& command) { return page_name(command) + ".1"; }

std::string man_page(const CommandText& command) {
  const FooterText footer = footer_text(command.footer);
  // The name of a page has no line break.
  std::string summary = command.summary;
  std::ranges::replace(summary, '\n', ' ');
  if (summary.ends_with('.')) summary.pop_back();
  std::string title = page_name(command);
  std::ranges::transform(title, title.begin(),
                         [](unsigned char each) { return std::toupper(each); });
  std::string text = fmt::format(".TH {} 1 {} \"swingproof {}\"\n", troff(title), SWINGPROOF_DATE,
                                 SWINGPROOF_VERSION);
  text += ".SH NAME\n" + troff(page_name(command)) + " \\- " + troff(summary) + "\n";
  text += ".SH SYNOPSIS\n" + synopsis(command);
  if (!footer.prose.empty()) text += ".SH DESCRIPTION\n" + footer.prose;
  if (!command.commands.empty()) text += commands_text(command);
  if (!command.arguments.empty()) {
    text += ".SH ARGUMENTS\n";
    for (const OptionText& argument : command.arguments) text += entry(argument, true);
  }
  text += options_text(command);
  text +=
      ".SH EXIT STATUS\n0 done or passed; 1 the check says no; 2 bad usage or input; 3 internal "
      "error.\n";
  if (!footer.examples.empty()) text += ".SH EXAMPLES\n.nf\n" + footer.examples + ".fi\n";
  if (!command.name.empty()) text += ".SH SEE ALSO\n.BR swingproof (1)\n";
  return text;
}

}  // namespace swingproof
