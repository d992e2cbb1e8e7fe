// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Per-target code: row_kernel.cc includes this file once for every SIMD target.

#if defined(SWINGPROOF_FIXEDPOINT_ROW_KERNEL_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SWINGPROOF_FIXEDPOINT_ROW_KERNEL_INL_H_
#undef SWINGPROOF_FIXEDPOINT_ROW_KERNEL_INL_H_
#else
#define SWINGPROOF_FIXEDPOINT_ROW_KERNEL_INL_H_
#endif

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

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

// The accumulators, with pre_rounding_term(), that the saturation to int16 leaves as they are.
// Clamped to these before the pre-shift they give what the saturation gives on either side of it.
struct UnsaturatedRange {
  std::int32_t least;
  std::int32_t greatest;
};

HWY_INLINE UnsaturatedRange unsaturated_range(const LoweredChannel& channel) {
  const std::int32_t term = pre_rounding_term(channel);
  if (channel.saturation == Saturation::before_pre_shift) return {-32768 + term, 32767 + term};
  const std::int64_t end = std::int64_t{32768} << channel.pre_shift;
  return {static_cast<std::int32_t>(std::max<std::int64_t>(-end, INT32_MIN)),
          static_cast<std::int32_t>(std::min<std::int64_t>(end - 1, INT32_MAX))};
}

// accumulator -> code: everything behind the weighted sum. The members are numbers, not vectors of
// them: a vector of SVE has no size at compile time and cannot be a member. Compilers set the
// vectors once, in front of the loop that stores.
template <RoundingMode post_rounding>
class Requantisation {
 public:
  explicit Requantisation(const LoweredChannel& channel)
      : range_(unsaturated_range(channel)),
        pre_shift_(channel.pre_shift),
        multiplier_(channel.multiplier),
        post_shift_(channel.post_shift),
        half_(post_shift_ > 0 ? std::int32_t{1} << (post_shift_ - 1) : 0) {}

  // Stores the codes of as many accumulators as int32 lanes. The accumulators contain
  // pre_rounding_term().
  HWY_INLINE void store(Int32Vector accumulator, std::int8_t* codes) const {
    const Int32 d;
    const auto saturated =
        hn::Min(hn::Max(accumulator, hn::Set(d, range_.least)), hn::Set(d, range_.greatest));
    const auto product =
        hn::Mul(hn::ShiftRightSame(saturated, pre_shift_), hn::Set(d, multiplier_));
    const auto rounded =
        hn::Add(product, rounding_term<post_rounding>(d, product, post_shift_, hn::Set(d, half_)));
    const hn::Rebind<std::int8_t, Int32> d8;
    hn::StoreU(hn::DemoteTo(d8, hn::ShiftRightSame(rounded, post_shift_)), d8, codes);
  }

 private:
  UnsaturatedRange range_;
  int pre_shift_;
  std::int32_t multiplier_;
  int post_shift_;
  std::int32_t half_;
};

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

// Whether the channel can be computed in int16 lanes, twice as many to a vector:
//   the weighted sum of Y and U, and that of V with the bias, fit int16, and nothing is shifted
//     before the saturation: then a saturating addition of the two is the saturated accumulator;
//   the shift behind the multiplier is at least 17, half_up or floor: the product's low 16 bits,
//   never
//     negative, cannot carry into (high + 2^(s-17)) >> (s-16), so that the high half suffices. It
//     is below 2^14, and so is the rounding term's 2^(s-17) at most 2^14: their sum fits as well.
HWY_INLINE bool fits_int16_lanes(const LoweredChannel& channel) {
  const auto reach = [](std::int64_t weight) { return 128 * std::abs(weight); };
  const bool simple_rounding = channel.post_rounding == RoundingMode::half_up ||
                               channel.post_rounding == RoundingMode::floor;
  return channel.pre_shift == 0 && channel.post_shift >= 17 && simple_rounding &&
         reach(channel.weights[0]) + reach(channel.weights[1]) <= 32767 &&
         reach(channel.weights[2]) + std::abs(std::int64_t{shifted_bias(channel)}) <= 32767;
}

HWY_INLINE bool fits_int16_lanes(const LoweredOp& op) {
  return fits_int16_lanes(op[0]) && fits_int16_lanes(op[1]) && fits_int16_lanes(op[2]);
}

void CodeSequence(const LoweredChannel& channel, std::int32_t first, std::int32_t step,
                  std::size_t count, std::int8_t* HWY_RESTRICT codes) {
  with_requantisation(channel, [&](const auto& requantisation) HWY_ATTR {
    const Int32 d;
    const std::size_t lanes = hn::Lanes(d);
    const auto vector_step = hn::Set(d, step * static_cast<std::int32_t>(lanes));
    auto accumulator = hn::Add(hn::Set(d, first + pre_rounding_term(channel)),
                               hn::Mul(hn::Set(d, step), hn::Iota(d, 0)));
    for (std::size_t i = 0; i < count; i += lanes) {
      requantisation.store(accumulator, codes + i);
      accumulator = hn::Add(accumulator, vector_step);
    }
  });
}

