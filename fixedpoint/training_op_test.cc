// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "fixedpoint/training_op.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdint>

#include "fixedpoint/row_kernel.h"

namespace swingproof {
namespace {

constexpr std::array<Op, 2> ops = {Op::centered_yuv2rgb, Op::centered_yuv2bgr};
constexpr std::array<Matrix, 2> matrices = {bt601_full, bt601_studio};

// By hand from docs/numerics.md section 3. Grey has no chroma: its weights add up to 0, and 128.5
// truncated less 128 is 0. Luma of white at full swing is (256 * 255 + 128) / 256 = 255.5.
TEST(TrainingOp, GreyPixelsAreAsByHand) {
  for (const Op op : ops) {
    const auto full = training_rows(op, bt601_full);
    const auto studio = training_rows(op, bt601_studio);
    EXPECT_EQ(training_yuv(full, {0, 0, 0}), (CenteredYuv{-128, 0, 0}));
    EXPECT_EQ(training_yuv(full, {255, 255, 255}), (CenteredYuv{127, 0, 0}));
    EXPECT_EQ(training_yuv(studio, {0, 0, 0}), (CenteredYuv{16 - 128, 0, 0}));
    EXPECT_EQ(training_yuv(studio, {255, 255, 255}), (CenteredYuv{235 - 128, 0, 0}));
  }
}

// Red at full swing: Y (77 * 255 + 128) / 256 = 77.2, U (-43 * 255 + 128) / 256 + 128 = 85.7,
// V (127 * 255 + 128) / 256 + 128 = 255.0.
TEST(TrainingOp, PrimariesAreAsByHandInTheOpsOwnChannelOrder) {
  const CenteredYuv red{77 - 128, 85 - 128, 255 - 128};
  EXPECT_EQ(training_yuv(training_rows(Op::centered_yuv2rgb, bt601_full), {255, 0, 0}), red);
  EXPECT_EQ(training_yuv(training_rows(Op::centered_yuv2bgr, bt601_full), {0, 0, 255}), red);
}

// Green at full swing: Y (150 * 64 + 128) / 256 is 38 to the last bit, U (-84 * 64 + 128) / 256 +
// 128 = 107.5, V (-106 * 64 + 128) / 256 + 128 is 102 to the last bit.
TEST(TrainingOp, SumsAtAWholeGreyLevelAreAsByHand) {
  EXPECT_EQ(training_yuv(training_rows(Op::centered_yuv2rgb, bt601_full), {0, 64, 0}),
            (CenteredYuv{38 - 128, 107 - 128, 102 - 128}));
}

// row_kernel-inl.h computes in 16 bits and takes the high byte: weighted + 256 offset must lie in
// [0, 65535], at the ends that its weights make possible.
TEST(TrainingOp, EveryRowFitsSixteenBits) {
  for (const Op op : ops) {
    for (const Matrix matrix : matrices) {
      for (const TrainingRow& row : training_rows(op, matrix)) {
        int least = 128 + 256 * row.offset;
        int greatest = least;
        for (const int weight : row.weight) (weight < 0 ? least : greatest) += weight * 255;
        EXPECT_GE(least, 0);
        EXPECT_LE(greatest, 65535);
      }
    }
  }
}

// trunc((w . rgb + 128) / 256 + off) - 128 as the contract writes it, over all 2^24 pixels: every
// number in it is a multiple of 1/256 below 2^16, so that double is exact.
TEST(TrainingOp, RowsOfPixelsEqualTheContractsFormulaOnEveryPixel) {
  std::array<std::uint8_t, 256> ramp;
  for (std::size_t i = 0; i < 256; ++i) ramp[i] = static_cast<std::uint8_t>(i);
  for (const Matrix matrix : matrices) {
    const auto rows = training_rows(Op::centered_yuv2rgb, matrix);
    std::array<std::array<std::int8_t, 256>, 3> planes;
    int wrong = 0;
    for (int c0 = 0; c0 < 256; ++c0) {
      for (int c1 = 0; c1 < 256; ++c1) {
        std::array<std::uint8_t, 256> first;
        std::array<std::uint8_t, 256> second;
        first.fill(static_cast<std::uint8_t>(c0));
        second.fill(static_cast<std::uint8_t>(c1));
        training_row(rows, {first.data(), second.data(), ramp.data()}, 256, planes[0].data(),
                     planes[1].data(), planes[2].data());
        for (std::size_t k = 0; k < 3; ++k) {
          const auto& [weight, offset] = rows[k];
          for (int c2 = 0; c2 < 256; ++c2) {
            const int weighted = weight[0] * c0 + weight[1] * c1 + weight[2] * c2 + 128;
            const int expected = static_cast<int>(std::trunc(weighted / 256.0 + offset)) - 128;
            wrong += planes[k][static_cast<std::size_t>(c2)] == expected ? 0 : 1;
          }
        }
      }
    }
    EXPECT_EQ(wrong, 0);
  }
}

}  // namespace
}  // namespace swingproof
