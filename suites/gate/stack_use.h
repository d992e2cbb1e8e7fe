// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_GATE_STACK_USE_H_
#define SWINGPROOF_SUITES_GATE_STACK_USE_H_

#include <cstddef>
#include <functional>

namespace swingproof {

// The most that a measured call may have: what Linux gives the first thread of a process.
inline constexpr std::size_t measured_stack_bytes = std::size_t{8} << 20;

// Makes the call in a thread of its own, whose stack was filled with a pattern, and returns how
// many bytes were written below the frame whose address the call returns. Bytes that a function
// reserves and never writes do not count, unless there are written ones below them. Throws
// std::system_error.
std::size_t stack_use(const std::function<const void*()>& call);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_GATE_STACK_USE_H_
