// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "oracle/gamut.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>

namespace swingproof {
namespace {

// A grey level times K, by the numbers of BT.601 written out (exact_channel_test.cc says how).
struct WrittenOut {
  std::int64_t y, u, v, constant, white;  // white: 255 K
};

using ThreeChannels = std::array<WrittenOut, 3>;

constexpr ThreeChannels full = {{{500, 0, 701, 64000, 127500},
                                 {293500, -101004, -209599, 37568000, 74842500},
                                 {250, 443, 0, 32000, 63750}}};
constexpr ThreeChannels studio = {{{1904000, 0, 2609823, 213248000, 416976000},
                                   {1117648000, -376037892, -780337077, 125176576000, 244764912000},
                                   {952000, 1649289, 0, 106624000, 208488000}}};

bool is_in_gamut(const ThreeChannels& channels, int y, int u, int v) {
  for (const WrittenOut& channel : channels) {
    const std::int64_t level = channel.y * y + channel.u * u + channel.v * v + channel.constant;
    if (level < 0 || level > channel.white) return false;
  }
  return true;
}

// Compares a set with a predicate over the whole cube; returns the number of inputs.
template <typename Predicate>
int expect_set(const InputSet& set, const Predicate& contains) {
  EXPECT_EQ(set.size(), 65536U);
  int inputs = 0;
  int wrong = 0;
  for (int u = -128; u < 128; ++u) {
    for (int v = -128; v < 128; ++v) {
      const LumaRun run = set.at(chroma_index(u, v));
      for (int y = -128; y < 128; ++y) {
        const bool in_run = run.begin <= y + 128 && y + 128 < run.end;
        inputs += in_run ? 1 : 0;
        wrong += in_run == contains(y, u, v) ? 0 : 1;
      }
    }
  }
  EXPECT_EQ(wrong, 0);
  return inputs;
}

TEST(Gamut, IsWhereAllThreeGreyLevelsAre) {
  const int of_full = expect_set(in_gamut(bt601_full),
                                 [](int y, int u, int v) { return is_in_gamut(full, y, u, v); });
  EXPECT_EQ(of_full, 3917576);  // golden.json
  expect_set(in_gamut(bt601_studio),
             [](int y, int u, int v) { return is_in_gamut(studio, y, u, v); });
}

// Both bounds belong to it: 0 and 255 are grey levels.
TEST(Gamut, ContainsBlackAndWhite) {
  const LumaRun of_full = in_gamut(bt601_full).at(chroma_index(0, 0));
  EXPECT_EQ(of_full.begin, 0);
  EXPECT_EQ(of_full.end, 256);
  const LumaRun of_studio = in_gamut(bt601_studio).at(chroma_index(0, 0));
  EXPECT_EQ(of_studio.begin, 16);
  EXPECT_EQ(of_studio.end, 236);
}

TEST(Gamut, OtherSetsAreAsDefined) {
  EXPECT_EQ(expect_set(all_inputs(), [](int, int, int) { return true; }), 1 << 24);
  const int inputs = expect_set(legal(), [](int y, int u, int v) {
    return -112 <= y && y <= 107 && -112 <= u && u <= 112 && -112 <= v && v <= 112;
  });
  EXPECT_EQ(inputs, 220 * 225 * 225);
}

}  // namespace
}  // namespace swingproof
