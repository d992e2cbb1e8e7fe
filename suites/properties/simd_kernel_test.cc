// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Properties of fixedpoint/row_kernel.h: on every SIMD target the kernels equal the plain models of
// bpu_model.h and training_op.h, for every arithmetic, any number of pixels and any alignment.

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <random>
#include <span>
#include <vector>

#include "fixedpoint/bpu_model.h"
#include "fixedpoint/row_kernel.h"
#include "fixedpoint/training_op.h"
#include "suites/parallel_blocks.h"
#include "suites/properties/arbitrary_deployment.h"
#include "suites/properties/simd_targets.h"
#include "suites/properties/uniform.h"

namespace swingproof {
namespace {

// Longer than any vector and than the kernel's blocks, so that rows have whole ones of both and
// every length of tail.
constexpr std::size_t most_pixels = 600;
constexpr std::size_t most_misaligned = 64;

// Bytes at an address that need not be aligned.
template <typename Byte>
struct ByteRow {
  std::vector<Byte> storage;
  std::size_t first = 0;

  Byte* data() { return storage.data() + first; }
  const Byte* data() const { return storage.data() + first; }
};

// Random bytes, the least and the greatest often among them.
template <typename Byte>
ByteRow<Byte> any_row(std::size_t pixels) {
  std::mt19937 random = any_random_engine();
  ByteRow<Byte> row;
  row.first = *uniform<std::size_t>(0, most_misaligned);
  row.storage.resize(row.first + pixels);
  for (Byte& byte : row.storage) {
    const auto choice = random() % 8;
    const auto any = static_cast<Byte>(random());
    byte = choice == 0   ? std::numeric_limits<Byte>::min()
           : choice == 1 ? std::numeric_limits<Byte>::max()
                         : any;
  }
  return row;
}

// A row for results that shows whether anything beyond its pixels was written.
struct ResultRow {
  explicit ResultRow(std::size_t pixels) : size(pixels), storage(pixels + 64, untouched) {}

  void require_equal(const std::vector<std::int8_t>& expected) const {
    RC_ASSERT(std::equal(expected.begin(), expected.end(), storage.begin()));
    RC_ASSERT(std::all_of(storage.begin() + static_cast<std::ptrdiff_t>(size), storage.end(),
                          [](std::int8_t value) { return value == untouched; }));
  }

  std::int8_t* data() { return storage.data(); }

