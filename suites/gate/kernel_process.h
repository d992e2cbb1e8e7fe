// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_GATE_KERNEL_PROCESS_H_
#define SWINGPROOF_SUITES_GATE_KERNEL_PROCESS_H_

#include <chrono>
#include <optional>
#include <string>
#include <variant>

#include "suites/gate/finding.h"
#include "suites/gate/host_protocol.h"
#include "suites/gate/kernel_memory.h"
#include "suites/process/spawned_process.h"

namespace swingproof {

// The command's own file; what SWINGPROOF_HOST names where a loader started it, as in the portable
// tarball (packaging/launcher.sh): /proc/self/exe is the loader then.
std::string own_program();

// How to start a kernel host: a program that calls run_kernel_host when its first argument is
// kernel_host_argument.
struct HostProgram {
  std::string path = own_program();
};

// How a kernel ended its host, or was ended: "was ended by SIGFPE", "did not return in 30 s". The
// message starts with a verb; the caller says what was being computed.
struct Breakdown {
  FindingKind kind = FindingKind::crash;
  std::string message;
};

// The text of a reply: any bytes may come; what reports print is one line of UTF-8.
std::string reply_text(const HostReply& reply);

// A kernel in a host process of its own. Whatever the kernel does, calls return: with a reply or
// with how the process ended. The host dies with this object, and with the process that holds it.
class KernelProcess {
 public:
  // Starts the host, with these assignments added to our environment, and loads the library. Throws
  // InputError if the host cannot be started or does not get as far as loading, and if the library
  // cannot be loaded as a kernel (file missing, function missing); std::system_error if there is no
  // room for its pipes. If loading it breaks down, broken() says how.
  KernelProcess(const HostProgram& program, const std::string& library,
                const std::vector<std::string>& environment, const KernelMemory& memory,
                std::chrono::milliseconds timeout);
  ~KernelProcess() = default;
  KernelProcess(const KernelProcess&) = delete;
  KernelProcess& operator=(const KernelProcess&) = delete;

  // The kernel's own name for itself, escaped where it is not one line of UTF-8.
  const std::string& kernel_name() const { return kernel_name_; }

  // Set once the host has ended; no further call is possible then.
  const std::optional<Breakdown>& broken() const { return broken_; }

  // Asks for one task. More may be asked for before the first has been answered, a few dozen at
  // most; the host does them in order. Throws std::logic_error if broken() is set.
  void ask(const HostRequest& request);

  // The answer to the earliest task that has none, waited for until the timeout.
  std::variant<HostReply, Breakdown> answer();

  // What the kernel has printed on stdout and stderr so far, the first 64 KiB; it is kept off ours.
  std::string printed();

 private:
  void start(const HostProgram& program, const std::string& library,
             const std::vector<std::string>& environment, const KernelMemory& memory);
  void require_started(const HostProgram& program);
  Breakdown end_of_process();
  Breakdown give_up(FindingKind kind, std::string message);

  std::chrono::milliseconds timeout_;
  std::string kernel_name_;
  std::optional<Breakdown> broken_;
  // Reported by a thread that may fault while another one replies, and so between two calls.
  std::optional<FaultPlace> fault_;
  Descriptor socket_;
  Descriptor output_;
  SpawnedProcess process_;
};

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_GATE_KERNEL_PROCESS_H_
