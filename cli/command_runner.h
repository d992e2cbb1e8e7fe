// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_COMMAND_RUNNER_H_
#define SWINGPROOF_CLI_COMMAND_RUNNER_H_

#include <fcntl.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace swingproof {

// Runs the real program, for tests.

using Arguments = std::vector<std::string>;

struct CommandResult {
  int exit_code = -1;  // 1000 + the signal's number if one ended it
  std::string out;
  std::string err;
  long peak_memory_kib = 0;
};

// What the program finds around it.
struct Surroundings {
  std::string folder = ".";                        // the current folder
  std::map<std::string, std::string> environment;  // instead of, or beside, our own
  bool on_terminal = false;                        // stdout is a terminal; stderr is not
  bool one_processor = false;
  std::string out_file;  // stdout goes there instead of to CommandResult::out
};

namespace command_runner {

using CFile = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

inline CFile temporary_file() {
  CFile file(std::tmpfile(), std::fclose);
  if (!file) throw std::runtime_error("no temporary file");
  return file;
}

inline std::string content_of(std::FILE* file) {
  std::string content;
  std::array<char, 65536> piece;
  std::rewind(file);
  for (;;) {
    const std::size_t count = std::fread(piece.data(), 1, piece.size(), file);
    if (count == 0) return content;
    content.append(piece.data(), count);
  }
}

inline std::vector<std::string> merged_environment(const Surroundings& around) {
  std::vector<std::string> merged;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    if (!around.environment.contains(std::string(text.substr(0, text.find('='))))) {
      merged.emplace_back(text);
    }
  }
  for (const auto& [name, value] : around.environment) merged.push_back(name + "=" + value);
  return merged;
}

inline std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

// Behind fork(): only calls that are safe there.
[[noreturn]] inline void become_program(char* const* arguments, char* const* environment,
                                        const Surroundings& around, int out, int err) {
  // A program that hangs is ended, so that its test fails.
  const struct rlimit processor_seconds { 300, 300 };
  bool ready = ::setrlimit(RLIMIT_CPU, &processor_seconds) == 0;
  ready = ready && ::chdir(around.folder.c_str()) == 0;
  if (around.one_processor) {
    cpu_set_t processors;
    ready = ready && ::sched_getaffinity(0, sizeof processors, &processors) == 0;
    int kept = 0;
    for (int i = 0; i < CPU_SETSIZE; ++i) {
      if (CPU_ISSET(i, &processors) && kept++ > 0) CPU_CLR(i, &processors);
    }
    ready = ready && ::sched_setaffinity(0, sizeof processors, &processors) == 0;
  }
  const int in = ::open("/dev/null", O_RDONLY);
  ready = ready && ::dup2(in, STDIN_FILENO) >= 0 && ::dup2(out, STDOUT_FILENO) >= 0 &&
          ::dup2(err, STDERR_FILENO) >= 0;
  if (ready) ::execve(arguments[0], arguments, environment);
  ::_exit(127);
}

// Everything that is written to a terminal until nobody has it open any more.
inline std::string content_of_terminal(int terminal) {
  std::string content;
  std::array<char, 4096> piece;
  for (;;) {
    const ssize_t count = ::read(terminal, piece.data(), piece.size());
    if (count <= 0) return content;
    content.append(piece.data(), static_cast<std::size_t>(count));
  }
}

// Where stdout goes: the descriptor for the program, and that of the terminal behind it or -1.
struct Stdout {
  int descriptor = -1;
  int terminal = -1;
};

inline Stdout open_stdout(const Surroundings& around, std::FILE* captured) {
  Stdout out;
  if (around.on_terminal) {
    out.terminal = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    std::array<char, 64> name{};
    const bool ready = out.terminal >= 0 && ::grantpt(out.terminal) == 0 &&
                       ::unlockpt(out.terminal) == 0 &&
                       ::ptsname_r(out.terminal, name.data(), name.size()) == 0;
    if (!ready) throw std::runtime_error("no terminal");
    out.descriptor = ::open(name.data(), O_RDWR | O_NOCTTY | O_CLOEXEC);
  } else if (!around.out_file.empty()) {
    out.descriptor = ::open(around.out_file.c_str(), O_WRONLY | O_CLOEXEC);
  } else {
    out.descriptor = ::fcntl(::fileno(captured), F_DUPFD_CLOEXEC, 0);
  }
  if (out.descriptor < 0) throw std::runtime_error("no stdout");
  return out;
}

}  // namespace command_runner

// The program's result on these arguments, program name not included.
inline CommandResult run_command(const Arguments& arguments, const Surroundings& around = {}) {
  std::vector<std::string> words = {SWINGPROOF_COMMAND};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> variables = command_runner::merged_environment(around);
  const std::vector<char*> word_pointers = command_runner::pointers_to(words);
  const std::vector<char*> variable_pointers = command_runner::pointers_to(variables);
  const auto captured_out = command_runner::temporary_file();
  const auto captured_err = command_runner::temporary_file();
  const auto out = command_runner::open_stdout(around, captured_out.get());

  const pid_t program = ::fork();
  if (program == 0) {
    command_runner::become_program(word_pointers.data(), variable_pointers.data(), around,
                                   out.descriptor, ::fileno(captured_err.get()));
  }
  ::close(out.descriptor);
  CommandResult result;
  if (out.terminal >= 0) {
    result.out = command_runner::content_of_terminal(out.terminal);
    ::close(out.terminal);
  }
  int status = 0;
  struct rusage usage {};
  if (program < 0 || ::wait4(program, &status, 0, &usage) != program) {
    throw std::runtime_error("the program could not be started");
  }
  result.exit_code = WIFSIGNALED(status) ? 1000 + WTERMSIG(status) : WEXITSTATUS(status);
  result.peak_memory_kib = usage.ru_maxrss;
  if (out.terminal < 0) result.out = command_runner::content_of(captured_out.get());
  result.err = command_runner::content_of(captured_err.get());
  return result;
}

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_COMMAND_RUNNER_H_
