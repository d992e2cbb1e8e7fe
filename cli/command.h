// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_COMMAND_H_
#define SWINGPROOF_CLI_COMMAND_H_

#include <CLI/CLI.hpp>
#include <functional>

namespace swingproof {

// The exit codes of every command: done or passed; the check ran and says no; bad usage or bad
// input, with one line on stderr that names file, field and remedy; an error of ours.
inline constexpr int exit_done = 0;
inline constexpr int exit_says_no = 1;
inline constexpr int exit_bad_input = 2;
inline constexpr int exit_internal = 3;

// A subcommand: its options are defined in app, and run does it and returns the exit code.
// InputError leaves it for bad input.
struct Command {
  CLI::App* app;
  std::function<int()> run;
};

Command compare_command(CLI::App& root);
Command report_command(CLI::App& root);
Command dump_command(CLI::App& root);
Command trace_command(CLI::App& root);
Command prove_command(CLI::App& root);
Command convert_command(CLI::App& root);
Command lint_command(CLI::App& root);
Command convert_deployment_command(CLI::App& root);
Command probe_command(CLI::App& root);
Command kit_command(CLI::App& root);
Command certify_command(CLI::App& root);
Command verify_command(CLI::App& root);
Command keygen_command(CLI::App& root);
Command gate_command(CLI::App& root);
Command stimulus_command(CLI::App& root);
Command tune_command(CLI::App& root);
Command campaign_command(CLI::App& root);
Command settle_command(CLI::App& root);
Command doctor_command(CLI::App& root);

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_COMMAND_H_
