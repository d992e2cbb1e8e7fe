// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_COMMAND_RUNNER_H_
#define SWINGPROOF_CLI_COMMAND_RUNNER_H_

#include <sys/wait.h>

#include <cstdlib>
#include <string>

#include "deployment/folder_fixture.h"

namespace swingproof {

// For tests: the real program, run by a shell in a folder of its own.
struct CommandResult {
  int exit_code = -1;
  std::string out;
  std::string err;
};

// Runs one line of shell in the folder; $swingproof is the program.
inline CommandResult run_shell(const TemporaryFolder& folder, const std::string& line) {
  const TemporaryFolder captured;
  folder.write(".line", line);
  const std::string command = "cd " + folder.path() + " && swingproof=" + SWINGPROOF_COMMAND +
                              " sh .line >" + captured.path_of("out") + " 2>" +
                              captured.path_of("err") + " </dev/null";
  const int status = std::system(command.c_str());
  std::filesystem::remove(folder.path_of(".line"));
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, captured.read("out"), captured.read("err")};
}

// Runs swingproof with arguments as a shell would read them.
inline CommandResult run_command(const TemporaryFolder& folder, const std::string& arguments) {
  return run_shell(folder, "exec $swingproof " + arguments);
}

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_COMMAND_RUNNER_H_
