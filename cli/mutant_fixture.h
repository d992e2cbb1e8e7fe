// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_MUTANT_FIXTURE_H_
#define SWINGPROOF_CLI_MUTANT_FIXTURE_H_

#include <fmt/format.h>

#include <string>

#include "suites/gate/kernel_session.h"

namespace swingproof {

// suites/gate/mutants/mutant.c built with -DMUTANT=number, held by the command's process.
inline LibraryKernel mutant_library(int number) {
  LibraryKernel kernel;
  kernel.host.path = SWINGPROOF_COMMAND;
  kernel.path = fmt::format("{}/mutant_{}.so", SWINGPROOF_MUTANTS, number);
  return kernel;
}

// The option that names it, for swingproof gate.
inline std::string mutant_option(int number) {
  return fmt::format("--kernel {}/mutant_{}.so ", SWINGPROOF_MUTANTS, number);
}

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_MUTANT_FIXTURE_H_
