// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/library_cube.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "suites/parallel_blocks.h"

namespace swingproof {
namespace {

constexpr std::size_t block_slabs = slot_bytes / slab_pixels;
constexpr std::size_t block_width = 4096;

// What the outputs hold before. Not the same for both shapes: a pixel that is left out where the
// code is just this one shows in the other.
int unwritten(RowShape shape) { return shape == RowShape::wide ? 0x5A : 0xA5; }

// The images that together are one block: one, or one of the first three pixels of every four and
// one of each fourth.
std::vector<PlacedImage> block_images(RowShape shape) {
  const auto image = [](std::uint64_t width, std::int64_t stride, std::uint64_t offset) {
    PlacedImage placed;
    placed.width = width;
    placed.height = slot_bytes / static_cast<std::size_t>(stride);
    placed.in_stride = stride;
    placed.out_stride = stride;
    placed.offset.fill(offset);
    return placed;
  };
  if (shape == RowShape::wide) return {image(block_width, block_width, 0)};
  return {image(3, 4, 0), image(1, 4, 3)};
}

// Y and V are the same in every block, U is one value for each slab.
void fill_constant_inputs(const KernelMemory& memory) {
  const auto y = memory.slot(0);
  const auto v = memory.slot(2);
  for (std::size_t i = 0; i < 256; ++i) y[i] = static_cast<std::int8_t>(static_cast<int>(i) - 128);
  for (std::size_t size = 256; size < slot_bytes; size *= 2) {
    std::copy_n(y.begin(), size, y.begin() + static_cast<std::ptrdiff_t>(size));
  }
  for (std::size_t row = 0; row < slot_bytes / 256; ++row) {
    std::memset(&v[row * 256], static_cast<int>(row % 256) - 128, 256);
  }
}

void fill_block(const KernelMemory& memory, std::size_t first_slab, RowShape shape) {
  for (std::size_t slab = 0; slab < block_slabs; ++slab) {
    std::memset(&memory.slot(1)[slab * slab_pixels], static_cast<int>(first_slab + slab) - 128,
                slab_pixels);
  }
  for (std::size_t c = 0; c < 3; ++c) {
    std::memset(memory.slot(input_planes + c).data(), unwritten(shape), slot_bytes);
  }
}

SlabCodes block_codes(const KernelMemory& memory) {
  return {memory.slot(3).data(), memory.slot(4).data(), memory.slot(5).data()};
}

std::string block_name(std::size_t first_slab) {
  const int first_u = static_cast<int>(first_slab) - 128;
  return fmt::format("block {} of {} of the cube (U {}..{}, every V and Y)",
                     first_slab / block_slabs + 1, cube_slabs / block_slabs, first_u,
                     first_u + static_cast<int>(block_slabs) - 1);
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
                                const KernelMemory& memory, std::size_t first_slab,
                                RowShape shape) {
  KernelSession session(kernel, memory);
  fill_constant_inputs(memory);
  fill_block(memory, first_slab, shape);
  BlockCodes codes;
  if (session.create(0, config) != KernelSession::Outcome::done) return codes;
  for (const PlacedImage& image : block_images(shape)) {
    if (session.run(0, image) != KernelSession::Outcome::done) return codes;
  }
  for (std::size_t c = 0; c < 3; ++c) {
    const auto slot = memory.slot(input_planes + c);
    codes[c].assign(slot.begin(), slot.end());
  }
  return codes;
}

}  // namespace

std::optional<GateFinding> compute_cube(KernelSession& session, const KernelMemory& memory,
                                        RowShape shape, CubeJudge& judge,
                                        const Progress& progress) {
  fill_constant_inputs(memory);
  const std::vector<PlacedImage> images = block_images(shape);
  for (std::size_t slab = 0; slab < cube_slabs; slab += block_slabs) {
    fill_block(memory, slab, shape);
    const bool is_end = slab == 0 || slab + block_slabs == cube_slabs;
    const auto after = is_end ? KernelSession::AfterRun::forbidden : KernelSession::AfterRun::open;
    for (const PlacedImage& image : images) {
      if (session.run(0, image, after) == KernelSession::Outcome::done) continue;
      return GateFinding{
          session.breakdown()->kind,
          fmt::format("in {}{} the kernel {}", block_name(slab),
                      shape == RowShape::wide ? "" : ", in rows of 3 pixels and of 1,",
                      session.breakdown()->message)};
    }
    judge.judge(slab, block_slabs, block_codes(memory));
    progress(static_cast<double>(slab + block_slabs) / cube_slabs);
  }
  return std::nullopt;
}

FindingKind classify_mismatches(const LibraryKernel& kernel, const swingproof_config& config,
                                const KernelMemory& memory, RowShape shape,
                                const CubeJudge& judge) {
  const CenteredYuv first = judge.tally().counterexamples().front().mismatch.yuv;
  const std::size_t first_slab =
      static_cast<std::size_t>(first.u + 128) / block_slabs * block_slabs;
  const BlockCodes once = compute_block_afresh(kernel, config, memory, first_slab, shape);
  const BlockCodes again = compute_block_afresh(kernel, config, memory, first_slab, shape);
  if (once != again) return FindingKind::nondeterministic;
  for (std::size_t c = 0; c < 3; ++c) {
    const bool same = std::equal(
        once[c].begin(), once[c].end(),
        judge.kept_codes()[c].begin() + static_cast<std::ptrdiff_t>(first_slab * slab_pixels));
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
