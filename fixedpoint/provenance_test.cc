// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "fixedpoint/provenance.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

namespace swingproof {
namespace {

std::vector<std::string> own_choices(const Arithmetic& arithmetic) {
  std::vector<std::string> own;
  for (const Provenance& each : provenance(arithmetic)) {
    if (each.standing == Standing::own) own.push_back(each.choice);
  }
  return own;
}

TEST(Provenance, EveryAlternativeTakesThePlaceOfOneChoice) {
  const std::vector<Provenance> model = provenance(Arithmetic{});
  EXPECT_EQ(own_choices(Arithmetic{}), std::vector<std::string>());
  for (const Arithmetic& arithmetic : arithmetic_alternatives()) {
    if (arithmetic.datapath == Datapath{}) continue;
    SCOPED_TRACE(arithmetic.name);
    const std::vector<Provenance> all = provenance(arithmetic);
    ASSERT_EQ(all.size(), model.size());
    ASSERT_EQ(own_choices(arithmetic).size(), 1U);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::string alternative = arithmetic.name.substr(std::string("bayes:").size());
      const bool is_its_own = all[i].standing == Standing::own;
      if (!is_its_own) {
        EXPECT_EQ(all[i].choice, model[i].choice);
        continue;
      }
      EXPECT_EQ(all[i].choice.find(alternative + ", in place of "), 0U);
      EXPECT_TRUE(all[i].choice.ends_with(model[i].choice));
    }
  }
}

// Which choice that is, for one of each.
TEST(Provenance, TheChoiceIsTheOneThatTheAlternativeIsOf) {
  const auto replaced = [](const std::string& name) {
    return own_choices(parse_arithmetic("bayes:" + name, "test")).at(0);
  };
  EXPECT_EQ(
      replaced("post_rounding=floor"),
      "post_rounding=floor, in place of its part of rounding at post_shift, none at pre_shift");
  EXPECT_EQ(
      replaced("pre_rounding=half_up"),
      "pre_rounding=half_up, in place of its part of rounding at post_shift, none at pre_shift");
  EXPECT_EQ(replaced("weight_rounding=half_even"),
            "weight_rounding=half_even, in place of int8 weights rounded half up");
  EXPECT_EQ(
      replaced("bias_width=8"),
      "bias_width=8, in place of its part of bias in int16 with a left shift, rounded half up");
  EXPECT_EQ(replaced("lowering=float64"),
            "lowering=float64, in place of float32 throughout the lowering");
}

TEST(Provenance, OwnConstantsAndAnAlternativeAreTwo) {
  Arithmetic arithmetic = parse_arithmetic("bayes:bias_rounding=floor", "test");
  arithmetic.constants = OwnConstants{Swing::full, published_constants(Swing::full)};
  EXPECT_EQ(own_choices(arithmetic).size(), 2U);
}

}  // namespace
}  // namespace swingproof
