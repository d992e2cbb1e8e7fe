// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/doctor/program_answer.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <string_view>

#include "deployment/input_error.h"
#include "suites/process/spawned_process.h"

namespace swingproof {

std::optional<std::string> program_answer(const std::vector<std::string>& arguments) {
  constexpr int patience_ms = 10000;
  auto [ours, theirs] = pipe_pair();
  Descriptor nowhere(::open("/dev/null", O_WRONLY | O_CLOEXEC));
  SpawnedProcess process;
  try {
    process.start(arguments, {}, {{theirs.get(), STDOUT_FILENO}, {nowhere.get(), STDERR_FILENO}});
  } catch (const InputError&) {
    return std::nullopt;
  }
  theirs.reset();
  pollfd ended = {process.descriptor(), POLLIN, 0};
  if (::poll(&ended, 1, patience_ms) <= 0) return std::nullopt;  // its end comes with the object
  const int status = process.wait();
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return std::nullopt;
  std::array<char, 512> bytes{};
  set_nonblocking(ours);
  const ssize_t size = ::read(ours.get(), bytes.data(), bytes.size());
  if (size <= 0) return std::nullopt;
  const std::string_view said(bytes.data(), static_cast<std::size_t>(size));
  const std::string line = quoted(said.substr(0, said.find('\n')));
  return line.substr(1, line.size() - 2);
}

}  // namespace swingproof
