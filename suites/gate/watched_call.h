// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_GATE_WATCHED_CALL_H_
#define SWINGPROOF_SUITES_GATE_WATCHED_CALL_H_

#include <cstdint>
#include <string>

namespace swingproof {

// The state that a called function must preserve besides memory (System V ABI for x86-64, section
// 3.2.1; AAPCS64, sections 6.1.1 and 6.1.2): rbx, rbp, r12 to r15 and a cleared direction flag; on
// AArch64 x19 to x29 and the low halves of v8 to v15. A kernel in assembly that forgets one breaks
// its caller, often far away. On other processors nothing is watched.

struct WatchedCall {
  std::uint64_t returned = 0;   // in the width of a register; pointers and int alike
  std::uint32_t changed = 0;    // a bit for each register that did not come back
  const void* stack = nullptr;  // where the function's own stack begins, growing down
};

// Calls function(first, second) with known values in these registers, and puts the caller's own
// back.
WatchedCall watched_call(void* function, const void* first, const void* second);

// "r12, the direction flag".
std::string describe_registers(std::uint32_t changed);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_GATE_WATCHED_CALL_H_
