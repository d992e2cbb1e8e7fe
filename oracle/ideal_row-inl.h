// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Per-target code: ideal_row.cc includes this file once for every SIMD target.

#if defined(SWINGPROOF_ORACLE_IDEAL_ROW_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SWINGPROOF_ORACLE_IDEAL_ROW_INL_H_
#undef SWINGPROOF_ORACLE_IDEAL_ROW_INL_H_
#else
#define SWINGPROOF_ORACLE_IDEAL_ROW_INL_H_
#endif

#include <cstddef>
#include <cstdint>

#include "hwy/highway.h"
#include "oracle/ideal_row.h"

HWY_BEFORE_NAMESPACE();
namespace swingproof::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// value = base + luma_term, code = sat8(floor(value + 1/2)), for 256 values of Y. Returns whether
// the bound leaves any code open: whether a value and value + slack lie on two sides of a tie, or
// the value is a tie itself, where half_even needs the exact one.
bool FillIdealRow(const std::int32_t* HWY_RESTRICT luma_term, std::int32_t base, int fraction_bits,
                  IdealRow& row) {
  const hn::ScalableTag<std::int32_t> d;
  const hn::Rebind<std::int8_t, decltype(d)> d8;
  const std::int32_t one = std::int32_t{1} << fraction_bits;
  const auto base_vector = hn::Set(d, base);
  const auto half = hn::Set(d, one / 2);
  const auto slack = hn::Set(d, value_slack);
  const auto fraction = hn::Set(d, one - 1);
  auto nearest_to_tie = fraction;
  for (std::size_t i = 0; i < 256; i += hn::Lanes(d)) {
    const auto value = hn::Add(base_vector, hn::Load(d, luma_term + i));
    const auto shifted = hn::Add(value, half);
    const auto past_tie = hn::And(hn::Add(shifted, slack), fraction);
    nearest_to_tie = hn::Min(nearest_to_tie, past_tie);
    hn::Store(value, d, row.value.data() + i);
    // The demotion saturates.
    hn::StoreU(hn::DemoteTo(d8, hn::ShiftRightSame(shifted, fraction_bits)), d8,
               row.code.data() + i);
  }
  return hn::GetLane(hn::MinOfLanes(d, nearest_to_tie)) <= value_slack;
}

}  // namespace swingproof::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // per-target include guard
