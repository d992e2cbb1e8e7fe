// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "oracle/ideal_row.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "oracle/ideal_row.cc"
#include "hwy/foreach_target.h"
//
#include "oracle/ideal_row-inl.h"

#if HWY_ONCE

#include <algorithm>
#include <cstddef>

#include "oracle/ideal_op.h"

namespace swingproof {

HWY_EXPORT(FillIdealRow);

namespace {

constexpr int most_fraction_bits = 20;
constexpr int fewest_fraction_bits = 8;
constexpr int guard_bits = 20;  // of the chroma terms

// int32 lanes hold |luma term| <= 2^29 and |base| <= 2^29 + 2^28 without overflow of their sum.
constexpr int luma_term_bits = 29;
constexpr std::int64_t largest_base = (std::int64_t{1} << 29) + (std::int64_t{1} << 28);

// Only a_0 can be this large: F bounds a_Y, and with it a_U and a_V, which are less than twice a_Y,
// to 2^50 units. A saturated sum puts its whole row beyond the clamp, as the exact one does.
constexpr std::int64_t largest_chroma_term = std::int64_t{1} << 61;

std::int64_t saturated_floor(const Integer& n, const Integer& d, std::int64_t largest) {
  return static_cast<std::int64_t>(std::clamp<Integer>(floor_quotient(n, d), -largest, largest));
}

// The most fraction bits F <= 20 with 2^F * 128 LSB-per-luma-step <= 2^29, or fewer than
// fewest_fraction_bits if there are none.
int fraction_bits_for(const ExactChannel& channel) {
  const Integer slope = channel.point_factor * channel.lattice.y;  // over the denominator
  int bits = most_fraction_bits;
  while (bits >= fewest_fraction_bits &&
         ((slope * 128) << bits) > (channel.denominator << luma_term_bits)) {
    --bits;
  }
  return bits;
}

std::size_t place(int value) { return static_cast<std::size_t>(value + 128); }

}  // namespace

IdealRows::IdealRows(const ExactChannel& channel) : channel_(channel) {
  const int bits = fraction_bits_for(channel);
  too_steep_ = bits < fewest_fraction_bits;
  fraction_bits_ = std::max(bits, fewest_fraction_bits);
  if (too_steep_) return;

  // floor(2^bits * (point_factor * steps - offset) / denominator)
  const auto term = [&](std::int64_t steps, const Integer& offset, int unit_bits) {
    const Integer n = channel.point_factor * steps - offset;
    return saturated_floor(n << unit_bits, channel.denominator, largest_chroma_term);
  };
  const GreyLattice& lattice = channel.lattice;
  const int chroma_bits = fraction_bits_ + guard_bits;
  const Integer no_offset = 0;
  for (int i = -128; i < 128; ++i) {
    luma_term_[place(i)] =
        static_cast<std::int32_t>(term(lattice.y * i, no_offset, fraction_bits_));
    u_term_[place(i)] = term(lattice.u * i + lattice.constant, channel.origin, chroma_bits);
    v_term_[place(i)] = term(lattice.v * i, no_offset, chroma_bits);
  }
}

void IdealRows::evaluate(int u, int v, IdealRow& row) const {
  if (too_steep_) return evaluate_exactly(u, v, row);
  const bool any_code_open =
      HWY_DYNAMIC_DISPATCH(FillIdealRow)(luma_term_.data(), row_base(u, v), fraction_bits_, row);
  if (any_code_open) decide_open_codes(u, v, row);
}

std::int32_t IdealRows::row_base(int u, int v) const {
  const std::int64_t base = (u_term_[place(u)] + v_term_[place(v)]) >> guard_bits;
  return static_cast<std::int32_t>(std::clamp(base, -largest_base, largest_base));
}

void IdealRows::decide_open_codes(int u, int v, IdealRow& row) const {
  const std::int32_t one = std::int32_t{1} << fraction_bits_;
  for (int y = -128; y < 128; ++y) {
    const std::int32_t past_tie = (row.value[place(y)] + one / 2 + value_slack) & (one - 1);
    if (past_tie > value_slack) continue;
    row.code[place(y)] = exact_code(channel_, lattice_point(channel_.lattice, y, u, v));
  }
}

void IdealRows::evaluate_exactly(int u, int v, IdealRow& row) const {
  const std::int32_t one = std::int32_t{1} << fraction_bits_;
  for (int y = -128; y < 128; ++y) {
    const std::int64_t point = lattice_point(channel_.lattice, y, u, v);
    std::int32_t& value = row.value[place(y)];
    if (point < channel_.first_unclamped) {
      value = -128 * one;
    } else if (point >= channel_.end_unclamped) {
      value = 127 * one;
    } else {
      const Integer n = channel_.point_factor * point - channel_.origin;
      value = static_cast<std::int32_t>(floor_quotient(n * one, channel_.denominator));
    }
    row.code[place(y)] = exact_code(channel_, point);
  }
}

}  // namespace swingproof

#endif  // HWY_ONCE
