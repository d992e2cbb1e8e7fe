// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "oracle/ideal_row.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>

#include "oracle/exact_channel.h"

namespace swingproof {
namespace {

// 500 x on red at full swing, where mean is 128 and a code is one grey level: x = Y + 1.402 V.
std::int64_t times_500(int y, int v) { return std::int64_t{500} * y + std::int64_t{701} * v; }

Deployment one_grey_level_a_code(const std::string& mean) {
  Deployment deployment;
  deployment.mean = parse_mean({mean}, "mean");
  deployment.std = parse_std({"1"}, "std");
  deployment.q_scale = parse_scale("1", "q_scale");
  return deployment;
}

// The integer nearest to n / 500, ties to even.
int nearest(std::int64_t n) {
  const std::int64_t below = n >= 0 ? n / 500 : -((499 - n) / 500);
  const std::int64_t rest = n - below * 500;
  return static_cast<int>(rest > 250 || (rest == 250 && below % 2 != 0) ? below + 1 : below);
}

// Every input of the plane, and with mean 127.5 a tie at each of them where V is 0.
TEST(IdealRow, CodesAreTheExactOnesOnTheWholePlane) {
  for (const bool has_ties : {false, true}) {
    const Deployment deployment = one_grey_level_a_code(has_ties ? "127.5" : "128");
    const IdealRows rows(exact_channel(deployment, 0));
    EXPECT_EQ(rows.fraction_bits(), 20);
    IdealRow row;
    int wrong = 0;
    for (int v = -128; v < 128; ++v) {
      rows.evaluate(-v / 2, v, row);  // red does not depend on U
      for (int y = -128; y < 128; ++y) {
        const int code = nearest(times_500(y, v) + (has_ties ? 250 : 0));
        wrong +=
            row.code.at(static_cast<std::size_t>(y + 128)) == std::clamp(code, -128, 127) ? 0 : 1;
      }
    }
    EXPECT_EQ(wrong, 0);
  }
}

// value <= 2^20 x < value + 3, where x is in the range of a code, with 500 x an integer.
TEST(IdealRow, ValuesAreBelowTheExactOnesByLessThanTheSlack) {
  const IdealRows rows(exact_channel(one_grey_level_a_code("128"), 0));
  IdealRow row;
  int wrong = 0;
  for (int v = -128; v < 128; ++v) {
    rows.evaluate(v, v, row);
    for (int y = -128; y < 128; ++y) {
      constexpr std::int64_t one = 1 << 20;
      const std::int64_t exact = times_500(y, v);
      const std::int64_t value = row.value.at(static_cast<std::size_t>(y + 128));
      if (exact < std::int64_t{-128} * 500) {
        wrong += value < -128 * one ? 0 : 1;
      } else if (exact > std::int64_t{127} * 500) {
        wrong += value > 127 * one - value_slack ? 0 : 1;
      } else {
        const bool holds = value * 500 <= exact << 20 && exact << 20 < (value + value_slack) * 500;
        wrong += holds ? 0 : 1;
      }
    }
  }
  EXPECT_EQ(wrong, 0);
}

// A step of Y is worth 4 LSB at most for 20 bits, and each doubling costs one of them.
TEST(IdealRow, SteeperSettingsHaveFewerFractionBits) {
  const auto fraction_bits = [](const char* q_scale) {
    Deployment deployment = one_grey_level_a_code("128");
    deployment.q_scale = parse_scale(q_scale, "q_scale");
    return IdealRows(exact_channel(deployment, 0)).fraction_bits();
  };
  EXPECT_EQ(fraction_bits("1000"), 20);
  EXPECT_EQ(fraction_bits("1/4"), 20);
  EXPECT_EQ(fraction_bits("1000/4001"), 19);
  EXPECT_EQ(fraction_bits("1/8"), 19);
  EXPECT_EQ(fraction_bits("1/16384"), 8);
  EXPECT_EQ(fraction_bits("1/1000000"), 8);
}

// x = 1,000,000 (Y + 1.402 V): all but the inputs at and next to x = 0 are clamped.
TEST(IdealRow, TheSteepestSettingsAreExactToo) {
  Deployment deployment = one_grey_level_a_code("128");
  deployment.q_scale = parse_scale("1/1000000", "q_scale");
  const IdealRows rows(exact_channel(deployment, 0));
  IdealRow row;
  for (int v = -128; v < 128; ++v) {
    rows.evaluate(0, v, row);
    for (int y = -128; y < 128; ++y) {
      const auto place = static_cast<std::size_t>(y + 128);
      const std::int64_t sign = times_500(y, v);
      EXPECT_EQ(row.code.at(place), sign < 0 ? -128 : sign > 0 ? 127 : 0);
      EXPECT_EQ(row.value.at(place), (sign < 0 ? -128 : sign > 0 ? 127 : 0) * 256);
    }
  }
}

}  // namespace
}  // namespace swingproof
