// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "fixedpoint/choices.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace swingproof {
namespace {

// Every datapath that the table can make.
std::vector<Datapath> all_datapaths() {
  std::vector<Datapath> all = {Datapath{}};
  for (const Choice& choice : choices()) {
    if (choice.values.empty()) continue;
    std::vector<Datapath> more;
    for (const Datapath& datapath : all) {
      for (const ChoiceValue& value : choice.values) more.push_back(value.in(datapath));
    }
    all = std::move(more);
  }
  return all;
}

// Names, standings and values of docs/numerics.md sections 4.4 and 7, the model's value first.
TEST(Choices, AreThoseOfTheContract) {
  using Row = std::pair<std::string, std::vector<std::string>>;
  std::vector<Row> rows;
  for (const Choice& choice : choices()) {
    EXPECT_EQ(choice.name.empty(), choice.values.empty());
    if (choice.name.empty()) continue;
    rows.emplace_back(std::string(choice.name) + " " + std::string(name(choice.standing)),
                      std::vector<std::string>{});
    for (const ChoiceValue& value : choice.values) rows.back().second.emplace_back(value.text);
  }
  EXPECT_EQ(
      rows,
      (std::vector<Row>{
          {"weight_rounding assumed", {"half_up", "half_even"}},
          {"bias_width inferred", {"32", "8", "16"}},
          {"saturation inferred", {"after_pre_shift", "before_pre_shift"}},
          {"bias_rounding assumed", {"half_up", "half_even", "floor", "trunc"}},
          {"pre_rounding published", {"floor", "half_up"}},
          {"post_rounding published", {"half_up", "floor", "half_even", "half_away", "trunc"}},
          {"lowering assumed", {"float32", "float64"}},
      }));
}

TEST(Choices, TheModelMakesEachAsItsFirstValueSays) {
  for (const Choice& choice : choices()) {
    for (const ChoiceValue& value : choice.values) {
      const Datapath datapath = value.in(Datapath{});
      EXPECT_EQ(value_text(choice, datapath),
                std::string(choice.name) + "=" + std::string(value.text));
      const auto differing = differing_choices(Datapath{}, datapath);
      if (&value == &choice.values.front()) {
        EXPECT_EQ(datapath, Datapath{});
        EXPECT_TRUE(differing.empty());
      } else {
        EXPECT_EQ(differing, std::vector{&choice});
      }
    }
  }
}

TEST(Choices, EveryDatapathHasOneNameThatIsReadBack) {
  std::set<std::string> names;
  for (const Datapath& datapath : all_datapaths()) {
    const std::string name = datapath_name(datapath);
    EXPECT_TRUE(names.insert(name).second) << name;
    EXPECT_EQ(datapath_named(name), datapath) << name;
  }
  EXPECT_EQ(names.size(), 2U * 3 * 2 * 4 * 2 * 5 * 2);
  EXPECT_TRUE(names.contains("bayes"));
  EXPECT_TRUE(
      names.contains("bayes:bias_width=16,saturation=before_pre_shift,post_rounding=trunc"));
}

TEST(Choices, WhatIsNoNameIsOfNoDatapath) {
  for (const char* name : {"",
                           "b",
                           "bayes ",
                           "bayes:",
                           "bayes,",
                           "bayes:,",
                           "Bayes",
                           "bayes:bias_width",
                           "bayes:bias_width=",
                           "bayes:bias_width=32",
                           "bayes:bias_width=64",
                           "bayes:bias_width=16,",
                           "bayes,bias_width=16",
                           "bayes:lowering=float64,bias_width=16",
                           "bayes:bias_width=8,bias_width=16",
                           "bayes:bias_width=16,bias_width=16",
                           "bayes:bias_width=16:lowering=float64",
                           "bayes:bias_width=16, lowering=float64",
                           "bayes:width=16",
                           "ideal",
                           "bias_width=16"}) {
    EXPECT_EQ(datapath_named(name), std::nullopt) << name;
  }
}

}  // namespace
}  // namespace swingproof
