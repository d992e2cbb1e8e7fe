// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_GATE_CONFIG_CHECKS_H_
#define SWINGPROOF_SUITES_GATE_CONFIG_CHECKS_H_

#include <vector>

#include "suites/gate/contract_checks.h"

namespace swingproof {

// Whether instances of other configurations, alive or ended, change what an instance computes: the
// subject's configuration and five that differ from it in one field each (op, swing, mean, std,
// q_scale), in one order in this session and in the opposite one in a fresh process. Configurations
// that the kernel does not support are left out.
void check_configs(const ContractSubject& subject, KernelSession& session,
                   const KernelMemory& memory, std::vector<GateFinding>& findings);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_GATE_CONFIG_CHECKS_H_
