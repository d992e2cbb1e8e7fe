// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "cli/command_line.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>
#include <string_view>
#include <vector>

#include "deployment/input_error.h"
#include "deployment/nearest_name.h"

namespace swingproof {
namespace {

// CLI11's way without what tells users nothing: the type of arguments, and how many parts of one
// argument it stores together.
class HelpFormatter : public CLI::Formatter {
 public:
  HelpFormatter() {
    label("TEXT", "VALUE");
    label("SUBCOMMAND", "COMMAND");
  }
  std::string make_option_usage(const CLI::Option* argument) const override {
    const std::string name = shown_name(*argument);
    return argument->get_required() ? name : "[" + name + "]";
  }
  std::string make_option_name(const CLI::Option* option, bool is_positional) const override {
    return is_positional ? shown_name(*option)
                         : CLI::Formatter::make_option_name(option, is_positional);
  }
  std::string make_option_opts(const CLI::Option* option) const override {
    return option->get_positional() ? "" : CLI::Formatter::make_option_opts(option);
  }
};

// "swingproof", "swingproof report", "swingproof campaign run".
std::string full_name(const CLI::App& app) {
  return app.get_parent() == nullptr ? "swingproof"
                                     : full_name(*app.get_parent()) + " " + app.get_name();
}

std::string help_of(const CLI::App& app) { return full_name(app) + " --help"; }

bool has_commands(const CLI::App& app) { return !app.get_subcommands({}).empty(); }

std::vector<std::string> command_names(const CLI::App& root) {
  std::vector<std::string> names;
  for (const CLI::App* command : root.get_subcommands({})) names.push_back(command->get_name());
  return names;
}

std::string listed_commands(const CLI::App& root) {
  return fmt::format("{}", fmt::join(command_names(root), ", "));
}

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

// "did you mean report? see swingproof --help", or the other remedy where no name is near.
std::string remedy_of(const CLI::App& app, const std::string& argument,
                      const std::vector<std::string>& names, const std::string& otherwise) {
  const std::vector<std::string_view> views(names.begin(), names.end());
  // --swing=full is one argument for CLI11 if it does not know --swing.
  const auto meant = nearest_name(argument.substr(0, argument.find('=')), views);
  return (meant ? fmt::format("did you mean {}? ", *meant) : otherwise) + "see " + help_of(app);
}

std::string times(std::size_t count) {
  return count == 2 ? "twice" : fmt::format("{} times", count);
}

[[noreturn]] void refuse_no_command(const CLI::App& app) {
  throw InputError("command line", "there is no command",
                   "write " + full_name(app) + " COMMAND, one of " + listed_commands(app) +
                       "; see " + help_of(app));
}

[[noreturn]] void refuse_leftover(const CLI::App& app, const std::string& argument) {
  const bool is_option = argument.size() > 1 && argument[0] == '-';
  if (has_commands(app)) {
    throw InputError("command line",
                     quoted(argument) + (is_option ? " is not an option of " + full_name(app)
                                                   : " is not a command"),
                     remedy_of(app, argument, is_option ? option_names(app) : command_names(app),
                               fmt::format("write {} COMMAND, one of {}, and options behind it; ",
                                           full_name(app), listed_commands(app))));
  }
  if (is_option) {
    throw InputError(argument, "is not an option of " + app.get_name(),
                     remedy_of(app, argument, option_names(app), ""));
  }
  throw InputError("command line", quoted(argument) + " is one argument too many",
                   "leave it out, or join values of one option by commas; see " + help_of(app));
}

// What is wrong with an option's or argument's values, if anything.
void check_values(const CLI::App& app, const CLI::Option& option) {
  const auto most = static_cast<std::size_t>(option.get_items_expected_max());
  const bool takes_value = most > 0;  // a flag has a type size all the same
  if (takes_value && option.count() > most && !option.get_positional()) {
    throw InputError(shown_name(option), "is given " + times(option.count()),
                     "give it once; see " + help_of(app));
  }
  for (const std::string& value : option.results()) {
    if (value.empty()) {
      throw InputError(shown_name(option), "is empty", "give it a value; see " + help_of(app));
    }
    // CLI11 takes whatever follows an option as its value.
    const bool is_option = value.starts_with("--") || app.get_option_no_throw(value) != nullptr;
    if (is_option && !option.get_positional()) {
      throw InputError(shown_name(option), "has no value, but " + quoted(value) + " behind it",
                       "write " + shown_name(option) + " and its value, ./" + value +
                           " for a file of that name; see " + help_of(app));
    }
  }
}

void check_values(const CLI::App& app) {
  for (const CLI::Option* option : app.get_options()) check_values(app, *option);
}

// The command of the line, or what has it among its own: campaign for campaign run.
const CLI::App& selected(const CLI::App& app) {
  const auto commands = app.get_subcommands();
  return commands.empty() ? app : selected(*commands[0]);
}

// CLI11's own messages are for its programmers; where the state of the parser tells what the user
// did, say that.
[[noreturn]] void refuse(const CLI::App& root, const CLI::ParseError& error) {
  const CLI::App& app = selected(root);
  for (const CLI::App* each = &app; each != nullptr; each = each->get_parent()) {
    if (!each->remaining().empty()) refuse_leftover(*each, each->remaining().front());
  }
  check_values(root);
  if (has_commands(app)) refuse_no_command(app);
  check_values(app);

  const std::string what = error.what();
  const std::string remedy = "see " + help_of(app);
  for (const CLI::Option* option : app.get_options()) {
    // CLI11 says it of the wrong number of values.
    if (!what.starts_with(option->get_name() + ": ")) continue;
    const std::string name = shown_name(*option);
    if (!option->get_positional()) {
      throw InputError(name, "has no value",
                       fmt::format("write {} and its value; {}", name, remedy));
    }
    throw InputError("command line",
                     fmt::format("has {} argument{} for {}", option->count(),
                                 option->count() == 1 ? "" : "s", name),
                     remedy);
  }
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_required() && option->count() == 0) {
      throw InputError(shown_name(*option), "is missing", "it must be given; " + remedy);
    }
  }
  throw InputError("command line", what, remedy);
}

// Nothing of a line that asks for help needs to be right.
bool asks_for_help(const CLI::App& app) {
  return app.get_help_ptr() != nullptr && app.get_help_ptr()->count() > 0;
}

}  // namespace

std::string shown_name(const CLI::Option& option) {
  return option.get_option_text().empty() ? option.get_name() : option.get_option_text();
}

void set_help_style(CLI::App& root) { root.formatter(std::make_shared<HelpFormatter>()); }

std::optional<std::string> parse_command_line(CLI::App& root, int argc, const char* const* argv) {
  try {
    root.parse(argc, argv);
  } catch (const CLI::CallForVersion& version) {
    return std::string(version.what()) + "\n";
  } catch (const CLI::CallForHelp&) {
    return root.help();
  } catch (const CLI::ParseError& error) {
    if (asks_for_help(root) || asks_for_help(selected(root))) return root.help();
    refuse(root, error);
  }
  check_values(root);
  check_values(selected(root));
  return {};
}

}  // namespace swingproof