// Pixels whose values are widened once for all three channels; they stay in the first-level cache.
constexpr std::size_t block_pixels = 256;

template <typename Lane>
struct WideBlock {
  alignas(64) std::array<std::array<Lane, block_pixels>, 3> yuv;
};

// Widens the values of whole vectors of pixels.
template <typename Lane>
HWY_INLINE void widen(const YuvRow& yuv, std::size_t first, std::size_t pixels,
                      WideBlock<Lane>& block) {
  const hn::ScalableTag<Lane> d;
  const hn::Rebind<std::int8_t, decltype(d)> d8;
  const std::array<const std::int8_t*, 3> planes = {yuv.y + first, yuv.u + first, yuv.v + first};
  for (std::size_t j = 0; j < 3; ++j) {
    for (std::size_t i = 0; i < pixels; i += hn::Lanes(d)) {
      hn::Store(hn::PromoteTo(d, hn::LoadU(d8, planes[j] + i)), d, block.yuv[j].data() + i);
    }
  }
}

// Any channel, in int32 lanes.
HWY_INLINE void requantise_block(const LoweredChannel& channel,
                                 const WideBlock<std::int32_t>& block, std::size_t pixels,
                                 std::int8_t* HWY_RESTRICT codes) {
  with_requantisation(channel, [&](const auto& requantisation) HWY_ATTR {
    const Int32 d;
    const auto weight_y = hn::Set(d, channel.weights[0]);
    const auto weight_u = hn::Set(d, channel.weights[1]);
    const auto weight_v = hn::Set(d, channel.weights[2]);
    const auto initial = hn::Set(d, shifted_bias(channel) + pre_rounding_term(channel));
    for (std::size_t i = 0; i < pixels; i += hn::Lanes(d)) {
      const auto y = hn::Mul(hn::Load(d, block.yuv[0].data() + i), weight_y);
      const auto u = hn::Mul(hn::Load(d, block.yuv[1].data() + i), weight_u);
      const auto v = hn::Mul(hn::Load(d, block.yuv[2].data() + i), weight_v);
      requantisation.store(hn::Add(hn::Add(y, initial), hn::Add(u, v)), codes + i);
    }
  });
}

// A channel that fits_int16_lanes.
HWY_INLINE void requantise_block(const LoweredChannel& channel,
                                 const WideBlock<std::int16_t>& block, std::size_t pixels,
                                 std::int8_t* HWY_RESTRICT codes) {
  const hn::ScalableTag<std::int16_t> d;
  const hn::Rebind<std::int8_t, decltype(d)> d8;
  const auto set = [&](std::int32_t value)
                       HWY_ATTR { return hn::Set(d, static_cast<std::int16_t>(value)); };
  const auto weight_y = set(channel.weights[0]);
  const auto weight_u = set(channel.weights[1]);
  const auto weight_v = set(channel.weights[2]);
  const auto bias = set(shifted_bias(channel));
  const auto multiplier = set(channel.multiplier);
  const bool rounds = channel.post_rounding == RoundingMode::half_up;
  const auto rounding = set(rounds ? std::int32_t{1} << (channel.post_shift - 17) : 0);
  const int shift = channel.post_shift - 16;
  for (std::size_t i = 0; i < pixels; i += hn::Lanes(d)) {
    const auto y = hn::Mul(hn::Load(d, block.yuv[0].data() + i), weight_y);
    const auto u = hn::Mul(hn::Load(d, block.yuv[1].data() + i), weight_u);
    const auto v = hn::Mul(hn::Load(d, block.yuv[2].data() + i), weight_v);
    const auto saturated = hn::SaturatedAdd(hn::Add(y, u), hn::Add(v, bias));
    const auto rounded = hn::Add(hn::MulHigh(saturated, multiplier), rounding);
    hn::StoreU(hn::DemoteTo(d8, hn::ShiftRightSame(rounded, shift)), d8, codes + i);
  }
}

// Computes whole vectors of pixels, and returns how many.
template <typename Lane>
HWY_INLINE std::size_t requantise_vectors(const LoweredOp& op, const YuvRow& yuv,
                                          std::size_t pixels, const CodePlanes& codes) {
  const hn::ScalableTag<Lane> d;
  const std::size_t in_vectors = pixels / hn::Lanes(d) * hn::Lanes(d);
  WideBlock<Lane> block;
  for (std::size_t first = 0; first < in_vectors; first += block_pixels) {
    const std::size_t count = HWY_MIN(block_pixels, in_vectors - first);
    widen(yuv, first, count, block);
    for (std::size_t c = 0; c < 3; ++c) requantise_block(op[c], block, count, codes[c] + first);
  }
  return in_vectors;
}

