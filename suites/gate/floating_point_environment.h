// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_GATE_FLOATING_POINT_ENVIRONMENT_H_
#define SWINGPROOF_SUITES_GATE_FLOATING_POINT_ENVIRONMENT_H_

#include <cstdint>
#include <string>

namespace swingproof {

// The state that a kernel must preserve in the calling thread: the controls of floating-point
// arithmetic, not the sticky flags that every operation may raise.
struct FloatingPointEnvironment {
  int rounding = 0;               // fegetround()
  std::uint32_t control = 0;      // MXCSR without its flags; FPCR on AArch64
  std::uint16_t x87_control = 0;  // x86 only
  std::uint16_t x87_tags = 0;     // 0xFFFF: empty; anything else: x87 values, or no EMMS after MMX
};

FloatingPointEnvironment floating_point_environment();

void restore(const FloatingPointEnvironment& environment);

// EnvironmentChange bits (host_protocol.h).
std::uint32_t changes(const FloatingPointEnvironment& before,
                      const FloatingPointEnvironment& after);

// "the rounding mode, the flushing of subnormals".
std::string describe_changes(std::uint32_t environment_changes);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_GATE_FLOATING_POINT_ENVIRONMENT_H_
