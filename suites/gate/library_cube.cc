// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/library_cube.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <numeric>
#include <utility>

#include "suites/parallel_blocks.h"

namespace swingproof {
namespace {

// A block is at one end of each slot: while the kernel computes it, the gate compares and fills the
// other end.
constexpr std::size_t block_bytes = std::size_t{1} << 19;
constexpr std::size_t block_slabs = block_bytes / slab_pixels;
constexpr std::size_t blocks = cube_slabs / block_slabs;
constexpr std::size_t block_width = 4096;

// What the outputs hold before. Not the same for both shapes: a pixel that is left out where the
// code is just this one shows in the other.
int unwritten(RowShape shape) { return shape == RowShape::wide ? 0x5A : 0xA5; }

// Where a block begins in each slot. In one shape its first byte lies at a page that cannot be
// touched, in the other its last one.
std::size_t block_offset(std::size_t block, RowShape shape) {
  const bool is_first = (block + (shape == RowShape::wide ? 0 : 1)) % 2 == 0;
  return is_first ? 0 : slot_bytes - block_bytes;
}

// The images that together are one block: one, or one of the first three pixels of every four and
// one of each fourth.
std::vector<PlacedImage> block_images(std::size_t block, RowShape shape) {
  const auto image = [&](std::uint64_t width, std::int64_t stride, std::uint64_t offset) {
    PlacedImage placed;
    placed.width = width;
    placed.height = block_bytes / static_cast<std::size_t>(stride);
    placed.in_stride = stride;
    placed.out_stride = stride;
    placed.offset.fill(block_offset(block, shape) + offset);
    return placed;
  };
  if (shape == RowShape::wide) return {image(block_width, block_width, 0)};
  return {image(3, 4, 0), image(1, 4, 3)};
}

// Y and V are the same in every block, U is one value for each slab.
void fill_constant_inputs(const KernelMemory& memory) {
  for (const std::size_t begin : {std::size_t{0}, slot_bytes - block_bytes}) {
    std::int8_t* y = &memory.slot(0)[begin];
    std::int8_t* v = &memory.slot(2)[begin];
    for (std::size_t row = 0; row < block_bytes / 256; ++row) {
      std::iota(y + row * 256, y + (row + 1) * 256, std::int8_t{-128});
      std::memset(v + row * 256, static_cast<int>(row % 256) - 128, 256);
    }
  }
}

void fill_block(const KernelMemory& memory, std::size_t block, RowShape shape) {
  const std::size_t begin = block_offset(block, shape);
  for (std::size_t slab = 0; slab < block_slabs; ++slab) {
    std::memset(&memory.slot(1)[begin + slab * slab_pixels],
                static_cast<int>(block * block_slabs + slab) - 128, slab_pixels);
  }
  for (std::size_t c = 0; c < 3; ++c) {
    std::memset(&memory.slot(input_planes + c)[begin], unwritten(shape), block_bytes);
  }
}

SlabCodes block_codes(const KernelMemory& memory, std::size_t block, RowShape shape) {
  const std::size_t begin = block_offset(block, shape);
  return {&memory.slot(3)[begin], &memory.slot(4)[begin], &memory.slot(5)[begin]};
}

std::string block_name(std::size_t block) {
  const int first_u = static_cast<int>(block * block_slabs) - 128;
  return fmt::format("block {} of {} of the cube (U {}..{}, every V and Y)", block + 1, blocks,
                     first_u, first_u + static_cast<int>(block_slabs) - 1);
}

void start_block(KernelSession& session, const KernelMemory& memory, std::size_t block,
                 RowShape shape) {
  fill_block(memory, block, shape);
  const bool is_end = block == 0 || block + 1 == blocks;
  const auto after = is_end ? KernelSession::AfterRun::forbidden : KernelSession::AfterRun::open;
  for (const PlacedImage& image : block_images(block, shape)) session.start_run(0, image, after);
}

// Waits for the images of the earliest block that was started, up to one that breaks down. Nothing:
// the kernel has computed it.
std::optional<GateFinding> finish_block(KernelSession& session, std::size_t block, RowShape shape) {
  for (std::size_t images = block_images(block, shape).size(); images != 0; --images) {
    if (session.finish_run() == KernelSession::Outcome::done) continue;
    return GateFinding{session.breakdown()->kind,
                       fmt::format("in {}{} the kernel {}", block_name(block),
                                   shape == RowShape::wide ? "" : ", in rows of 3 pixels and of 1,",
                                   session.breakdown()->message)};
  }
  return std::nullopt;
}

// Inputs with other codes in one cube than in another.
MismatchTally differences(const CubeJudge& one, const CubeJudge& other) {
  MismatchTally tally;
  if (one.tally().mismatches() == 0 && other.tally().mismatches() == 0) return tally;
  const auto compare_slab = [&](std::size_t slab, MismatchTally& part) {
    std::array<std::array<ModelSlabs::Row, 3>, 2> scratch;
    const int u = static_cast<int>(slab) - 128;
    for (int v = -128; v < 128; ++v) {
      SlabCodes expected = {};
      SlabCodes got = {};
      for (std::size_t c = 0; c < 3; ++c) {
        expected[c] = one.row(c, u, v, scratch[0][c]);
        got[c] = other.row(c, u, v, scratch[1][c]);
      }
      tally_row(u, v, expected, got, part);
    }
  };
  const auto add = [](MismatchTally& sum, const MismatchTally& part) { sum.add(part); };
  return sum_of_blocks(cube_slabs, tally, compare_slab, add);
}

using BlockCodes = std::array<std::vector<std::int8_t>, 3>;

// The codes of one block, computed by a process that has computed nothing else.
BlockCodes compute_block_afresh(const LibraryKernel& kernel, const swingproof_config& config,
                                const KernelMemory& memory, std::size_t block, RowShape shape) {
  KernelSession session(kernel, memory);
  fill_constant_inputs(memory);
  fill_block(memory, block, shape);
  BlockCodes codes;
  if (session.create(0, config) != KernelSession::Outcome::done) return codes;
  for (const PlacedImage& image : block_images(block, shape)) {
    if (session.run(0, image) != KernelSession::Outcome::done) return codes;
  }
  const SlabCodes computed = block_codes(memory, block, shape);
  for (std::size_t c = 0; c < 3; ++c) codes[c].assign(computed[c], computed[c] + block_bytes);
  return codes;
}

}  // namespace

std::vector<std::size_t> cube_block_shape() { return {block_bytes / block_width, block_width}; }

std::optional<GateFinding> compute_cube(KernelSession& session, const KernelMemory& memory,
                                        RowShape shape, CubeJudge& judge,
                                        const Progress& progress) {
  fill_constant_inputs(memory);
  start_block(session, memory, 0, shape);
  for (std::size_t block = 0; block < blocks; ++block) {
    // Nothing runs after the first block until it is compared: what is late then faults.
    if (block != 0 && block + 1 < blocks) start_block(session, memory, block + 1, shape);
    if (auto finding = finish_block(session, block, shape)) {
      while (session.started_runs() != 0) session.finish_run();
      return finding;
    }
    judge.judge(block * block_slabs, block_slabs, block_codes(memory, block, shape));
    if (block == 0) start_block(session, memory, 1, shape);
    progress(static_cast<double>(block + 1) / blocks);
  }
  return std::nullopt;
}

FindingKind classify_mismatches(const LibraryKernel& kernel, const swingproof_config& config,
                                const KernelMemory& memory, RowShape shape,
                                const CubeJudge& judge) {
  const CenteredYuv first = judge.tally().counterexamples().front().mismatch.yuv;
  const std::size_t block = static_cast<std::size_t>(first.u + 128) / block_slabs;
  const BlockCodes once = compute_block_afresh(kernel, config, memory, block, shape);
  const BlockCodes again = compute_block_afresh(kernel, config, memory, block, shape);
  if (once != again) return FindingKind::nondeterministic;
  for (std::size_t c = 0; c < 3; ++c) {
    const bool same = std::equal(
        once[c].begin(), once[c].end(),
        judge.kept_codes()[c].begin() + static_cast<std::ptrdiff_t>(block * block_bytes));
    if (once[c].empty() || !same) return FindingKind::stale_state;
  }
  return FindingKind::value;
}

std::optional<GateFinding> check_narrow_rows(const LibraryKernel& kernel,
                                             const swingproof_config& config,
                                             const KernelMemory& memory, const CubeJudge& wide,
                                             KernelSession& session) {
  CubeJudge narrow(wide.model().op());
  if (session.create(0, config) != KernelSession::Outcome::done) {
    return GateFinding{FindingKind::nondeterministic,
                       "create does not make in one process what it made in another"};
  }
  if (auto broken = compute_cube(session, memory, RowShape::narrow, narrow, [](double) {})) {
    return broken;
  }
  if (narrow.codes_changed()) {
    return GateFinding{
        FindingKind::nondeterministic,
        "codes in rows of 3 pixels and of 1 were still changing after run had returned"};
  }
  const MismatchTally tally = differences(wide, narrow);
  if (tally.mismatches() == 0) return std::nullopt;
  GateFinding finding;
  // Where narrow rows are the model's, wide ones are not, and that is told as a value.
  if (narrow.tally().mismatches() != 0) {
    finding.kind = classify_mismatches(kernel, config, memory, RowShape::narrow, narrow);
  }
  finding.message = fmt::format(
      "{} of {} inputs give other codes in rows of 3 pixels and of 1 than in rows of {}",
      tally.mismatches(), narrow.inputs(), block_width);
  finding.counterexamples = tally.counterexamples();
  return finding;
}

}  // namespace swingproof
