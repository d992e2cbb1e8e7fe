// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/cube_judge.h"

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "suites/parallel_blocks.h"

namespace swingproof {
namespace {

struct SlabsVerdict {
  MismatchTally tally;
  bool codes_changed = false;
};

// At the speed of memory, without waking other threads: all that a kernel that is right takes.
bool is_equal(const ModelSlabs& model, std::size_t first_slab, std::size_t slabs,
              const SlabCodes& codes) {
  for (std::size_t slab = 0; slab < slabs; ++slab) {
    for (std::size_t c = 0; c < 3; ++c) {
      const int u = static_cast<int>(first_slab + slab) - 128;
      if (!model.equals(c, u, codes[c] + slab * slab_pixels)) return false;
    }
  }
  return true;
}

SlabsVerdict judge_slab(const ModelSlabs& model, int u, const SlabCodes& codes) {
  bool equal = true;
  for (std::size_t c = 0; c < 3 && equal; ++c) equal = model.equals(c, u, codes[c]);
  if (equal) return {};
  MismatchTally tally;
  std::array<ModelSlabs::Row, 3> scratch;
  for (int v = -128; v < 128; ++v) {
    const std::size_t row = static_cast<std::size_t>(v + 128) * 256;
    SlabCodes expected = {};
    for (std::size_t c = 0; c < 3; ++c) expected[c] = model.row(c, u, v, scratch[c]);
    tally_row(u, v, expected, {codes[0] + row, codes[1] + row, codes[2] + row}, tally);
  }
  return {tally, tally.mismatches() == 0};
}

}  // namespace

void tally_row(int u, int v, const SlabCodes& expected, const SlabCodes& got,
               MismatchTally& tally) {
  bool equal = true;
  for (std::size_t c = 0; c < 3 && equal; ++c) {
    equal = std::memcmp(expected[c], got[c], 256) == 0;
  }
  if (equal) return;
  for (std::size_t i = 0; i < 256; ++i) {
    const CodeTriple expected_codes = {expected[0][i], expected[1][i], expected[2][i]};
    const CodeTriple got_codes = {got[0][i], got[1][i], got[2][i]};
    if (expected_codes == got_codes) continue;
    const CenteredYuv yuv{static_cast<std::int8_t>(static_cast<int>(i) - 128),
                          static_cast<std::int8_t>(u), static_cast<std::int8_t>(v)};
    tally.add(Mismatch{yuv, expected_codes, got_codes});
  }
}

const std::int8_t* CubeJudge::row(std::size_t c, int u, int v, ModelSlabs::Row& scratch) const {
  if (kept_[c].empty()) return model_.row(c, u, v, scratch);
  return kept_[c].data() + slab_index(-128, u, v);
}

void CubeJudge::judge(std::size_t first_slab, std::size_t slabs, const SlabCodes& codes) {
  if (first_slab != judged_slabs_ || first_slab + slabs > cube_slabs) {
    throw std::logic_error("CubeJudge: slabs out of order");
  }
  const bool equal = is_equal(model_, first_slab, slabs, codes);
  if (!equal) judge_unequal(first_slab, slabs, codes);
  if (tally_.mismatches() != 0) keep(first_slab, slabs, codes);
  judged_slabs_ += slabs;
}

void CubeJudge::judge_unequal(std::size_t first_slab, std::size_t slabs, const SlabCodes& codes) {
  const auto add = [](SlabsVerdict& sum, const SlabsVerdict& part) {
    sum.tally.add(part.tally);
    sum.codes_changed = sum.codes_changed || part.codes_changed;
  };
  const auto judge_one = [&](std::size_t i, SlabsVerdict& verdict) {
    const std::size_t begin = i * slab_pixels;
    add(verdict, judge_slab(model_, static_cast<int>(first_slab + i) - 128,
                            {codes[0] + begin, codes[1] + begin, codes[2] + begin}));
  };
  const SlabsVerdict verdict = sum_of_blocks(slabs, SlabsVerdict(), judge_one, add);
  tally_.add(verdict.tally);
  const bool all_equal_now = verdict.tally.mismatches() == 0;
  codes_changed_ = codes_changed_ || verdict.codes_changed || all_equal_now;
}

void CubeJudge::keep(std::size_t first_slab, std::size_t slabs, const SlabCodes& codes) {
  for (std::size_t c = 0; c < 3; ++c) {
    std::vector<std::int8_t>& kept = kept_[c];
    if (kept.empty()) {
      kept.resize(cube_slabs * slab_pixels);
      for (std::size_t slab = 0; slab < first_slab; ++slab) {
        model_.fill(c, static_cast<int>(slab) - 128, kept.data() + slab * slab_pixels);
      }
    }
    std::copy_n(codes[c], slabs * slab_pixels, kept.data() + first_slab * slab_pixels);
  }
}

}  // namespace swingproof
