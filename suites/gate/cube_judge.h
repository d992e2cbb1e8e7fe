// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_GATE_CUBE_JUDGE_H_
#define SWINGPROOF_SUITES_GATE_CUBE_JUDGE_H_

#include <cstddef>
#include <cstdint>

#include "fixedpoint/lowering.h"
#include "suites/gate/cube_slabs.h"
#include "suites/gate/mismatch_tally.h"
#include "suites/gate/model_slabs.h"

namespace swingproof {

// Compares a kernel's codes for the cube with the model's, bit for bit, some slabs at a time. Codes
// are kept from the first mismatch on; until then they are the model's.
class CubeJudge {
 public:
  explicit CubeJudge(const LoweredOp& op) : model_(op) {}

  // Takes in the next slabs, from first_slab on; slabs come in order, without gaps.
  void judge(std::size_t first_slab, std::size_t slabs, const SlabCodes& codes);

  std::uint64_t inputs() const { return judged_slabs_ * slab_pixels; }
  bool is_complete() const { return judged_slabs_ == cube_slabs; }
  const MismatchTally& tally() const { return tally_; }
  // Whether codes changed while they were compared: the kernel was still writing.
  bool codes_changed() const { return codes_changed_; }
  const ModelSlabs& model() const { return model_; }

  // The kernel's codes of channel c at u and v for Y = -128..127, in scratch or in memory of this
  // object; of slabs judged.
  const std::int8_t* row(std::size_t c, int u, int v, ModelSlabs::Row& scratch) const;

  // The kernel's codes of all slabs judged; empty planes if there was no mismatch.
  const CubeCodes& kept_codes() const { return kept_; }

 private:
  void judge_unequal(std::size_t first_slab, std::size_t slabs, const SlabCodes& codes);
  void keep(std::size_t first_slab, std::size_t slabs, const SlabCodes& codes);

  ModelSlabs model_;
  MismatchTally tally_;
  CubeCodes kept_;
  std::size_t judged_slabs_ = 0;
  bool codes_changed_ = false;
};

// Adds the inputs at u and v, Y = -128..127, for which the codes are not the expected ones.
void tally_row(int u, int v, const SlabCodes& expected, const SlabCodes& got, MismatchTally& tally);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_GATE_CUBE_JUDGE_H_