  static constexpr std::int8_t untouched = 85;
  std::size_t size;
  std::vector<std::int8_t> storage;
};

// Any channel that the datapath's widths allow, lowered from a deployment or not.
LoweredChannel any_lowered_channel() {
  LoweredChannel channel;
  for (std::int32_t& weight : channel.weights) weight = *any_int8();
  // lower() leaves room for the weighted sum and the rounding term of the pre-shift: 2^17.
  channel.bias_shift = *uniform(0, 15);
  constexpr std::int32_t largest = (std::int64_t{1} << 31) - 1 - (std::int64_t{1} << 17);
  const std::int32_t largest_bias = largest >> channel.bias_shift;
  channel.bias = *rc::gen::oneOf(
      rc::gen::element(-largest_bias, largest_bias, 0), uniform(-largest_bias, largest_bias),
      uniform(-std::min(40000, largest_bias), std::min(40000, largest_bias)));
  channel.multiplier = *rc::gen::oneOf(rc::gen::element(0, 16384, 32767), uniform(16384, 32767));
  channel.pre_shift = *uniform(0, largest_pre_shift);
  channel.post_shift = *uniform(0, largest_post_shift);
  channel.pre_rounding = *rc::gen::element(PreRounding::floor, PreRounding::half_up);
  using enum RoundingMode;
  channel.post_rounding = *rc::gen::element(half_up, half_even, half_away, floor, trunc);
  channel.saturation = *rc::gen::element(Saturation::after_pre_shift, Saturation::before_pre_shift);
  return channel;
}

// Any channel that fits 16-bit lanes (fixedpoint/row_kernel-inl.h), and those just beyond them.
LoweredChannel any_narrow_channel() {
  LoweredChannel channel;
  for (std::int32_t& weight : channel.weights) {
    weight = *rc::gen::oneOf(rc::gen::element(-128, -127, 127), uniform(-128, 127));
  }
  const std::int32_t room = 32767 - 128 * std::abs(channel.weights[2]);
  channel.bias =
      *rc::gen::oneOf(rc::gen::element(room, -room, room + 1, -room - 1), uniform(-room, room));
  channel.multiplier = *rc::gen::oneOf(rc::gen::element(0, 16384, 32767), uniform(16384, 32767));
  channel.post_shift = *uniform(16, largest_post_shift);
  channel.post_rounding = *rc::gen::element(RoundingMode::half_up, RoundingMode::floor);
  return channel;
}

void require_rows_equal_the_model(const LoweredOp& op, std::size_t pixels) {
  const ByteRow<std::int8_t> y = any_row<std::int8_t>(pixels);
  const ByteRow<std::int8_t> u = any_row<std::int8_t>(pixels);
  const ByteRow<std::int8_t> v = any_row<std::int8_t>(pixels);
  std::array<std::vector<std::int8_t>, 3> expected;
  for (std::size_t i = 0; i < pixels; ++i) {
    const auto codes = fixed_codes(op, CenteredYuv{y.data()[i], u.data()[i], v.data()[i]});
    for (std::size_t c = 0; c < 3; ++c) expected[c].push_back(codes[c]);
  }
  for (const std::int64_t target : simd_targets()) {
    const OnSimdTarget on_target(target);
    RC_LOG() << on_target.name() << ", " << pixels << " pixels\n";
    std::array<ResultRow, 3> results = {ResultRow(pixels), ResultRow(pixels), ResultRow(pixels)};
    fixed_rows(op, {y.data(), u.data(), v.data()}, pixels,
               {results[0].data(), results[1].data(), results[2].data()});
    for (std::size_t c = 0; c < 3; ++c) results[c].require_equal(expected[c]);
  }
}

void require_luma_rows_equal_the_model(const LoweredChannel& channel) {
  const std::int8_t u = *any_int8();
  const std::int8_t v = *any_int8();
  std::vector<std::int8_t> expected;
  for (int y = -128; y < 128; ++y) {
    expected.push_back(fixed_code(channel, CenteredYuv{static_cast<std::int8_t>(y), u, v}));
  }
  for (const std::int64_t target : simd_targets()) {
    const OnSimdTarget on_target(target);
    RC_LOG() << on_target.name() << "\n";
    ResultRow row(256);
    fixed_luma_row(channel, u, v, std::span<std::int8_t, 256>(row.data(), 256));
    row.require_equal(expected);
  }
}

void require_kernels_equal_the_model(const LoweredOp& op) {
  require_rows_equal_the_model(op, *uniform<std::size_t>(0, most_pixels));
  for (const LoweredChannel& channel : op) require_luma_rows_equal_the_model(channel);
}

RC_GTEST_PROP(SimdKernel, EqualsTheModelForEveryArithmetic, ()) {
  const Deployment deployment = *arbitrary_deployment();
  for (const Arithmetic& arithmetic : arithmetic_alternatives()) {
    RC_LOG() << arithmetic.name << "\n";
    require_kernels_equal_the_model(lower(deployment, arithmetic.datapath));
  }
}

// What follows the weighted sum in every one of its 20 ways, on the same integers.
RC_GTEST_PROP(SimdKernel, EqualsTheModelForEveryCombinationOfAlternatives, ()) {
  LoweredChannel channel = any_lowered_channel();
  using enum RoundingMode;
  for (const RoundingMode post_rounding : {half_up, half_even, half_away, floor, trunc}) {
    for (const PreRounding pre_rounding : {PreRounding::floor, PreRounding::half_up}) {
      for (const Saturation saturation :
           {Saturation::after_pre_shift, Saturation::before_pre_shift}) {
        channel = on_datapath(channel, {.saturation = saturation,
                                        .pre_rounding = pre_rounding,
                                        .post_rounding = post_rounding});
        require_luma_rows_equal_the_model(channel);
        require_rows_equal_the_model({channel, channel, channel}, 70);
      }
    }
  }
}

// The ends of int16 on either side of every pre-shift, one of which is in reach of the sums.
// Rounded down, the codes change from these ends to the next integer beyond them.
RC_GTEST_PROP(SimdKernel, EqualsTheModelAtTheEndsOfInt16, ()) {
  const int pre_shift = *uniform(0, largest_pre_shift);
  for (const std::int64_t end : {std::int64_t{32767}, std::int64_t{32767} << pre_shift}) {
    for (const int sign : {-1, 1}) {
      if (end > largest_shifted_bias) continue;
      for (const auto saturation : {Saturation::after_pre_shift, Saturation::before_pre_shift}) {
        const bool is_before = saturation == Saturation::before_pre_shift;
        const int post_shift = is_before ? std::max(9 - pre_shift, 0) : 9;
        for (const auto pre_rounding : {PreRounding::floor, PreRounding::half_up}) {
          require_luma_rows_equal_the_model({.weights = {1, 0, 0},
                                             .bias = static_cast<std::int32_t>(sign * end),
                                             .multiplier = 1,
                                             .pre_shift = pre_shift,
                                             .post_shift = post_shift,
                                             .pre_rounding = pre_rounding,
                                             .post_rounding = RoundingMode::floor,
                                             .saturation = saturation});
        }
      }
    }
  }
}

RC_GTEST_PROP(SimdKernel, EqualsTheModelForEveryChannelThatTheWidthsAllow, ()) {
  for (int i = 0; i < 10; ++i) {
    require_kernels_equal_the_model(
        {any_lowered_channel(), any_lowered_channel(), any_lowered_channel()});
  }
}

RC_GTEST_PROP(SimdKernel, EqualsTheModelForChannelsAtTheLimitsOfNarrowLanes, ()) {
  for (int i = 0; i < 30; ++i) {
    require_rows_equal_the_model({any_narrow_channel(), any_narrow_channel(), any_narrow_channel()},
                                 *uniform<std::size_t>(0, most_pixels));
  }
}

RC_GTEST_PROP(SimdKernel, EqualsTheTrainingOp, ()) {
  const auto rows = training_rows(*rc::gen::element(Op::centered_yuv2rgb, Op::centered_yuv2bgr),
                                  *rc::gen::element(bt601_full, bt601_studio));
  const std::size_t pixels = *uniform<std::size_t>(0, most_pixels);
  const ByteRow<std::uint8_t> c0 = any_row<std::uint8_t>(pixels);
  const ByteRow<std::uint8_t> c1 = any_row<std::uint8_t>(pixels);
  const ByteRow<std::uint8_t> c2 = any_row<std::uint8_t>(pixels);
  std::array<std::vector<std::int8_t>, 3> expected;
  for (std::size_t i = 0; i < pixels; ++i) {
    const CenteredYuv yuv = training_yuv(rows, {c0.data()[i], c1.data()[i], c2.data()[i]});
    expected[0].push_back(yuv.y);
    expected[1].push_back(yuv.u);
    expected[2].push_back(yuv.v);
  }
  for (const std::int64_t target : simd_targets()) {
    const OnSimdTarget on_target(target);
    RC_LOG() << on_target.name() << ", " << pixels << " pixels\n";
    std::array<ResultRow, 3> results = {ResultRow(pixels), ResultRow(pixels), ResultRow(pixels)};
    training_row(rows, {c0.data(), c1.data(), c2.data()}, pixels, results[0].data(),
                 results[1].data(), results[2].data());
    for (std::size_t plane = 0; plane < 3; ++plane) results[plane].require_equal(expected[plane]);
  }
}

using ThreeRows = std::array<std::array<std::int8_t, 256>, 3>;

// The 256 inputs from Y = -128 up at one U and V.
ThreeRows luma_rows(int u, int v) {
  ThreeRows yuv;
  std::iota(yuv[0].begin(), yuv[0].end(), std::int8_t{-128});
  yuv[1].fill(static_cast<std::int8_t>(u));
  yuv[2].fill(static_cast<std::int8_t>(v));
  return yuv;
}

// Not random: the whole cube of the default deployment, on every target, by both kernels.
TEST(SimdKernel, EqualsTheModelOnTheWholeCube) {
  const LoweredOp op = lower(Deployment{}, Datapath{});
  std::vector<ThreeRows> expected(65536);
  for_each_block(65536, [&](std::size_t i) {
    const ThreeRows yuv =
        luma_rows(static_cast<int>(i / 256) - 128, static_cast<int>(i % 256) - 128);
    for (std::size_t y = 0; y < 256; ++y) {
      const auto codes = fixed_codes(op, CenteredYuv{yuv[0][y], yuv[1][y], yuv[2][y]});
      for (std::size_t c = 0; c < 3; ++c) expected[i][c][y] = codes[c];
    }
  });
  for (const std::int64_t target : simd_targets()) {
    const OnSimdTarget on_target(target);
    std::atomic<int> wrong_rows = 0;
    for_each_block(65536, [&](std::size_t i) {
      const ThreeRows yuv =
          luma_rows(static_cast<int>(i / 256) - 128, static_cast<int>(i % 256) - 128);
      ThreeRows codes;
      fixed_rows(op, {yuv[0].data(), yuv[1].data(), yuv[2].data()}, 256,
                 {codes[0].data(), codes[1].data(), codes[2].data()});
      wrong_rows += codes == expected[i] ? 0 : 1;
      for (std::size_t c = 0; c < 3; ++c) {
        fixed_luma_row(op[c], yuv[1][0], yuv[2][0], codes[c]);
      }
      wrong_rows += codes == expected[i] ? 0 : 1;
    });
    EXPECT_EQ(wrong_rows, 0) << on_target.name();
  }
}

RC_GTEST_PROP(SimdKernel, EqualsTheTrainingOpForEveryLastByte, ()) {
  const auto rows = training_rows(*rc::gen::element(Op::centered_yuv2rgb, Op::centered_yuv2bgr),
                                  *rc::gen::element(bt601_full, bt601_studio));
  const auto byte_0 = *rc::gen::arbitrary<std::uint8_t>();
  const auto byte_1 = *rc::gen::arbitrary<std::uint8_t>();
  for (const std::int64_t target : simd_targets()) {
    const OnSimdTarget on_target(target);
    RC_LOG() << on_target.name() << "\n";
    TrainingRowPlanes planes;
    training_last_byte_row(rows, byte_0, byte_1, planes);
    for (std::size_t byte_2 = 0; byte_2 < 256; ++byte_2) {
      const CenteredYuv expected =
          training_yuv(rows, {byte_0, byte_1, static_cast<std::uint8_t>(byte_2)});
      RC_ASSERT(planes[0][byte_2] == expected.y);
      RC_ASSERT(planes[1][byte_2] == expected.u);
      RC_ASSERT(planes[2][byte_2] == expected.v);
    }
  }
}

// That the properties here and in the neighbouring files run on more than one kind of code.
TEST(SimdTargets, EachOneIsReached) {
  std::vector<std::size_t> indices;
  for (const std::int64_t target : simd_targets()) {
    const OnSimdTarget on_target(target);
    indices.push_back(hwy::GetChosenTarget().GetIndex());
  }
#if HWY_ARCH_X86
  ASSERT_GE(indices.size(), 2U) << "this machine has SSE2 alone, on which nothing can be compared";
#else
  ASSERT_FALSE(indices.empty());
#endif
  std::sort(indices.begin(), indices.end());
  EXPECT_EQ(std::adjacent_find(indices.begin(), indices.end()), indices.end());
  EXPECT_EQ(simd_targets().size(), indices.size());  // restored
}

}  // namespace
}  // namespace swingproof
