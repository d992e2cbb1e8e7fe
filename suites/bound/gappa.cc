// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/bound/gappa.h"

#include <poll.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "deployment/input_error.h"
#include "suites/process/spawned_process.h"

namespace swingproof {
namespace {

// A file without a name that holds a text, read from its beginning.
Descriptor file_of(const std::string& text) {
  Descriptor file(memfd_create("swingproof-claim", MFD_CLOEXEC));
  if (file.get() < 0) throw std::system_error(errno, std::generic_category(), "memfd_create");
  std::size_t written = 0;
  while (written < text.size()) {
    const ssize_t size = pwrite(file.get(), text.data() + written, text.size() - written,
                                static_cast<off_t>(written));
    if (size < 0) throw std::system_error(errno, std::generic_category(), "pwrite");
    written += static_cast<std::size_t>(size);
  }
  return file;
}

}  // namespace

bool gappa_proves(const std::string& script) {
  const Descriptor file = file_of(script);
  SpawnedProcess process;
  // The constants have up to some hundred bits, and are to be exact. Gappa only warns about a
  // rewriting rule whose sides differ, and then believes it: whatever it says, it has not proved.
  // A minute of processor time is a hundred times what these scripts need. 126: not there, 127: not
  // found.
  process.start({"/bin/sh", "-c",
                 "ulimit -t 60; said=$(gappa -Eprecision=1000 2>&1 >/dev/null) || exit $?; "
                 "test -z \"$said\""},
                {}, {{file.get(), STDIN_FILENO}});
  const int status = process.wait();
  if (WIFEXITED(status) && (WEXITSTATUS(status) == 127 || WEXITSTATUS(status) == 126)) {
    throw InputError("gappa", "is not on PATH", "install Debian's package gappa");
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace swingproof
