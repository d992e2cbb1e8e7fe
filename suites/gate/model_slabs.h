// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_GATE_MODEL_SLABS_H_
#define SWINGPROOF_SUITES_GATE_MODEL_SLABS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "fixedpoint/lowering.h"
#include "fixedpoint/luma_rows.h"
#include "suites/gate/cube_slabs.h"

namespace swingproof {

// The model's codes in slab order, and whether other codes equal them. Thread-safe.
class ModelSlabs {
 public:
  explicit ModelSlabs(const LoweredOp& op);

  const LoweredOp& op() const { return op_; }

  using Row = std::array<std::int8_t, 256>;

  // The codes of channel c at u and v for Y = -128..127: a pointer to 256 codes, in scratch or in
  // memory of this object.
  const std::int8_t* row(std::size_t c, int u, int v, Row& scratch) const;

  // Whether these 65,536 codes are the model's for channel c at u.
  bool equals(std::size_t c, int u, const std::int8_t* codes) const;

  // Writes the 65,536 codes of channel c at u.
  void fill(std::size_t c, int u, std::int8_t* codes) const;

 private:
  LoweredOp op_;
  std::array<std::optional<LumaRows>, 3> rows_;  // where they exist
};

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_GATE_MODEL_SLABS_H_
