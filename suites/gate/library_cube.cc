// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/library_cube.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace swingproof {
namespace {

constexpr std::size_t block_slabs = slot_bytes / slab_pixels;
constexpr std::size_t block_width = 4096;

// Not a code that any part of a channel consists of: what the kernel leaves out shows.
constexpr int unwritten = 0x5A;

PlacedImage block_image() {
  PlacedImage image;
  image.width = block_width;
  image.height = slot_bytes / block_width;
  image.in_stride = block_width;
  image.out_stride = block_width;
  return image;
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

void fill_block_inputs(const KernelMemory& memory, std::size_t first_slab) {
  for (std::size_t slab = 0; slab < block_slabs; ++slab) {
    std::memset(&memory.slot(1)[slab * slab_pixels], static_cast<int>(first_slab + slab) - 128,
                slab_pixels);
  }
  for (std::size_t c = 0; c < 3; ++c) {
    std::memset(memory.slot(input_planes + c).data(), unwritten, slot_bytes);
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

using BlockCodes = std::array<std::vector<std::int8_t>, 3>;

// The codes of one block, computed by a process that has computed nothing else.
BlockCodes compute_block_afresh(const LibraryKernel& kernel, const swingproof_config& config,
                                const KernelMemory& memory, std::size_t first_slab) {
  KernelSession session(kernel, memory);
  fill_constant_inputs(memory);
  fill_block_inputs(memory, first_slab);
  BlockCodes codes;
  if (session.create(0, config) != KernelSession::Outcome::done ||
      session.run(0, block_image()) != KernelSession::Outcome::done) {
    return codes;
  }
  for (std::size_t c = 0; c < 3; ++c) {
    const auto slot = memory.slot(input_planes + c);
    codes[c].assign(slot.begin(), slot.end());
  }
  return codes;
}

}  // namespace

std::optional<GateFinding> compute_cube(KernelSession& session, const KernelMemory& memory,
                                        CubeJudge& judge, const Progress& progress) {
  fill_constant_inputs(memory);
  const PlacedImage image = block_image();
  for (std::size_t slab = 0; slab < cube_slabs; slab += block_slabs) {
    fill_block_inputs(memory, slab);
    if (session.run(0, image) != KernelSession::Outcome::done) {
      return GateFinding{
          session.breakdown()->kind,
          fmt::format("in {} the kernel {}", block_name(slab), session.breakdown()->message)};
    }
    judge.judge(slab, block_slabs, block_codes(memory));
    progress(static_cast<double>(slab + block_slabs) / cube_slabs);
  }
  return std::nullopt;
}

FindingKind classify_mismatches(const LibraryKernel& kernel, const swingproof_config& config,
                                const KernelMemory& memory, const CubeJudge& judge) {
  const CenteredYuv first = judge.tally().counterexamples().front().mismatch.yuv;
  const std::size_t first_slab =
      static_cast<std::size_t>(first.u + 128) / block_slabs * block_slabs;
  const BlockCodes once = compute_block_afresh(kernel, config, memory, first_slab);
  const BlockCodes again = compute_block_afresh(kernel, config, memory, first_slab);
  if (once != again) return FindingKind::nondeterministic;
  for (std::size_t c = 0; c < 3; ++c) {
    const bool same = std::equal(
        once[c].begin(), once[c].end(),
        judge.kept_codes()[c].begin() + static_cast<std::ptrdiff_t>(first_slab * slab_pixels));
    if (once[c].empty() || !same) return FindingKind::stale_state;
  }
  return FindingKind::value;
}

}  // namespace swingproof
