// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_ORACLE_IDEAL_ROW_H_
#define SWINGPROOF_ORACLE_IDEAL_ROW_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "oracle/exact_channel.h"

namespace swingproof {

// The exact op along a row of 256 luma values at fixed U and V, fast and certified: codes are
// exact, and the values behind them are fixed-point numbers with a proven bound.
// Both arrays end in padding of undefined content, so that a vector may be loaded from any of the
// 256 places.
inline constexpr std::size_t row_padding = 64;

struct IdealRow {
  // x in units of 2^-fraction_bits LSB, never above the exact value and less than value_slack units
  // below it wherever x is within [-128, 127]; elsewhere some value on the same side of the range
  // of a code. Clamp it to compare it with codes.
  alignas(64) std::array<std::int32_t, 256 + row_padding> value;
  // The exact ideal codes.
  alignas(64) std::array<std::int8_t, 256 + row_padding> code;
};

// The bound on 2^F x - value, in units: value <= 2^F x < value + value_slack.
//
// Write x(Y,U,V) = a_Y Y + a_U U + a_V V + a_0. The row's value is the sum of two int32 numbers:
//   s_Y  = floor(2^F a_Y Y)                                     at most 1 below 2^F a_Y Y
//   base = (floor(2^(F+20) (a_U U + a_0)) + floor(2^(F+20) a_V V)) >> 20
// The two floors lose less than 1 each in units of 2^-20, the shift less than 1 unit: base is less
// than 1 + 2^-19 below 2^F (a_U U + a_V V + a_0). Together value is less than 2 + 2^-19 below
// 2^F x, and never above it. 3 is the next integer. Clamping both to one range keeps the bound.
inline constexpr std::int32_t value_slack = 3;

// Computes ideal rows of one channel. Building it costs rational arithmetic for about 1,000
// numbers; a row costs a few hundred vector operations, and exact comparisons only where the bound
// leaves a code open.
class IdealRows {
 public:
  explicit IdealRows(const ExactChannel& channel);

  // F. 20 as long as one step of Y is at most 4 LSB, less for steeper settings. Steeper than 2^14
  // LSB, every unclamped value is computed by rationals.
  int fraction_bits() const { return fraction_bits_; }

  // Fills row for U and V.
  void evaluate(int u, int v, IdealRow& row) const;

  const ExactChannel& channel() const { return channel_; }

 private:
  void evaluate_exactly(int u, int v, IdealRow& row) const;
  void decide_open_codes(int u, int v, IdealRow& row) const;
  std::int32_t row_base(int u, int v) const;

  ExactChannel channel_;
  int fraction_bits_ = 0;
  bool too_steep_ = false;
  alignas(64) std::array<std::int32_t, 256> luma_term_ = {};  // s_Y
  std::array<std::int64_t, 256> u_term_ = {};                 // with a_0, in 2^-(F+20)
  std::array<std::int64_t, 256> v_term_ = {};                 // in 2^-(F+20)
};

}  // namespace swingproof

#endif  // SWINGPROOF_ORACLE_IDEAL_ROW_H_
