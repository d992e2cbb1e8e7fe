// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/bound/gappa.h"

#include "deployment/input_error.h"
#include "suites/bound/prover_process.h"

namespace swingproof {
namespace {

// A minute of processor time is a hundred times what the scripts need.
ProverRun run_gappa(const std::string& command, const std::string& script) {
  ProverRun run = run_prover(command, script, 60);
  if (run.exit_code == 127 || run.exit_code == 126) {
    throw InputError("gappa", "is not on PATH", "install Debian's package gappa");
  }
  return run;
}

}  // namespace

bool gappa_proves(const std::string& script) {
  // The constants have up to some hundred bits, and are to be exact. Gappa only warns about a
  // rewriting rule whose sides differ, and then believes it: whatever it says, it has not proved.
  return run_gappa("said=$(gappa -Eprecision=1000 2>&1 >/dev/null) || exit $?; test -z \"$said\"",
                   script)
             .exit_code == 0;
}

std::string gappa_proof_for_coq(const std::string& script) {
  ProverRun run = run_gappa("gappa -Eprecision=1000 -Bcoq 2>/dev/null", script);
  return run.exit_code == 0 ? run.output : "";
}

std::string gappa_version() {
  const std::string line = run_gappa("gappa --version 2>/dev/null", "").output;  // "Gappa 1.4.1\n"
  const std::size_t begin = line.find(' ') + 1;
  return line.substr(begin, line.find('\n') - begin);
}

}  // namespace swingproof
