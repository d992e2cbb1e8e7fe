// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "cli/command_text.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <string_view>

#include "cli/command_line.h"

namespace swingproof {
namespace {

// CLI11 keeps them in the order of addresses; ours is that of the help.
std::vector<std::string> names_of(const std::set<CLI::Option*>& some, const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    if (std::ranges::find(some, option) != some.end()) names.push_back(option->get_name());
  }
  return names;
}

OptionText option_text(const CLI::Option& option, const CLI::App& app) {
  OptionText text;
  if (option.get_positional()) {
    text.names = {shown_name(option)};
  } else {
    for (const std::string& name : option.get_snames()) text.names.push_back("-" + name);
    for (const std::string& name : option.get_lnames()) text.names.push_back("--" + name);
  }
  if (option.get_items_expected_max() > 0) {
    // The type of a text that nobody named.
    text.value = option.get_type_name() == "TEXT" ? "VALUE" : option.get_type_name();
  }
  text.default_value = option.get_default_str();
  text.help = option.get_description();
  text.group = option.get_group();
  text.is_required = option.get_required();
  text.may_be_repeated = option.get_items_expected_max() > 1;
  text.excludes = names_of(option.get_excludes(), app);
  text.needs = names_of(option.get_needs(), app);
  return text;
}

std::vector<std::string> alternatives(const std::string& value) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (;;) {
    const std::size_t end = value.find('|', begin);
    parts.push_back(value.substr(begin, end - begin));
    if (end == std::string::npos) return parts;
    begin = end + 1;
  }
}

bool is_word(std::string_view text) {
  return !text.empty() && std::ranges::none_of(text, [](char each) {
    return std::isupper(static_cast<unsigned char>(each)) != 0;
  });
}

}  // namespace

CommandText command_text(const CLI::App& app) {
  CommandText text;
  for (const CLI::App* each = &app; each->get_parent() != nullptr; each = each->get_parent()) {
    text.name = each->get_name() + (text.name.empty() ? "" : " ") + text.name;
  }
  text.summary = app.get_description();
  text.footer = app.get_footer();
  for (const CLI::Option* option : app.get_options()) {
    (option->get_positional() ? text.arguments : text.options).push_back(option_text(*option, app));
  }
  for (const CLI::App* command : app.get_subcommands({})) {
    text.commands.push_back(command_text(*command));
  }
  return text;
}

std::vector<const CommandText*> all_commands(const CommandText& root) {
  std::vector<const CommandText*> all = {&root};
  for (const CommandText& command : root.commands) {
    const auto below = all_commands(command);
    all.insert(all.end(), below.begin(), below.end());
  }
  return all;
}

std::vector<std::string> value_words(const OptionText& option) {
  std::vector<std::string> words = alternatives(option.value);
  std::erase_if(words, [](const std::string& word) { return !is_word(word); });
  return words;
}

bool takes_file(const OptionText& option) {
  if (!option.names[0].starts_with('-')) return true;
  return std::ranges::any_of(alternatives(option.value), [](const std::string& each) {
    return !is_word(each) &&
           (each.starts_with("FILE") || each == "FOLDER" || each.find('.') < each.size() - 3);
  });
}

}  // namespace swingproof
