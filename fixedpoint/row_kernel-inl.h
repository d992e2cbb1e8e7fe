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
    const bool rounds_first = channel.pre_rounding == PreRounding::half_up && channel.pre_shift > 0;
    pre_term_ = hn::Set(d, rounds_first ? std::int32_t{1} << (channel.pre_shift - 1) : 0);
    multiplier_ = hn::Set(d, channel.multiplier);
    half_ = hn::Set(d, post_shift_ > 0 ? std::int32_t{1} << (post_shift_ - 1) : 0);
  }

  // Stores the codes of as many accumulators as int32 lanes.
  HWY_INLINE void store(Int32Vector accumulator, std::int8_t* codes) const {
    const Int32 d;
    const auto shifted = hn::ShiftRightSame(hn::Add(accumulator, pre_term_), pre_shift_);
    const auto saturated = hn::Min(hn::Max(shifted, hn::Set(d, -32768)), hn::Set(d, 32767));
    auto product = hn::Mul(saturated, multiplier_);
    if (post_shift_ > 0) {
      product = hn::Add(product, rounding_term<post_rounding>(d, product, post_shift_, half_));
      product = hn::ShiftRightSame(product, post_shift_);
    }
    const hn::Rebind<std::int8_t, Int32> d8;
    hn::StoreU(hn::DemoteTo(d8, product), d8, codes);
  }

 private:
  int pre_shift_;
  int post_shift_;
  Int32Vector pre_term_;
  Int32Vector multiplier_;
  Int32Vector half_;
};

// Calls row with the channel's requantisation, its rounding fixed at compile time.
template <typename Row>
HWY_INLINE void with_requantisation(const LoweredChannel& channel, const Row& row) {
  switch (channel.post_rounding) {
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
        channel.weights[1] * u + channel.weights[2] * v + shifted_bias(channel);
    const auto weight = hn::Set(d, channel.weights[0]);
    const auto step = hn::Set(d, channel.weights[0] * lanes);
    auto accumulator = hn::Add(hn::Set(d, at_y_0), hn::Mul(weight, hn::Iota(d, -128)));
    for (std::int32_t i = 0; i < 256; i += lanes) {
      requantisation.store(accumulator, codes + i);
      accumulator = hn::Add(accumulator, step);
    }
  });
}

void FixedRow(const LoweredChannel& channel, const YuvRow& yuv, std::size_t pixels,
              std::int8_t* HWY_RESTRICT codes) {
  std::size_t i = 0;
  with_requantisation(channel, [&](const auto& requantisation) HWY_ATTR {
    const Int32 d;
    const hn::Rebind<std::int8_t, Int32> d8;
    const std::size_t lanes = hn::Lanes(d);
    const auto weight_y = hn::Set(d, channel.weights[0]);
    const auto weight_u = hn::Set(d, channel.weights[1]);
    const auto weight_v = hn::Set(d, channel.weights[2]);
    const auto bias = hn::Set(d, shifted_bias(channel));
    for (; i + lanes <= pixels; i += lanes) {
      const auto y = hn::PromoteTo(d, hn::LoadU(d8, yuv.y + i));
      const auto u = hn::PromoteTo(d, hn::LoadU(d8, yuv.u + i));
      const auto v = hn::PromoteTo(d, hn::LoadU(d8, yuv.v + i));
      const auto luma = hn::Add(hn::Mul(y, weight_y), bias);
      const auto chroma = hn::Add(hn::Mul(u, weight_u), hn::Mul(v, weight_v));
      requantisation.store(hn::Add(luma, chroma), codes + i);
    }
  });
  for (; i < pixels; ++i) {
    codes[i] = fixed_code(channel, CenteredYuv{yuv.y[i], yuv.u[i], yuv.v[i]});
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
