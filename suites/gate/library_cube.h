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

// In what images the cube is computed. wide: 32 of 4096 x 128 pixels. narrow: 32 of 3 x 131,072 and
// as many of 1 x 131,072, which lie between them, so that every input goes through what a kernel
// has for the end of a row.
enum class RowShape { wide, narrow };

// The axes of a block in wide rows: 128 rows of 4096 pixels.
std::vector<std::size_t> cube_block_shape();

// Computes the whole cube on instance 0 and judges every code, one block while the kernel computes
// the next one. Each plane fills half of its slot: its first byte lies at a page that cannot be
// touched, or its last one does; of one block this is the one in wide rows and the other in narrow
// ones. What is late after the first block or the last one faults; in between codes that change
// after run show only where that changes them. Returns the finding if the kernel breaks down on the
// way, with the block it was in; no run is under way then.
std::optional<GateFinding> compute_cube(KernelSession& session, const KernelMemory& memory,
                                        RowShape shape, CubeJudge& judge, const Progress& progress);

// What kind of fault the mismatches of the cube are, by computing the block of the first mismatch
// again in two fresh processes: value if the same codes come again, else stale_state if they are
// right then, else nondeterministic. config: of the deployment. Needs a complete cube with
// mismatches.
FindingKind classify_mismatches(const LibraryKernel& kernel, const swingproof_config& config,
                                const KernelMemory& memory, RowShape shape, const CubeJudge& judge);

// Whether the kernel gives the same codes over the cube in narrow rows as it gave in wide ones.
// session: new; instance 0 is made in it.
std::optional<GateFinding> check_narrow_rows(const LibraryKernel& kernel,
                                             const swingproof_config& config,
                                             const KernelMemory& memory, const CubeJudge& wide,
                                             KernelSession& session);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_GATE_LIBRARY_CUBE_H_
