// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/process/spawned_process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <system_error>

#include "deployment/input_error.h"

namespace swingproof {
namespace {

[[noreturn]] void fail(const char* call, int error) {
  throw std::system_error(error, std::generic_category(), call);
}

Descriptor moved_up(int number) {
  const Descriptor low(number);
  const int high = fcntl(number, F_DUPFD_CLOEXEC, least_own_descriptor);
  if (high < 0) fail("F_DUPFD_CLOEXEC", errno);
  return Descriptor(high);
}

std::pair<Descriptor, Descriptor> moved_up(const std::array<int, 2>& numbers) {
  Descriptor first = moved_up(numbers[0]);
  return {std::move(first), moved_up(numbers[1])};
}

// Everything that posix_spawn needs, freed in any case.
class SpawnSettings {
 public:
  SpawnSettings() {
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(
        &attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  }
  ~SpawnSettings() {
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;

  posix_spawn_file_actions_t actions = {};
  posix_spawnattr_t attributes = {};
};

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  pointers.reserve(texts.size() + 1);
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

void Descriptor::reset() {
  if (number_ >= 0) close(number_);
  number_ = -1;
}

std::pair<Descriptor, Descriptor> packet_socket_pair() {
  std::array<int, 2> numbers = {};
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, numbers.data()) != 0) {
    fail("socketpair", errno);
  }
  return moved_up(numbers);
}

std::pair<Descriptor, Descriptor> pipe_pair() {
  std::array<int, 2> numbers = {};
  if (pipe2(numbers.data(), O_CLOEXEC) != 0) fail("pipe2", errno);
  return moved_up(numbers);
}

void set_nonblocking(const Descriptor& descriptor) {
  const int flags = fcntl(descriptor.get(), F_GETFL);
  if (flags < 0 || fcntl(descriptor.get(), F_SETFL, flags | O_NONBLOCK) != 0) {
    fail("O_NONBLOCK", errno);
  }
}

void SpawnedProcess::start(const std::vector<std::string>& arguments,
                           const std::vector<std::string>& added_environment,
                           const std::vector<GivenDescriptor>& descriptors) {
  SpawnSettings spawn;
  for (const GivenDescriptor& given : descriptors) {
    posix_spawn_file_actions_adddup2(&spawn.actions, given.ours, given.theirs);
  }
  std::vector<std::string> argument_texts = arguments;
  std::vector<std::string> environment_texts = added_environment;
  for (char** entry = environ; *entry != nullptr; ++entry) environment_texts.emplace_back(*entry);
  const int error =
      posix_spawn(&process_, arguments.front().c_str(), &spawn.actions, &spawn.attributes,
                  pointers(argument_texts).data(), pointers(environment_texts).data());
  if (error != 0) {
    process_ = -1;
    throw InputError(arguments.front(),
                     "cannot be started: " + std::generic_category().message(error),
                     "check that it is an executable file, and that /proc and /dev/null are there");
  }
  descriptor_ = Descriptor(static_cast<int>(syscall(SYS_pidfd_open, process_, 0)));
  if (descriptor_.get() < 0) fail("pidfd_open", errno);
}

int SpawnedProcess::wait() {
  siginfo_t ended = {};
  while (waitid(P_PID, static_cast<id_t>(process_), &ended, WEXITED | WNOWAIT) < 0 &&
         errno == EINTR) {
  }
  // Until it is reaped its number, and so its group's, is nobody else's.
  kill(-process_, SIGKILL);
  int status = 0;
  while (waitpid(process_, &status, 0) < 0 && errno == EINTR) {
  }
  process_ = -1;
  return status;
}

void SpawnedProcess::end() {
  if (process_ < 0) return;
  kill(process_, SIGKILL);  // it may have left its group
  wait();
}

std::string signal_name(int signal) {
  const char* abbreviation = sigabbrev_np(signal);
  return abbreviation == nullptr ? fmt::format("signal {}", signal)
                                 : fmt::format("SIG{} (signal {})", abbreviation, signal);
}

}  // namespace swingproof
