// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/sweep/plane_channel.h"

#include <gtest/gtest.h>

#include <memory>

namespace swingproof {
namespace {

// Three runs, of which two share V and two share U; all of them have Y = -120, place 8.
InputSet three_inputs() {
  InputSet set(65536);
  set[chroma_index(-128, 5)] = {8, 9};
  set[chroma_index(30, 5)] = {7, 9};
  set[chroma_index(30, 127)] = {8, 256};
  return set;
}

std::size_t place(int value) { return static_cast<std::size_t>(value + 128); }

TEST(Projection, CountsTheFreeChromaAndKeepsTheLeast) {
  const auto without_u = project(three_inputs(), FreeChroma::u);
  EXPECT_EQ(without_u->weight[place(5)][8], 2);
  EXPECT_EQ(without_u->first_free[place(5)][8], -128);
  EXPECT_EQ(without_u->weight[place(5)][7], 1);
  EXPECT_EQ(without_u->first_free[place(5)][7], 30);
  EXPECT_EQ(without_u->weight[place(5)][9], 0);
  EXPECT_EQ(without_u->weight[place(127)][255], 1);
  const auto without_v = project(three_inputs(), FreeChroma::v);
  EXPECT_EQ(without_v->weight[place(30)][8], 2);
  EXPECT_EQ(without_v->first_free[place(30)][8], 5);
  EXPECT_EQ(without_v->weight[place(-128)][8], 1);
}

// Every input of a set once: the weights add up to its size.
TEST(Projection, HasTheSizeOfTheSet) {
  for (const FreeChroma free : {FreeChroma::u, FreeChroma::v}) {
    int inputs = 0;
    const auto plane = project(in_gamut(bt601_full), free);
    for (const auto& row : plane->weight) {
      for (const int weight : row) inputs += weight;
    }
    EXPECT_EQ(inputs, 3917576);  // golden.json
    EXPECT_EQ(project(all_inputs(), free)->weight[3][4], 256);
  }
}

}  // namespace
}  // namespace swingproof
