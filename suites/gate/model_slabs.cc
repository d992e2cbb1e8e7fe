// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/model_slabs.h"

#include <cstring>
#include <span>

#include "fixedpoint/row_kernel.h"

namespace swingproof {

ModelSlabs::ModelSlabs(const LoweredOp& op) : op_(op) {
  for (std::size_t c = 0; c < 3; ++c) {
    if (LumaRows::exist_for(op[c])) rows_[c].emplace(op[c]);
  }
}

const std::int8_t* ModelSlabs::row(std::size_t c, int u, int v, Row& scratch) const {
  if (rows_[c]) return rows_[c]->codes().data() + rows_[c]->first_place(u, v);
  fixed_luma_row(op_[c], static_cast<std::int8_t>(u), static_cast<std::int8_t>(v), scratch);
  return scratch.data();
}

bool ModelSlabs::equals(std::size_t c, int u, const std::int8_t* codes) const {
  Row scratch;
  for (int v = -128; v < 128; ++v, codes += 256) {
    if (std::memcmp(row(c, u, v, scratch), codes, 256) != 0) return false;
  }
  return true;
}

void ModelSlabs::fill(std::size_t c, int u, std::int8_t* codes) const {
  Row scratch;
  for (int v = -128; v < 128; ++v, codes += 256) {
    std::memcpy(codes, row(c, u, v, scratch), 256);
  }
}

}  // namespace swingproof
