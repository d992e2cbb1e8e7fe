// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_GATE_MODEL_CUBE_FIXTURE_H_
#define SWINGPROOF_SUITES_GATE_MODEL_CUBE_FIXTURE_H_

#include <cstddef>

#include "suites/gate/cube_slabs.h"
#include "suites/gate/model_slabs.h"

namespace swingproof {

// The codes of a kernel without a mistake.
inline CubeCodes model_cube(const LoweredOp& op) {
  const ModelSlabs model(op);
  CubeCodes cube;
  for (std::size_t c = 0; c < 3; ++c) {
    cube[c].resize(cube_slabs * slab_pixels);
    for (int u = -128; u < 128; ++u) {
      model.fill(c, u, cube[c].data() + slab_index(-128, u, -128));
    }
  }
  return cube;
}

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_GATE_MODEL_CUBE_FIXTURE_H_
