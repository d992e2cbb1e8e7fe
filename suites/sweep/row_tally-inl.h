// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Per-target code: row_tally.cc includes this file once for every SIMD target.

#if defined(SWINGPROOF_SUITES_SWEEP_ROW_TALLY_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SWINGPROOF_SUITES_SWEEP_ROW_TALLY_INL_H_
#undef SWINGPROOF_SUITES_SWEEP_ROW_TALLY_INL_H_
#else
#define SWINGPROOF_SUITES_SWEEP_ROW_TALLY_INL_H_
#endif

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "hwy/highway.h"
#include "suites/sweep/row_tally.h"

HWY_BEFORE_NAMESPACE();
namespace swingproof::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// The lanes of a vector at place i that lie before end.
template <class D>
HWY_INLINE hn::Mask<D> lanes_before(D d, std::size_t i, std::size_t end) {
  return hn::FirstN(d, std::min(end - i, hn::Lanes(d)));
}

CodeSums SumCodes(const CodeRow& codes, LumaRun run) {
  const hn::ScalableTag<std::int16_t> d;
  const hn::Rebind<std::int8_t, decltype(d)> d8;
  const hn::RepartitionToWide<decltype(d)> d32;
  const auto one = hn::Set(d, 1);
  auto sum = hn::Zero(d32);
  auto sum_upper = hn::Zero(d32);
  auto squares = hn::Zero(d32);
  auto squares_upper = hn::Zero(d32);
  auto by_place = hn::Zero(d32);
  auto by_place_upper = hn::Zero(d32);
  auto place = hn::Iota(d, static_cast<std::int16_t>(run.begin));
  const auto step = hn::Set(d, static_cast<std::int16_t>(hn::Lanes(d)));
  for (std::size_t i = run.begin; i < run.end; i += hn::Lanes(d)) {
    const auto loaded = hn::PromoteTo(d, hn::LoadU(d8, codes.code.data() + i));
    const auto code = hn::IfThenElseZero(lanes_before(d, i, run.end), loaded);
    sum = hn::ReorderWidenMulAccumulate(d32, code, one, sum, sum_upper);
    squares = hn::ReorderWidenMulAccumulate(d32, code, code, squares, squares_upper);
    by_place = hn::ReorderWidenMulAccumulate(d32, code, place, by_place, by_place_upper);
    place = hn::Add(place, step);
  }
  const auto total = [&](auto lower, auto upper) HWY_ATTR {
    return std::int64_t{hn::GetLane(hn::SumOfLanes(d32, hn::Add(lower, upper)))};
  };
  return CodeSums{total(sum, sum_upper), total(squares, squares_upper),
                  total(by_place, by_place_upper)};
}

// Differences in a wider range than this are counted one by one.
constexpr int most_counted_differences = 16;

// Differences saturate at the ends of int8, so a row that reaches an end is counted one by one.
void TallyDifferences(const CodeRow& codes, const std::int8_t* HWY_RESTRICT reference, LumaRun run,
                      DifferenceHistogram& histogram) {
  const hn::ScalableTag<std::int8_t> d;
  const std::size_t lanes = hn::Lanes(d);
  alignas(64) std::array<std::int8_t, 256 + row_padding> difference;
  auto least = hn::Set(d, 127);
  auto greatest = hn::Set(d, -128);
  for (std::size_t i = run.begin; i < run.end; i += lanes) {
    const auto value =
        hn::SaturatedSub(hn::LoadU(d, codes.code.data() + i), hn::LoadU(d, reference + i));
    const auto inside = lanes_before(d, i, run.end);
    least = hn::Min(least, hn::IfThenElse(inside, value, least));
    greatest = hn::Max(greatest, hn::IfThenElse(inside, value, greatest));
    hn::StoreU(value, d, difference.data() + (i - run.begin));
  }
  alignas(64) std::array<std::int8_t, row_padding> lane;
  const auto lane_end = lane.begin() + static_cast<std::ptrdiff_t>(lanes);
  hn::Store(least, d, lane.data());
  const int from = *std::min_element(lane.begin(), lane_end);
  hn::Store(greatest, d, lane.data());
  const int to = *std::max_element(lane.begin(), lane_end);

  if (from == -128 || to == 127 || to - from > most_counted_differences) {
    for (std::size_t i = run.begin; i < run.end; ++i) {
      histogram.add(codes.code[i] - reference[i], 1);
    }
    return;
  }
  const std::size_t inputs = run.end - run.begin;
  std::size_t counted = 0;
  for (int k = from; k < to; ++k) {
    const auto wanted = hn::Set(d, static_cast<std::int8_t>(k));
    std::size_t times = 0;
    for (std::size_t i = 0; i < inputs; i += lanes) {
      const auto equal = hn::Eq(hn::Load(d, difference.data() + i), wanted);
      times += hn::CountTrue(d, hn::And(equal, lanes_before(d, i, inputs)));
    }
    histogram.add(k, times);
    counted += times;
  }
  histogram.add(to, inputs - counted);
}

std::int32_t GreatestError(const CodeRow& codes, const IdealRow& ideal, int fraction_bits,
                           LumaRun run) {
  const hn::ScalableTag<std::int32_t> d;
  const hn::Rebind<std::int8_t, decltype(d)> d8;
  auto greatest = hn::Zero(d);
  for (std::size_t i = run.begin; i < run.end; i += hn::Lanes(d)) {
    const auto code = hn::PromoteTo(d, hn::LoadU(d8, codes.code.data() + i));
    const auto value = hn::LoadU(d, ideal.value.data() + i);
    const auto error = hn::Abs(hn::Sub(hn::ShiftLeftSame(code, fraction_bits), value));
    greatest = hn::Max(greatest, hn::IfThenElseZero(lanes_before(d, i, run.end), error));
  }
  return hn::GetLane(hn::MaxOfLanes(d, greatest));
}

}  // namespace swingproof::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // per-target include guard
