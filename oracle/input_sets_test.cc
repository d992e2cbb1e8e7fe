// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "oracle/input_sets.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace swingproof {
namespace {

using testing::ElementsAre;

std::vector<std::string> visited(const PerSet<int>& per_set) {
  std::vector<std::string> all;
  for_each_set(per_set, [&](SetName set, int value) {
    all.push_back(std::string(name(set)) + " " + std::to_string(value));
  });
  return all;
}

TEST(InputSets, EachSetHasItsOwnValue) {
  EXPECT_THAT(visited(per_set<int>({1, 2, 3})),
              ElementsAre("all_inputs 1", "in_gamut 2", "legal 3"));
  EXPECT_THAT(visited(per_set<int>({1, 2})), ElementsAre("all_inputs 1", "in_gamut 2"));
}

TEST(InputSets, ValuesCanBeChanged) {
  PerSet<int> numbers = per_set<int>({1, 2, 3});
  for_each_set(numbers, [](SetName, int& number) { number *= 10; });
  EXPECT_EQ(numbers, (PerSet<int>{10, 20, 30}));
}

TEST(InputSets, OnlyStudioSwingHasLegalInputs) {
  EXPECT_FALSE(has_inputs(SetName::legal, Swing::full));
  EXPECT_TRUE(has_inputs(SetName::legal, Swing::studio));
  EXPECT_TRUE(has_inputs(SetName::in_gamut, Swing::full));
}

}  // namespace
}  // namespace swingproof