void FixedRows(const LoweredOp& op, const YuvRow& yuv, std::size_t pixels,
               const CodePlanes& codes) {
  const std::size_t in_vectors = fits_int16_lanes(op)
                                     ? requantise_vectors<std::int16_t>(op, yuv, pixels, codes)
                                     : requantise_vectors<std::int32_t>(op, yuv, pixels, codes);
  for (std::size_t i = in_vectors; i < pixels; ++i) {
    for (std::size_t c = 0; c < 3; ++c) {
      codes[c][i] = fixed_code(op[c], CenteredYuv{yuv.y[i], yuv.u[i], yuv.v[i]});
    }
  }
}

// One row of the training op in 16-bit lanes. trunc(weighted / 256 + offset) is the high byte of
// weighted + 256 offset, which lies in [0, 65535] for every row of training_rows (a test proves it
// over all of them): so the lanes may wrap on the way, and truncation is a logical shift.
struct TrainingLanes {
  using Words = hn::ScalableTag<std::uint16_t>;
  using Vector = hn::Vec<Words>;

  explicit TrainingLanes(const TrainingRow& row)
      : constant(static_cast<std::uint16_t>(128 + 256 * row.offset)) {
    for (std::size_t j = 0; j < 3; ++j) weight[j] = static_cast<std::uint16_t>(row.weight[j]);
  }

  HWY_INLINE void store(Vector p0, Vector p1, Vector p2, std::int8_t* plane) const {
    const Words d;
    const auto weighted = [&](std::size_t j, Vector p)
                              HWY_ATTR { return hn::Mul(p, hn::Set(d, weight[j])); };
    store_high_bytes(hn::Add(hn::Add(weighted(0, p0), weighted(1, p1)),
                             hn::Add(weighted(2, p2), hn::Set(d, constant))),
                     plane);
  }

  static HWY_INLINE void store_high_bytes(Vector sum, std::int8_t* plane) {
    const hn::Rebind<std::uint8_t, Words> d8;
    const hn::RebindToSigned<Words> d_signed;
    const auto stored = hn::DemoteTo(d8, hn::BitCast(d_signed, hn::ShiftRight<8>(sum)));
    // Subtracting 128 from a byte flips its highest bit.
    const hn::Rebind<std::int8_t, Words> d8_signed;
    hn::StoreU(hn::BitCast(d8_signed, hn::Xor(stored, hn::Set(d8, 128))), d8_signed, plane);
  }

  std::array<std::uint16_t, 3> weight;
  std::uint16_t constant;
};

// The weighted sums of these pixels climb by one weight from one to the next.
void TrainingLastByteRow(const std::array<TrainingRow, 3>& rows, std::uint8_t byte_0,
                         std::uint8_t byte_1, const CodePlanes& planes) {
  const TrainingLanes::Words d;
  const std::size_t lanes = hn::Lanes(d);
  for (std::size_t k = 0; k < 3; ++k) {
    const TrainingLanes row(rows[k]);
    const int first = row.weight[0] * byte_0 + row.weight[1] * byte_1 + row.constant;
    auto sum = hn::Add(hn::Set(d, static_cast<std::uint16_t>(first)),
                       hn::Mul(hn::Set(d, row.weight[2]), hn::Iota(d, 0)));
    const auto step = hn::Set(d, static_cast<std::uint16_t>(row.weight[2] * lanes));
    for (std::size_t i = 0; i < 256; i += lanes) {
      TrainingLanes::store_high_bytes(sum, planes[k] + i);
      sum = hn::Add(sum, step);
    }
  }
}

void TrainingRows(const std::array<TrainingRow, 3>& rows, const TrainingPixelRow& bytes,
                  std::size_t pixels, const CodePlanes& planes) {
  const TrainingLanes::Words d;
  const hn::Rebind<std::uint8_t, decltype(d)> d8;
  const std::size_t lanes = hn::Lanes(d);
  const TrainingLanes y(rows[0]);
  const TrainingLanes u(rows[1]);
  const TrainingLanes v(rows[2]);
  std::size_t i = 0;
  for (; i + lanes <= pixels; i += lanes) {
    const auto p0 = hn::PromoteTo(d, hn::LoadU(d8, bytes.c0 + i));
    const auto p1 = hn::PromoteTo(d, hn::LoadU(d8, bytes.c1 + i));
    const auto p2 = hn::PromoteTo(d, hn::LoadU(d8, bytes.c2 + i));
    y.store(p0, p1, p2, planes[0] + i);
    u.store(p0, p1, p2, planes[1] + i);
    v.store(p0, p1, p2, planes[2] + i);
  }
  for (; i < pixels; ++i) {
    const CenteredYuv yuv = training_yuv(rows, {bytes.c0[i], bytes.c1[i], bytes.c2[i]});
    planes[0][i] = yuv.y;
    planes[1][i] = yuv.u;
    planes[2][i] = yuv.v;
  }
}

}  // namespace swingproof::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // per-target include guard
