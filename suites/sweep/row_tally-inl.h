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
#include <array>
#include <bit>
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

CodeSums SumCodes(const std::int8_t* HWY_RESTRICT codes, LumaRun run) {
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
    const auto code = keep(hn::PromoteTo(d, hn::LoadU(d8, codes + i)), zero);
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

// The differences of a row, saturated to int8.
struct RowDifferences {
  alignas(64) std::array<std::int8_t, 256> value;
};

HWY_INLINE void subtract(const std::int8_t* HWY_RESTRICT codes,
                         const std::int8_t* HWY_RESTRICT reference, RowDifferences& differences) {
  const hn::ScalableTag<std::int8_t> d;
  for (std::size_t i = 0; i < 256; i += hn::Lanes(d)) {
    const auto code = hn::LoadU(d, codes + i);
    hn::Store(hn::SaturatedSub(code, hn::LoadU(d, reference + i)), d, differences.value.data() + i);
  }
}

// One bit for each place of a row.
using PlaceBits = std::array<std::uint64_t, 4>;

HWY_INLINE PlaceBits places_with(const RowDifferences& differences, std::int8_t wanted) {
  PlaceBits bits = {};
#if HWY_TARGET == HWY_SCALAR
  for (std::size_t i = 0; i < 256; ++i) {
    bits[i / 64] |= std::uint64_t{differences.value[i] == wanted} << (i % 64);
  }
#else
  const hn::ScalableTag<std::int8_t> d;
  const auto wanted_vector = hn::Set(d, wanted);
  auto* bytes = reinterpret_cast<std::uint8_t*>(bits.data());
  for (std::size_t i = 0; i < 256; i += hn::Lanes(d)) {
    const auto value = hn::Load(d, differences.value.data() + i);
    hn::StoreMaskBits(d, hn::Eq(value, wanted_vector), bytes + i / 8);
  }
#endif
  return bits;
}

HWY_INLINE PlaceBits places_of(LumaRun run) {
  const auto below = [](int end) {
    return end <= 0    ? std::uint64_t{0}
           : end >= 64 ? ~std::uint64_t{0}
                       : (std::uint64_t{1} << end) - 1;
  };
  PlaceBits bits;
  for (int k = 0; k < 4; ++k) {
    bits[static_cast<std::size_t>(k)] = below(run.end - 64 * k) & ~below(run.begin - 64 * k);
  }
  return bits;
}

HWY_INLINE int count(const PlaceBits& bits) {
  return std::popcount(bits[0]) + std::popcount(bits[1]) + std::popcount(bits[2]) +
         std::popcount(bits[3]);
}

HWY_INLINE PlaceBits operator&(const PlaceBits& a, const PlaceBits& b) {
  return {a[0] & b[0], a[1] & b[1], a[2] & b[2], a[3] & b[3]};
}

// Differences up to this size are counted 256 at a time, starting from 0; a row that has greater
// ones is counted one by one.
constexpr int largest_size_by_row = 7;

// The places of a row that one tally counts.
struct TalliedPlaces {
  PlaceBits bits;
  bool whole_row;
};

// More runs than all input sets have are tallied some at a time.
constexpr std::size_t most_tallies_at_once = 4;

HWY_INLINE void tally_row(const std::int8_t* HWY_RESTRICT codes,
                          const std::int8_t* HWY_RESTRICT reference, DifferenceTally* tallies,
                          std::size_t tally_count) {
  RowDifferences differences;
  subtract(codes, reference, differences);
  std::array<TalliedPlaces, most_tallies_at_once> tallied;
  for (std::size_t t = 0; t < tally_count; ++t) {
    const LumaRun run = tallies[t].run;
    tallied[t] = TalliedPlaces{places_of(run), run.begin == 0 && run.end == 256};
  }
  int uncounted = 256;
  const auto count_difference = [&](int difference) HWY_ATTR {
    const PlaceBits places = places_with(differences, static_cast<std::int8_t>(difference));
    const int row_count = count(places);
    if (row_count == 0) return;
    uncounted -= row_count;
    for (std::size_t t = 0; t < tally_count; ++t) {
      const int in_run = tallied[t].whole_row ? row_count : count(places & tallied[t].bits);
      if (in_run == 0) continue;
      tallies[t].histogram->add(difference, static_cast<std::uint64_t>(in_run));
      tallies[t].greatest_size = std::abs(difference);
    }
  };
  count_difference(0);
  for (int size = 1; size <= largest_size_by_row && uncounted > 0; ++size) {
    count_difference(-size);
    count_difference(size);
  }
  if (uncounted == 0) return;
  for (std::size_t i = 0; i < 256; ++i) {
    const int difference = codes[i] - reference[i];
    if (std::abs(difference) <= largest_size_by_row) continue;
    for (std::size_t t = 0; t < tally_count; ++t) {
      const LumaRun run = tallies[t].run;
      if (i < run.begin || i >= run.end) continue;
      tallies[t].histogram->add(difference, 1);
      tallies[t].greatest_size = std::max(tallies[t].greatest_size, std::abs(difference));
    }
  }
}

void TallyDifferences(const std::int8_t* HWY_RESTRICT codes,
                      const std::int8_t* HWY_RESTRICT reference, DifferenceTally* tallies,
                      std::size_t tally_count) {
  for (std::size_t t = 0; t < tally_count; t += most_tallies_at_once) {
    tally_row(codes, reference, tallies + t, std::min(tally_count - t, most_tallies_at_once));
  }
}

std::int32_t GreatestError(const std::int8_t* HWY_RESTRICT codes, const IdealRow& ideal,
                           int fraction_bits, LumaRun run) {
  const hn::ScalableTag<std::int32_t> d;
  const hn::Rebind<std::int8_t, decltype(d)> d8;
  const std::int32_t one = std::int32_t{1} << fraction_bits;
  const auto lowest = hn::Set(d, -128 * one);
  const auto highest = hn::Set(d, 127 * one);
  auto greatest = hn::Zero(d);
  for_each_vector(d, run, [&](std::size_t i, const auto& keep) HWY_ATTR {
    const auto code = hn::PromoteTo(d, hn::LoadU(d8, codes + i));
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
