// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_GATE_KERNEL_HOST_H_
#define SWINGPROOF_SUITES_GATE_KERNEL_HOST_H_

#include <string>

namespace swingproof {

// The first argument that makes the command a kernel host. Not for users.
inline constexpr const char* kernel_host_argument = "kernel-host";

// Whether a program was started as a kernel host: by its arguments, and with the gate's socket.
bool is_kernel_host(int argc, const char* const* argv);

// The life of a kernel host: loads the shared library and does what the gate asks of it
// (host_protocol.h) until the gate closes its end. The only place where a kernel's code runs.
// Returns the exit code.
int run_kernel_host(const std::string& library);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_GATE_KERNEL_HOST_H_
