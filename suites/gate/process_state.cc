// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/process_state.h"

#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <clocale>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "suites/process/spawned_process.h"

namespace swingproof {
namespace {

// The rest of the line of /proc/self/status that begins with this key.
std::string status_field(const std::string& key) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(key)) return line.substr(key.size());
  }
  return "";
}

std::int64_t entries(const char* directory) {
  std::error_code error;
  const std::filesystem::directory_iterator begin(directory, error);
  return error ? 0 : std::distance(begin, std::filesystem::directory_iterator());
}

bool same_action(const struct sigaction& one, const struct sigaction& other) {
  // The handler and the action with three arguments share their storage.
  return one.sa_sigaction == other.sa_sigaction && one.sa_flags == other.sa_flags;
}

std::string variable_name(const std::string& assignment) {
  return assignment.substr(0, assignment.find('='));
}

// The first variable that is in one list and not, or otherwise, in the other.
std::string changed_variable(const std::vector<std::string>& before,
                             const std::vector<std::string>& after) {
  const auto missing = [](const std::vector<std::string>& from,
                          const std::vector<std::string>& in) {
    return std::ranges::find_if(from, [&](const std::string& assignment) {
      return std::ranges::find(in, assignment) == in.end();
    });
  };
  const auto added = missing(after, before);
  return variable_name(added != after.end() ? *added : *missing(before, after));
}

}  // namespace

ProcessState process_state() {
  ProcessState state;
  std::error_code error;
  state.directory = std::filesystem::current_path(error).string();
  const char* locale = std::setlocale(LC_ALL, nullptr);
  state.locale = locale == nullptr ? "" : locale;
  state.umask = status_field("Umask:");
  for (char** variable = environ; variable != nullptr && *variable != nullptr; ++variable) {
    state.environment.emplace_back(*variable);
  }
  std::ranges::sort(state.environment);
  for (int signal = 1; signal < NSIG; ++signal) {
    sigaction(signal, nullptr, &state.actions[static_cast<std::size_t>(signal)]);
  }
  pthread_sigmask(SIG_SETMASK, nullptr, &state.blocked);
  return state;
}

std::string describe_state_changes(const ProcessState& before, const ProcessState& after) {
  std::string text;
  const auto add = [&](const std::string& what) { text += (text.empty() ? "" : ", ") + what; };
  if (before.directory != after.directory) {
    add("the working directory (now " + after.directory + ")");
  }
  if (before.locale != after.locale) add("the locale (now " + after.locale + ")");
  if (before.umask != after.umask) add("the umask");
  if (before.environment != after.environment) {
    add("the environment variable " + changed_variable(before.environment, after.environment));
  }
  for (int signal = 1; signal < NSIG; ++signal) {
    const auto i = static_cast<std::size_t>(signal);
    if (!same_action(before.actions[i], after.actions[i])) {
      add("the handler of " + signal_name(signal));
    }
    if (sigismember(&before.blocked, signal) != sigismember(&after.blocked, signal)) {
      add("whether " + signal_name(signal) + " is blocked");
    }
  }
  return text;
}

std::array<std::int64_t, resources> held_resources() {
  const struct mallinfo2 heap = mallinfo2();
  std::int64_t mapped_pages = 0;
  std::int64_t resident_pages = 0;
  std::ifstream("/proc/self/statm") >> mapped_pages >> resident_pages;
  const std::int64_t page = sysconf(_SC_PAGESIZE);
  return {static_cast<std::int64_t>(heap.uordblks + heap.hblkhd), entries("/proc/self/fd"),
          entries("/proc/self/task"), mapped_pages * page, resident_pages * page};
}

}  // namespace swingproof
