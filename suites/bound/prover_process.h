// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_BOUND_PROVER_PROCESS_H_
#define SWINGPROOF_SUITES_BOUND_PROVER_PROCESS_H_

#include <string>

namespace swingproof {

struct ProverRun {
  int exit_code = 0;   // as a shell has it: 126 or 127 if there is no such program
  std::string output;  // stdout
};

// Runs a command of sh with the text as stdin. Both are files without a name, so that nothing is
// left behind. It is ended after so many seconds of processor time, or 64 MiB of output; then, and
// after any other signal, the exit code is 128. Throws std::system_error.
ProverRun run_prover(const std::string& command, const std::string& input, int seconds);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_BOUND_PROVER_PROCESS_H_
