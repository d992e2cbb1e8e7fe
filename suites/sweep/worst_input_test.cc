// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/sweep/worst_input.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace swingproof {
namespace {

// x = M / 10, so that M decides between codes in tenths, and the clamp is at -1280 and 1270.
ExactChannel tenths() {
  ExactChannel channel;
  channel.point_factor = 1;
  channel.origin = 0;
  channel.denominator = 10;
  channel.first_unclamped = -1280;
  channel.end_unclamped = 1271;
  return channel;
}

struct Input {
  std::int8_t code;
  std::int64_t point;
  std::uint32_t place;
};

WorstInput::Result worst_of(const std::vector<Input>& inputs) {
  const ExactChannel channel = tenths();
  WorstInput worst(channel);
  for (const auto& [code, point, place] : inputs) worst.consider(code, point, place);
  return worst.result(channel);
}

void expect_worst(const std::vector<Input>& inputs, const Rational& error, std::uint32_t place) {
  const WorstInput::Result result = worst_of(inputs);
  EXPECT_EQ(result.max_abs_error, error);
  EXPECT_EQ(result.place, place);
}

TEST(WorstInput, OfNothingIsZero) { expect_worst({}, 0, 0); }

TEST(WorstInput, HasTheGreatestErrorOnEitherSide) {
  expect_worst({{5, 46, 1}, {5, 55, 2}}, Rational(5, 10), 2);
  expect_worst({{5, 44, 1}, {5, 55, 2}}, Rational(6, 10), 1);
  expect_worst({{5, 44, 1}, {-7, -63, 2}}, Rational(7, 10), 2);
}

// The contract's place is the first in cube order among equals, in whatever order they come: with
// the same point, with the same error on the other side, and with other codes.
TEST(WorstInput, IsTheFirstInCubeOrderAmongEquals) {
  std::vector<Input> inputs = {{5, 44, 9}, {5, 44, 3}, {5, 56, 7}, {6, 54, 4}, {-9, -84, 8}};
  std::sort(inputs.begin(), inputs.end(),
            [](const Input& a, const Input& b) { return a.place < b.place; });
  do {
    expect_worst(inputs, Rational(6, 10), 3);
  } while (std::next_permutation(inputs.begin(), inputs.end(),
                                 [](const Input& a, const Input& b) { return a.place < b.place; }));
}

// Beyond the clamp the error is that of the code alone, whatever M is.
TEST(WorstInput, ClampsTheExactValue) {
  expect_worst({{-128, -99999, 1}}, 0, 1);
  expect_worst({{-127, -99999, 6}, {-127, -1281, 5}, {-127, -5000, 7}}, 1, 5);
  expect_worst({{126, 99999, 6}, {126, 1271, 8}, {126, 5000, 5}}, 1, 5);
  expect_worst({{-127, -1280, 4}, {-127, -1281, 5}}, 1, 4);
  expect_worst({{126, 1270, 5}, {126, 1271, 4}}, 1, 4);
}

// x = 3 M / 10: no lattice point lies at -128 or 127, the nearest ones are -127.8 and 127.2.
TEST(WorstInput, ClampsBetweenPoints) {
  ExactChannel channel = tenths();
  channel.point_factor = 3;
  channel.first_unclamped = -426;
  channel.end_unclamped = 424;
  WorstInput below(channel);
  below.consider(-127, -426, 3);
  below.consider(-127, -500, 5);
  EXPECT_EQ(below.result(channel).max_abs_error, 1);
  EXPECT_EQ(below.result(channel).place, 5U);
  WorstInput above(channel);
  above.consider(126, 423, 3);
  above.consider(126, 424, 7);
  above.consider(126, 500, 5);
  EXPECT_EQ(above.result(channel).max_abs_error, 1);
  EXPECT_EQ(above.result(channel).place, 5U);
}

TEST(WorstInput, OfPartsIsThatOfTheWhole) {
  const std::vector<Input> inputs = {{5, 44, 9},   {5, 44, 3},    {5, 56, 7},      {-127, -1300, 2},
                                     {-128, 0, 1}, {-128, -5, 6}, {127, 1300, 11}, {126, 1300, 10}};
  const ExactChannel channel = tenths();
  for (std::size_t cut = 0; cut <= inputs.size(); ++cut) {
    std::array<WorstInput, 2> parts = {WorstInput(channel), WorstInput(channel)};
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      parts[i < cut ? 0 : 1].consider(inputs[i].code, inputs[i].point, inputs[i].place);
    }
    parts[1].add(parts[0]);
    EXPECT_EQ(parts[1].result(channel).max_abs_error, 128) << cut;
    EXPECT_EQ(parts[1].result(channel).place, 1U) << cut;
  }
}

}  // namespace
}  // namespace swingproof
