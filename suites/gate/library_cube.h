// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_GATE_LIBRARY_CUBE_H_
#define SWINGPROOF_SUITES_GATE_LIBRARY_CUBE_H_

#include <optional>
#include <vector>

#include "suites/gate/cube_judge.h"
#include "suites/gate/finding.h"
#include "suites/gate/kernel_session.h"
#include "suites/gate/kernel_source.h"

namespace swingproof {

// Computes the whole cube on instance 0, in 16 images of 4096 x 256 pixels, and judges every code.
// Each plane fills its slot: the first byte and the last one lie at pages that cannot be touched.
// Returns the finding if the kernel breaks down on the way, with the block it was in.
std::optional<GateFinding> compute_cube(KernelSession& session, const KernelMemory& memory,
                                        CubeJudge& judge, const Progress& progress);

// What kind of fault the mismatches of the cube are, by computing the block of the first mismatch
// again in two fresh processes: value if the same codes come again, else stale_state if they are
// right then, else nondeterministic. config: of the deployment. Needs a complete cube with
// mismatches.
FindingKind classify_mismatches(const LibraryKernel& kernel, const swingproof_config& config,
                                const KernelMemory& memory, const CubeJudge& judge);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_GATE_LIBRARY_CUBE_H_
