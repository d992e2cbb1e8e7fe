// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Per-target code: row_kernel.cc includes this file once for every SIMD target.

#if defined(SWINGPROOF_FIXEDPOINT_ROW_KERNEL_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SWINGPROOF_FIXEDPOINT_ROW_KERNEL_INL_H_
#undef SWINGPROOF_FIXEDPOINT_ROW_KERNEL_INL_H_
#else
#define SWINGPROOF_FIXEDPOINT_ROW_KERNEL_INL_H_
#endif

#include <array>
#include <cstddef>
#include <cstdint>

#include "fixedpoint/bpu_model.h"
#include "fixedpoint/row_kernel.h"
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace swingproof::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// int32 lanes are wide enough throughout: lower() leaves room for the pre-shift's rounding term,
// and |saturated * multiplier| <= 2^15 * 32767 leaves room for 2^30, the largest post-shift's.
using Int32 = hn::ScalableTag<std::int32_t>;
using Int32Vector = hn::Vec<Int32>;

// What to add to a product before its arithmetic shift right so that the shift rounds.
//   half_up    2^(s-1)
//   half_even  2^(s-1) - 1, and 1 more where the result would be odd
//   half_away  2^(s-1), and 1 less below zero
//   trunc      2^s - 1 below zero
template <RoundingMode mode>
HWY_INLINE Int32Vector rounding_term(Int32 d, Int32Vector product, int shift, Int32Vector half) {
  if constexpr (mode == RoundingMode::half_up) {
    return half;
  } else if constexpr (mode == RoundingMode::half_even) {
    const auto one = hn::Set(d, 1);
    const auto odd = hn::And(hn::ShiftRightSame(product, shift), one);
    return hn::Add(hn::Sub(half, one), odd);
  } else if constexpr (mode == RoundingMode::half_away) {
    return hn::Add(half, hn::ShiftRight<31>(product));
  } else if constexpr (mode == RoundingMode::trunc) {
    const auto all_below = hn::Add(half, hn::Sub(half, hn::Set(d, 1)));
    return hn::And(hn::ShiftRight<31>(product), all_below);
  } else {
    return hn::Zero(d);
  }
}

// accumulator -> code: everything behind the weighted sum.
template <RoundingMode post_rounding>
class Requantisation {
 public:
  explicit Requantisation(const LoweredChannel& channel)
      : pre_shift_(channel.pre_shift), post_shift_(channel.post_shift) {
    const Int32 d;
    multiplier_ = hn::Set(d, channel.multiplier);
    half_ = hn::Set(d, post_shift_ > 0 ? std::int32_t{1} << (post_shift_ - 1) : 0);
  }

  // Stores the codes of as many accumulators as int32 lanes. The accumulators contain
  // initial_accumulator().
  HWY_INLINE void store(Int32Vector accumulator, std::int8_t* codes) const {
    const Int32 d;
    const auto shifted = hn::ShiftRightSame(accumulator, pre_shift_);
    const auto saturated = hn::Min(hn::Max(shifted, hn::Set(d, -32768)), hn::Set(d, 32767));
    const auto product = hn::Mul(saturated, multiplier_);
    const auto rounded =
        hn::Add(product, rounding_term<post_rounding>(d, product, post_shift_, half_));
    const hn::Rebind<std::int8_t, Int32> d8;
    hn::StoreU(hn::DemoteTo(d8, hn::ShiftRightSame(rounded, post_shift_)), d8, codes);
  }

 private:
  int pre_shift_;
  int post_shift_;
  Int32Vector multiplier_;
  Int32Vector half_;
};

// The accumulator at Y = U = V = 0: the bias, and the rounding term of the pre-shift if it rounds.
HWY_INLINE std::int32_t initial_accumulator(const LoweredChannel& channel) {
  const bool rounds = channel.pre_rounding == PreRounding::half_up && channel.pre_shift > 0;
  return shifted_bias(channel) + (rounds ? std::int32_t{1} << (channel.pre_shift - 1) : 0);
}

// Calls row with the channel's requantisation, its rounding fixed at compile time.
template <typename Row>
HWY_INLINE void with_requantisation(const LoweredChannel& channel, const Row& row) {
  // Without a shift there is nothing to round.
  switch (channel.post_shift == 0 ? RoundingMode::floor : channel.post_rounding) {
    case RoundingMode::half_up:
      return row(Requantisation<RoundingMode::half_up>(channel));
    case RoundingMode::half_even:
      return row(Requantisation<RoundingMode::half_even>(channel));
    case RoundingMode::half_away:
      return row(Requantisation<RoundingMode::half_away>(channel));
    case RoundingMode::floor:
      return row(Requantisation<RoundingMode::floor>(channel));
    case RoundingMode::trunc:
      return row(Requantisation<RoundingMode::trunc>(channel));
  }
}

void FixedLumaRow(const LoweredChannel& channel, std::int8_t u, std::int8_t v,
                  std::int8_t* HWY_RESTRICT codes) {
  with_requantisation(channel, [&](const auto& requantisation) HWY_ATTR {
    const Int32 d;
    const auto lanes = static_cast<std::int32_t>(hn::Lanes(d));
    const std::int32_t at_y_0 =
        channel.weights[1] * u + channel.weights[2] * v + initial_accumulator(channel);
    const auto weight = hn::Set(d, channel.weights[0]);
    const auto step = hn::Set(d, channel.weights[0] * lanes);
    auto accumulator = hn::Add(hn::Set(d, at_y_0), hn::Mul(weight, hn::Iota(d, -128)));
    for (std::int32_t i = 0; i < 256; i += lanes) {
      requantisation.store(accumulator, codes + i);
      accumulator = hn::Add(accumulator, step);
    }
  });
}

