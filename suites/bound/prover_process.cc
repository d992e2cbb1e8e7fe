// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/bound/prover_process.h"

#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <system_error>

#include "suites/process/spawned_process.h"

namespace swingproof {
namespace {

// 64 MiB in the blocks of 512 bytes that sh counts in.
constexpr int most_blocks = 1 << 17;

[[noreturn]] void fail(const char* call) {
  throw std::system_error(errno, std::generic_category(), call);
}

// A file without a name, read and written from its beginning.
Descriptor file_of(const std::string& text) {
  Descriptor file(memfd_create("swingproof-claim", MFD_CLOEXEC));
  if (file.get() < 0) fail("memfd_create");
  std::size_t written = 0;
  while (written < text.size()) {
    const ssize_t size = pwrite(file.get(), text.data() + written, text.size() - written,
                                static_cast<off_t>(written));
    if (size < 0) fail("pwrite");
    written += static_cast<std::size_t>(size);
  }
  return file;
}

std::string content(const Descriptor& file) {
  std::string text;
  std::array<char, 1 << 16> part = {};
  while (true) {
    const ssize_t size =
        pread(file.get(), part.data(), part.size(), static_cast<off_t>(text.size()));
    if (size < 0) fail("pread");
    if (size == 0) return text;
    text.append(part.data(), static_cast<std::size_t>(size));
  }
}

}  // namespace

ProverRun run_prover(const std::string& command, const std::string& input, int seconds) {
  const Descriptor stdin_file = file_of(input);
  const Descriptor stdout_file = file_of("");
  SpawnedProcess process;
  process.start({"/bin/sh", "-c",
                 fmt::format("ulimit -t {}; ulimit -f {}; {}", seconds, most_blocks, command)},
                {}, {{stdin_file.get(), STDIN_FILENO}, {stdout_file.get(), STDOUT_FILENO}});
  const int status = process.wait();
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128, content(stdout_file)};
}

}  // namespace swingproof
