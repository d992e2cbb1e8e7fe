// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.h"
#include "deployment/input_error.h"

namespace swingproof {
namespace {

void print_error(std::string_view message) {
  fmt::print(stderr, "swingproof: error: {}\n", message);
}

int run(int argc, char** argv) {
  CLI::App root(
      "What Horizon's centered_yuv2rgb fallback op costs: the exact BT.601 result against a "
      "bit-accurate\nmodel of the BPU, over all 2^24 inputs.",
      "swingproof");
  root.set_version_flag("--version", std::string("swingproof ") + SWINGPROOF_VERSION);
  root.require_subcommand(1);
  root.footer(
      "Examples:\n"
      "  swingproof report                         exact error of the default deployment\n"
      "  swingproof report deployment.toml --json report.json\n"
      "  swingproof trace -128 126 -122            one input through every stage\n\n"
      "swingproof COMMAND --help explains a command. Exit codes: 0 done, 1 the check says no, "
      "2 bad input, 3 internal error.");
  const std::vector<Command> commands = {report_command(root), dump_command(root),
                                         trace_command(root), convert_command(root)};
  try {
    root.parse(argc, argv);
  } catch (const CLI::Success& help_or_version) {
    return root.exit(help_or_version);
  } catch (const CLI::ParseError& error) {
    const std::string command =
        root.get_subcommands().empty() ? "" : " " + root.get_subcommands()[0]->get_name();
    throw InputError("command line", error.what(), "see swingproof" + command + " --help");
  }
  for (const Command& command : commands) {
    if (command.app->parsed()) return command.run();
  }
  return exit_bad_input;
}

}  // namespace
}  // namespace swingproof

int main(int argc, char** argv) {
  try {
    return swingproof::run(argc, argv);
  } catch (const swingproof::InputError& error) {
    swingproof::print_error(error.what());
    return swingproof::exit_bad_input;
  } catch (const std::exception& error) {
    swingproof::print_error(std::string("internal: ") + error.what() +
                            "; please report this with the command line");
    return swingproof::exit_internal;
  }
}