// Pixels whose values are widened once for all three channels; they stay in the first-level cache.
constexpr std::size_t block_pixels = 256;

struct WideBlock {
  alignas(64) std::array<std::array<std::int32_t, block_pixels>, 3> yuv;
};

// Widens the values of whole vectors of pixels.
HWY_INLINE void widen(const YuvRow& yuv, std::size_t first, std::size_t pixels, WideBlock& block) {
  const Int32 d;
  const hn::Rebind<std::int8_t, Int32> d8;
  const std::array<const std::int8_t*, 3> planes = {yuv.y + first, yuv.u + first, yuv.v + first};
  for (std::size_t j = 0; j < 3; ++j) {
    for (std::size_t i = 0; i < pixels; i += hn::Lanes(d)) {
      hn::Store(hn::PromoteTo(d, hn::LoadU(d8, planes[j] + i)), d, block.yuv[j].data() + i);
    }
  }
}

HWY_INLINE void requantise_block(const LoweredChannel& channel, const WideBlock& block,
                                 std::size_t pixels, std::int8_t* HWY_RESTRICT codes) {
  with_requantisation(channel, [&](const auto& requantisation) HWY_ATTR {
    const Int32 d;
    const auto weight_y = hn::Set(d, channel.weights[0]);
    const auto weight_u = hn::Set(d, channel.weights[1]);
    const auto weight_v = hn::Set(d, channel.weights[2]);
    const auto initial = hn::Set(d, initial_accumulator(channel));
    for (std::size_t i = 0; i < pixels; i += hn::Lanes(d)) {
      const auto y = hn::Mul(hn::Load(d, block.yuv[0].data() + i), weight_y);
      const auto u = hn::Mul(hn::Load(d, block.yuv[1].data() + i), weight_u);
      const auto v = hn::Mul(hn::Load(d, block.yuv[2].data() + i), weight_v);
      requantisation.store(hn::Add(hn::Add(y, initial), hn::Add(u, v)), codes + i);
    }
  });
}

void FixedRows(const LoweredOp& op, const YuvRow& yuv, std::size_t pixels,
               const CodePlanes& codes) {
  const Int32 d;
  const std::size_t in_vectors = pixels / hn::Lanes(d) * hn::Lanes(d);
  WideBlock block;
  for (std::size_t first = 0; first < in_vectors; first += block_pixels) {
    const std::size_t count = HWY_MIN(block_pixels, in_vectors - first);
    widen(yuv, first, count, block);
    for (std::size_t c = 0; c < 3; ++c) requantise_block(op[c], block, count, codes[c] + first);
  }
  for (std::size_t i = in_vectors; i < pixels; ++i) {
    for (std::size_t c = 0; c < 3; ++c) {
      codes[c][i] = fixed_code(op[c], CenteredYuv{yuv.y[i], yuv.u[i], yuv.v[i]});
    }
  }
}

// One plane of the training op. trunc(weighted / 256 + offset) is the high byte of
// weighted + 256 offset, which lies in [0, 65535] for every row of training_rows (a test proves it
// over all of them): so 16-bit lanes may wrap on the way, and truncation is a logical shift.
void TrainingPlane(const TrainingRow& row, const TrainingPixelRow& bytes, std::size_t pixels,
                   std::int8_t* HWY_RESTRICT plane) {
  const hn::ScalableTag<std::uint16_t> d;
  const hn::Rebind<std::uint8_t, decltype(d)> d8;
  const hn::Rebind<std::int8_t, decltype(d)> d8_signed;
  const hn::RebindToSigned<decltype(d)> d_signed;
  const std::size_t lanes = hn::Lanes(d);
  const auto weight = [&](std::size_t j) HWY_ATTR {
    return hn::Set(d, static_cast<std::uint16_t>(row.weight[j]));
  };
  const auto weight_0 = weight(0);
  const auto weight_1 = weight(1);
  const auto weight_2 = weight(2);
  const auto constant = hn::Set(d, static_cast<std::uint16_t>(128 + 256 * row.offset));
  const auto center = hn::Set(d8, 128);
  std::size_t i = 0;
  for (; i + lanes <= pixels; i += lanes) {
    const auto p0 = hn::Mul(hn::PromoteTo(d, hn::LoadU(d8, bytes.c0 + i)), weight_0);
    const auto p1 = hn::Mul(hn::PromoteTo(d, hn::LoadU(d8, bytes.c1 + i)), weight_1);
    const auto p2 = hn::Mul(hn::PromoteTo(d, hn::LoadU(d8, bytes.c2 + i)), weight_2);
    const auto sum = hn::Add(hn::Add(p0, p1), hn::Add(p2, constant));
    const auto stored = hn::DemoteTo(d8, hn::BitCast(d_signed, hn::ShiftRight<8>(sum)));
    // Subtracting 128 from a byte flips its highest bit.
    hn::StoreU(hn::BitCast(d8_signed, hn::Xor(stored, center)), d8_signed, plane + i);
  }
  for (; i < pixels; ++i) {
    plane[i] = training_value(row, {bytes.c0[i], bytes.c1[i], bytes.c2[i]});
  }
}

}  // namespace swingproof::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // per-target include guard
