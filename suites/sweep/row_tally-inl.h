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
#include <cstdlib>

#include "hwy/highway.h"
#include "suites/sweep/row_tally.h"

HWY_BEFORE_NAMESPACE();
namespace swingproof::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// Calls body(i, keep) for each vector of a run that starts at place i. keep(vector, otherwise)
// takes the lanes of the run from vector and the others, in the last vector only, from otherwise.
template <class D, class Body>
HWY_INLINE void for_each_vector(D d, LumaRun run, const Body& body) {
  const std::size_t lanes = hn::Lanes(d);
  std::size_t i = run.begin;
  for (; i + lanes <= run.end; i += lanes) {
    body(i, [](auto vector, auto /*otherwise*/) HWY_ATTR { return vector; });
  }
  if (i == run.end) return;
  const auto inside = hn::FirstN(d, run.end - i);
  body(i, [&](auto vector, auto otherwise)
              HWY_ATTR { return hn::IfThenElse(inside, vector, otherwise); });
}

CodeSums SumCodes(const CodeRow& codes, LumaRun run) {
  const hn::ScalableTag<std::int16_t> d;
  const hn::Rebind<std::int8_t, decltype(d)> d8;
  const hn::RepartitionToWide<decltype(d)> d32;
  const auto zero = hn::Zero(d);
  const auto one = hn::Set(d, 1);
  auto sum = hn::Zero(d32);
  auto sum_upper = hn::Zero(d32);
  auto squares = hn::Zero(d32);
  auto squares_upper = hn::Zero(d32);
  auto by_place = hn::Zero(d32);
  auto by_place_upper = hn::Zero(d32);
  auto place = hn::Iota(d, static_cast<std::int16_t>(run.begin));
  const auto step = hn::Set(d, static_cast<std::int16_t>(hn::Lanes(d)));
  for_each_vector(d, run, [&](std::size_t i, const auto& keep) HWY_ATTR {
    const auto code = keep(hn::PromoteTo(d, hn::LoadU(d8, codes.code.data() + i)), zero);
    sum = hn::ReorderWidenMulAccumulate(d32, code, one, sum, sum_upper);
    squares = hn::ReorderWidenMulAccumulate(d32, code, code, squares, squares_upper);
    by_place = hn::ReorderWidenMulAccumulate(d32, code, place, by_place, by_place_upper);
    place = hn::Add(place, step);
  });
  const auto total = [&](auto lower, auto upper) HWY_ATTR {
    return std::int64_t{hn::GetLane(hn::SumOfLanes(d32, hn::Add(lower, upper)))};
  };
  return CodeSums{total(sum, sum_upper), total(squares, squares_upper),
                  total(by_place, by_place_upper)};
}

// The differences of a run, saturated to int8, from the start of an array; their range.
struct RunDifferences {
  alignas(64) std::array<std::int8_t, 256 + row_padding> difference;
  int least;
  int greatest;
};

HWY_INLINE void subtract(const CodeRow& codes, const std::int8_t* HWY_RESTRICT reference,
                         LumaRun run, RunDifferences& differences) {
  const hn::ScalableTag<std::int8_t> d;
  auto least = hn::Set(d, 127);
  auto greatest = hn::Set(d, -128);
  for_each_vector(d, run, [&](std::size_t i, const auto& keep) HWY_ATTR {
    const auto code = hn::LoadU(d, codes.code.data() + i);
    const auto value = hn::SaturatedSub(code, hn::LoadU(d, reference + i));
    least = hn::Min(least, keep(value, least));
    greatest = hn::Max(greatest, keep(value, greatest));
    hn::StoreU(value, d, differences.difference.data() + (i - run.begin));
  });
  // Highway reduces 32-bit lanes only.
  const hn::ScalableTag<std::int32_t> d32;
  const hn::Rebind<std::int8_t, decltype(d32)> d8;
  alignas(64) std::array<std::int8_t, row_padding> least_lanes;
  alignas(64) std::array<std::int8_t, row_padding> greatest_lanes;
  hn::Store(least, d, least_lanes.data());
  hn::Store(greatest, d, greatest_lanes.data());
  auto least_wide = hn::Set(d32, 127);
  auto greatest_wide = hn::Set(d32, -128);
  for (std::size_t i = 0; i < hn::Lanes(d); i += hn::Lanes(d32)) {
    const auto low = hn::PromoteTo(d32, hn::LoadU(d8, least_lanes.data() + i));
    const auto high = hn::PromoteTo(d32, hn::LoadU(d8, greatest_lanes.data() + i));
    least_wide = hn::Min(least_wide, low);
    greatest_wide = hn::Max(greatest_wide, high);
  }
  differences.least = hn::GetLane(hn::MinOfLanes(d32, least_wide));
  differences.greatest = hn::GetLane(hn::MaxOfLanes(d32, greatest_wide));
}

// Differences that span fewer values than this are counted by vectors, others one by one.
#if HWY_TARGET == HWY_SCALAR
constexpr int counted_span = 0;  // one lane, and no table lookup
HWY_INLINE void count_differences(const RunDifferences& /*differences*/, std::size_t /*inputs*/,
                                  DifferenceHistogram& /*histogram*/) {}
#else
constexpr int counted_span = 15;

// Lanes of bytes, each with two counters of four bits, count two differences at once: a table
// lookup turns a difference into 1 in the low or the high counter, or into 0. After 15 vectors a
// counter may be full.
constexpr std::size_t most_vectors_counted = 15;

