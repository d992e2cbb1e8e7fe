// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/doctor/installation.h"

#include "fixedpoint/simd_targets.h"
#include "reports/doctor/program_answer.h"
#include "reports/document/page_files.h"
#include "suites/gate/kernel_process.h"
#include "suites/parallel_blocks.h"

namespace swingproof {
namespace {

#if defined(__clang__)
constexpr std::string_view compiler = "Clang " __clang_version__;
#else
constexpr std::string_view compiler = "GCC " __VERSION__;
#endif

#if defined(__x86_64__)
constexpr std::string_view architecture = "x86_64";
#elif defined(__aarch64__)
constexpr std::string_view architecture = "aarch64";
#else
constexpr std::string_view architecture = "unknown";
#endif

std::optional<std::string> shell_answer(const char* script) {
  return program_answer({"/bin/sh", "-c", script});
}

std::optional<std::string> gappa() {
  return shell_answer("v=$(gappa --version) && echo \"${v#Gappa }\"");
}

std::optional<std::string> coq() {
  return shell_answer(
      "v=$(coqc --print-version) && w=$(coqc -where) && "
      "test -e \"$w/user-contrib/Gappa/Gappa_tactic.vo\" && echo \"${v%% *}\"");
}

std::optional<std::string> charts() {
  if (!has_chart_libraries()) return std::nullopt;
  return std::string(chart_library_versions());
}

// As the gate starts itself. Where that fails, in a chroot without /proc or under an emulator that
// the system does not know, every kernel would seem to fail.
std::optional<std::string> kernel_host() {
  if (!program_answer({HostProgram().path, "--version"})) return std::nullopt;
  return "starts";
}

// From the root folder, so that no folder of that name here is taken for it.
std::optional<std::string> python_module() {
  return shell_answer(
      "cd / && PYTHONDONTWRITEBYTECODE=1 python3 -c "
      "'import swingproof; print(swingproof.__version__)'");
}

struct ComponentRow {
  std::string_view name;
  std::optional<std::string> (*find)();
  std::string_view without;
  std::string_view remedy;
};

constexpr ComponentRow rows[] = {
    {"kernel host", kernel_host, "gate --kernel cannot run any kernel",
     "mount /proc; under an emulator register it with binfmt_misc"},
    {"charts", charts, "report, compare and campaign report write no page (-o)",
     "install a package of swingproof, or build it where npm and its registry can be reached"},
    {"gappa", gappa, "prove proves nothing", "install Debian's package gappa"},
    {"coq", coq, "prove --check has nobody to check Gappa's proof",
     "install Debian's packages coq and libcoq-gappa"},
    {"python module", python_module, "python3 cannot import swingproof",
     "install a package of swingproof for this python3, or see the README's section Python"},
};

}  // namespace

Installation installation(std::string_view commit) {
  Installation installation{std::string(commit),
                            std::string(compiler),
                            std::string(architecture),
                            compiled_simd_targets(),
                            used_simd_target(),
                            available_threads(),
                            {}};
  for (const ComponentRow& row : rows) {
    installation.components.push_back({row.name, row.find(), row.without, row.remedy});
  }
  return installation;
}

}  // namespace swingproof
