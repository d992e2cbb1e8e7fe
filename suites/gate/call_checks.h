// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_GATE_CALL_CHECKS_H_
#define SWINGPROOF_SUITES_GATE_CALL_CHECKS_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "suites/gate/contract_checks.h"

namespace swingproof {

// What calls did not leave as it was in the processor: bits of EnvironmentChange and of
// describe_registers.
struct MachineChanges {
  std::uint32_t environment = 0;
  std::uint32_t registers = 0;

  void add(const KernelSession& session);
  // A finding of kind fp_environment, and one of kind machine_state that names the registers.
  void report(std::vector<GateFinding>& findings) const;
};

struct CallChecks {
  std::vector<GateFinding> findings;
  MachineChanges changes;
  std::optional<std::uint64_t> stack_bytes;  // of one call on two rows of 3840 pixels
};

// What calls leave behind, in a process of its own: 2,000 runs of one instance and 200 instances
// made, run and destroyed must not hold ever more memory, descriptors or threads (leak); the
// working directory, the locale, the umask, signal handlers and the environment of the process must
// be what they were before the kernel was loaded (process_state). The subject is right by now: a
// breakdown is a finding about many calls.
CallChecks check_calls(const ContractSubject& subject, const KernelMemory& memory);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_GATE_CALL_CHECKS_H_