// Differences are looked up by their distance from the least one, in a table of 16. The last place
// is never counted: lanes behind the run's end have it.
constexpr std::int8_t not_counted = counted_span;

struct PairCount {
  std::size_t low;
  std::size_t high;
};

// How many of the bytes are first, and how many first + 1, for 0 <= first < 14.
HWY_INLINE PairCount count_pair(const std::uint8_t* HWY_RESTRICT bytes, std::size_t padded_count,
                                int first) {
  const hn::ScalableTag<std::uint8_t> d;
  const hn::Repartition<std::uint64_t, decltype(d)> d64;
  const std::size_t lanes = hn::Lanes(d);
  alignas(16) std::array<std::uint8_t, 16> increments = {};
  increments[static_cast<std::size_t>(first)] = 0x01;
  increments[static_cast<std::size_t>(first) + 1] = 0x10;
  const auto table = hn::LoadDup128(d, increments.data());
  const auto low_bits = hn::Set(d, 0x0F);
  auto low = hn::Zero(d64);
  auto high = hn::Zero(d64);
  for (std::size_t start = 0; start < padded_count; start += most_vectors_counted * lanes) {
    const std::size_t end = std::min(padded_count, start + most_vectors_counted * lanes);
    auto counters = hn::Zero(d);
    for (std::size_t i = start; i < end; i += lanes) {
      counters = hn::Add(counters, hn::TableLookupBytes(table, hn::Load(d, bytes + i)));
    }
    const auto upper = hn::BitCast(d, hn::ShiftRight<4>(hn::BitCast(d64, counters)));
    low = hn::Add(low, hn::SumsOf8(hn::And(counters, low_bits)));
    high = hn::Add(high, hn::SumsOf8(hn::And(upper, low_bits)));
  }
  return PairCount{static_cast<std::size_t>(hn::GetLane(hn::SumOfLanes(d64, low))),
                   static_cast<std::size_t>(hn::GetLane(hn::SumOfLanes(d64, high)))};
}

// Counts differences that span fewer than counted_span values.
HWY_INLINE void count_differences(const RunDifferences& differences, std::size_t inputs,
                                  DifferenceHistogram& histogram) {
  const hn::ScalableTag<std::int8_t> d;
  const hn::RebindToUnsigned<decltype(d)> d_unsigned;
  const auto least = hn::Set(d, static_cast<std::int8_t>(differences.least));
  const auto behind_end = hn::Set(d, not_counted);
  alignas(64) std::array<std::uint8_t, 256 + row_padding> distance;
  const LumaRun stored{0, static_cast<std::uint16_t>(inputs)};
  for_each_vector(d, stored, [&](std::size_t i, const auto& keep) HWY_ATTR {
    const auto value = hn::Load(d, differences.difference.data() + i);
    const auto kept = keep(hn::Sub(value, least), behind_end);
    hn::Store(hn::BitCast(d_unsigned, kept), d_unsigned, distance.data() + i);
  });
  const std::size_t lanes = hn::Lanes(d);
  const std::size_t padded = (inputs + lanes - 1) / lanes * lanes;
  const int span = differences.greatest - differences.least;
  std::size_t counted = 0;
  for (int first = 0; first < span; first += 2) {
    const PairCount count = count_pair(distance.data(), padded, first);
    histogram.add(differences.least + first, count.low);
    histogram.add(differences.least + first + 1, count.high);
    counted += count.low + count.high;
  }
  // Where the span is even, the greatest difference is what remains.
  if (span % 2 == 0) histogram.add(differences.greatest, inputs - counted);
}

#endif  // HWY_TARGET == HWY_SCALAR

int TallyDifferences(const CodeRow& codes, const std::int8_t* HWY_RESTRICT reference, LumaRun run,
                     DifferenceHistogram& histogram) {
  RunDifferences differences;
  subtract(codes, reference, run, differences);
  const bool saturated = differences.least == -128 || differences.greatest == 127;
  if (!saturated && differences.greatest - differences.least < counted_span) {
    count_differences(differences, run.end - run.begin, histogram);
    return std::max(-differences.least, differences.greatest);
  }
  int greatest_size = 0;
  for (std::size_t i = run.begin; i < run.end; ++i) {
    const int difference = codes.code[i] - reference[i];
    histogram.add(difference, 1);
    greatest_size = std::max(greatest_size, std::abs(difference));
  }
  return greatest_size;
}

std::int32_t GreatestError(const CodeRow& codes, const IdealRow& ideal, int fraction_bits,
                           LumaRun run) {
  const hn::ScalableTag<std::int32_t> d;
  const hn::Rebind<std::int8_t, decltype(d)> d8;
  const std::int32_t one = std::int32_t{1} << fraction_bits;
  const auto lowest = hn::Set(d, -128 * one);
  const auto highest = hn::Set(d, 127 * one);
  auto greatest = hn::Zero(d);
  for_each_vector(d, run, [&](std::size_t i, const auto& keep) HWY_ATTR {
    const auto code = hn::PromoteTo(d, hn::LoadU(d8, codes.code.data() + i));
    const auto value = hn::LoadU(d, ideal.value.data() + i);
    const auto clamped = hn::Min(hn::Max(value, lowest), highest);
    const auto error = hn::Abs(hn::Sub(hn::ShiftLeftSame(code, fraction_bits), clamped));
    greatest = hn::Max(greatest, keep(error, greatest));
  });
  return hn::GetLane(hn::MaxOfLanes(d, greatest));
}

}  // namespace swingproof::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // per-target include guard
