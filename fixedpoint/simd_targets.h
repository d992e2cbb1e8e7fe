// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_FIXEDPOINT_SIMD_TARGETS_H_
#define SWINGPROOF_FIXEDPOINT_SIMD_TARGETS_H_

#include <string>
#include <vector>

namespace swingproof {

// The instruction sets that rows of pixels are compiled for, by Highway's names, the best one
// first.
std::vector<std::string> compiled_simd_targets();

// The one of them that this processor runs: "AVX2". Results do not depend on it.
std::string used_simd_target();

}  // namespace swingproof

#endif  // SWINGPROOF_FIXEDPOINT_SIMD_TARGETS_H_
