// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/sweep/path.h"

#include <cstddef>
#include <span>

#include "fixedpoint/row_kernel.h"
#include "suites/parallel_blocks.h"
#include "suites/pixels/training_codes.h"
#include "suites/sweep/row_tally.h"

namespace swingproof {
namespace {

using Histograms = std::array<DifferenceHistogram, 3>;

struct Path {
  std::array<TrainingRow, 3> rows;
  const LoweredOp& op;
  TrainingCodes training;
};

// The 256 pixels with these first two bytes.
void tally_pixel_row(const Path& path, std::uint8_t byte_0, std::uint8_t byte_1,
                     Histograms& histograms) {
  TrainingRowPlanes yuv;
  training_last_byte_row(path.rows, byte_0, byte_1, yuv);
  // What the model saw: one code along the row for the first two channels, every byte's for the
  // third.
  std::array<std::array<std::int8_t, 256>, 2> seen;
  seen[0].fill(path.training[0][byte_0]);
  seen[1].fill(path.training[1][byte_1]);
  const std::array<const std::int8_t*, 3> references = {seen[0].data(), seen[1].data(),
                                                        path.training[2].data()};
  std::array<std::array<std::int8_t, 256>, 3> codes;
  fixed_rows(path.op, {yuv[0].data(), yuv[1].data(), yuv[2].data()}, 256,
             {codes[0].data(), codes[1].data(), codes[2].data()});
  for (std::size_t c = 0; c < 3; ++c) {
    DifferenceTally tally{LumaRun{0, 256}, &histograms[c]};
    tally_differences(codes[c].data(), references[c], std::span(&tally, 1));
  }
}

}  // namespace

std::array<PathErrors, 3> sweep_path(const Deployment& deployment, const LoweredOp& op) {
  const Path path{training_rows(deployment.op, deployment.matrix), op, training_codes(deployment)};
  constexpr std::size_t block_planes = 8;
  const auto tally_planes = [&](std::size_t block, Histograms& histograms) {
    for (std::size_t byte_0 = block * block_planes; byte_0 < (block + 1) * block_planes; ++byte_0) {
      for (std::size_t byte_1 = 0; byte_1 < 256; ++byte_1) {
        tally_pixel_row(path, static_cast<std::uint8_t>(byte_0), static_cast<std::uint8_t>(byte_1),
                        histograms);
      }
    }
  };
  const auto add = [](Histograms& sum, const Histograms& part) {
    for (std::size_t c = 0; c < 3; ++c) sum[c].add(part[c]);
  };
  const Histograms histograms = sum_of_blocks(256 / block_planes, Histograms(), tally_planes, add);
  std::array<PathErrors, 3> errors;
  for (std::size_t c = 0; c < 3; ++c) {
    errors[c] = {output_channels(deployment.op)[c], histograms[c].occurred()};
  }
  return errors;
}

}  // namespace swingproof
