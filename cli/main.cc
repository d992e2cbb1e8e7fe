// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <exception>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.h"
#include "cli/command_line.h"
#include "cli/diagnostic.h"
#include "cli/documentation.h"
#include "deployment/input_error.h"
#include "deployment/whole_file.h"
#include "suites/certify/capture_check.h"
#include "suites/gate/kernel_host.h"
#include "suites/parallel_blocks.h"

namespace swingproof {
namespace {

// Whoever starts us may have closed some of the first three descriptors. Then the first file that
// we open would become stdout, say. Taken by /dev/null, the wrong way round, they stay unusable.
void take_closed_descriptors() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(descriptor, F_GETFD) < 0) {
      ::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
  }
}

std::size_t parse_threads(const std::string& text) {
  constexpr std::size_t most = 1024;
  const std::size_t threads = parse_count(text, "--threads");
  if (threads == 0 || threads > most) {
    throw InputError("--threads", quoted(text) + " is not a number of threads",
                     "write a number from 1 to 1024");
  }
  return threads;
}

int run(int argc, char** argv) {
  CLI::App root(
      "The error of Horizon's centered_yuv2rgb fallback op: a bit-accurate model of the BPU "
      "against exact\n"
      "BT.601, over all 2^24 inputs. No BPU has confirmed the model yet.",
      "swingproof");
  set_help_style(root);
  root.set_version_flag("--version", std::string("swingproof ") + SWINGPROOF_VERSION);
  root.require_subcommand(1);
  std::optional<std::string> threads;
  root.add_option("--threads", threads, "Number of threads, 1 to 1024; default: one per processor")
      ->type_name("N");
  root.footer(
      "Examples:\n"
      "  swingproof report                         # exact error of the default deployment\n"
      "  swingproof report deployment.toml --json report.json\n"
      "  swingproof trace -128 126 -122            # one input through every stage\n\n"
      "swingproof COMMAND --help explains a command. Exit codes: 0 done, 1 the check says no, 2 "
      "bad input, 3 internal error.");
  const std::vector<Command> commands = {
      report_command(root),   trace_command(root),  dump_command(root),
      convert_command(root),  lint_command(root),   convert_deployment_command(root),
      probe_command(root),    kit_command(root),    certify_command(root),
      verify_command(root),   keygen_command(root), gate_command(root),
      stimulus_command(root), tune_command(root),   compare_command(root),
      campaign_command(root), prove_command(root),  settle_command(root),
      doctor_command(root),
  };
  if (argc == 3 && std::string_view(argv[1]) == documentation_argument) {
    write_documentation(root, argv[2]);
    return exit_done;
  }
  if (const auto text = parse_command_line(root, argc, argv)) {
    write_whole_file("-", *text);
    return exit_done;
  }
  const auto command = std::find_if(commands.begin(), commands.end(),
                                    [](const Command& each) { return each.app->parsed(); });
  if (command == commands.end()) throw std::logic_error("a command line without a command");
  if (!threads) return command->run();
  int exit_code = exit_internal;
  run_on_threads(parse_threads(*threads), [&] { exit_code = command->run(); });
  return exit_code;
}

}  // namespace
}  // namespace swingproof

int main(int argc, char** argv) {
  // A file that may not grow further is then an error of writing, which is told.
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    if (swingproof::is_kernel_host(argc, argv)) return swingproof::run_kernel_host(argv[2]);
    swingproof::take_closed_descriptors();
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
