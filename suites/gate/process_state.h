// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_GATE_PROCESS_STATE_H_
#define SWINGPROOF_SUITES_GATE_PROCESS_STATE_H_

#include <array>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace swingproof {

// What belongs to the whole process, and so to the program that loaded the kernel. Called in the
// host.
struct ProcessState {
  std::string directory;  // current working directory
  std::string locale;     // of all categories, as setlocale writes it
  std::string umask;      // as /proc/self/status writes it
  std::vector<std::string> environment;
  std::array<struct sigaction, NSIG> actions = {};
  sigset_t blocked = {};  // of the calling thread
};

ProcessState process_state();

// "the working directory (now /tmp), the handler of SIGFPE"; empty: nothing changed.
std::string describe_state_changes(const ProcessState& before, const ProcessState& after);

// What a process holds. Each grows without end if something is taken for every call and not given
// back.
//   heap_bytes      that glibc's malloc has given out
//   descriptors     open ones
//   threads
//   mapped_bytes    of address space
//   resident_bytes  of memory
enum class Resource { heap_bytes, descriptors, threads, mapped_bytes, resident_bytes };
inline constexpr std::size_t resources = 5;

std::array<std::int64_t, resources> held_resources();

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_GATE_PROCESS_STATE_H_
