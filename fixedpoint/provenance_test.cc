// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "fixedpoint/provenance.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <map>
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

// Which choice that is, for one of each kind.
TEST(Provenance, TheChoiceIsTheOneThatTheAlternativeIsOf) {
  const auto replaced = [](const std::string& name) {
    return own_choices(parse_arithmetic("bayes:" + name, "test")).at(0);
  };
  EXPECT_EQ(replaced("post_rounding=floor"),
            "post_rounding=floor, in place of rounding half up at post_shift, none where it is 0");
  EXPECT_EQ(replaced("pre_rounding=half_up"),
            "pre_rounding=half_up, in place of no rounding at pre_shift");
  EXPECT_EQ(replaced("bias_width=16"),
            "bias_width=16, in place of bias in int32, without a left shift");
  EXPECT_EQ(replaced("saturation=before_pre_shift"),
            "saturation=before_pre_shift, in place of saturation to int16 between the shifts, "
            "after the first");
}

// The standings of docs/numerics.md section 4.4.
TEST(Provenance, TheModelsChoicesHaveTheContractsStandings) {
  std::map<Standing, int> standings;
  for (const Provenance& each : provenance(Arithmetic{})) ++standings[each.standing];
  EXPECT_EQ(standings,
            (std::map<Standing, int>{
                {Standing::published, 6}, {Standing::inferred, 3}, {Standing::assumed, 3}}));
}

TEST(Provenance, EveryReplacedChoiceIsNamed) {
  Arithmetic arithmetic;
  EXPECT_TRUE(replaced_choices(arithmetic).empty());
  arithmetic.datapath = {.bias_width = 8, .post_rounding = RoundingMode::trunc};
  EXPECT_EQ(replaced_choices(arithmetic),
            (std::vector<std::string>{"bias_width=8", "post_rounding=trunc"}));
  EXPECT_EQ(own_choices(arithmetic).size(), 2U);
  // Own integers come from no lowering.
  arithmetic.integers = OwnIntegers{};
  EXPECT_EQ(replaced_choices(arithmetic), std::vector<std::string>{"post_rounding=trunc"});
  EXPECT_EQ(own_choices(arithmetic).size(), 2U);
}

TEST(Provenance, OwnConstantsAndAnAlternativeAreTwo) {
  Arithmetic arithmetic = parse_arithmetic("bayes:bias_rounding=floor", "test");
  arithmetic.constants = OwnConstants{bt601_full, published_constants(bt601_full)};
  EXPECT_EQ(own_choices(arithmetic).size(), 2U);
}

// An arithmetic with post_rounding=floor, and what captures say of two choices.
Arithmetic with_evidence(const std::string& name, std::vector<SettledValue> values) {
  Arithmetic arithmetic = parse_arithmetic(name, "arithmetic");
  arithmetic.evidence = Evidence{"board 17 (e.json)", std::move(values)};
  return arithmetic;
}

TEST(Evidence, ChangesTheStandingOfWhatItSettles) {
  const Arithmetic arithmetic = with_evidence("bayes:post_rounding=floor",
                                              {{"bias_width", "32"}, {"post_rounding", "floor"}});
  std::size_t confirmed = 0;
  for (const Provenance& each : provenance(arithmetic)) {
    if (each.standing != Standing::confirmed) continue;
    ++confirmed;
    EXPECT_EQ(each.source, "confirmed on board 17 (e.json)");
  }
  EXPECT_EQ(confirmed, 2U);
  EXPECT_TRUE(replaced_choices(arithmetic).empty());
  EXPECT_EQ(standing_notice(arithmetic),
            "These choices of the model are confirmed on board 17 (e.json): bias_width=32. The "
            "model's choices are refuted and replaced by what is confirmed on board 17 (e.json): "
            "post_rounding=floor. Nothing has confirmed the inferred and assumed choices beside "
            "them.");
}

TEST(Evidence, ThatTheArithmeticContradictsIsNamed) {
  const Arithmetic arithmetic = with_evidence("bayes", {{"post_rounding", "floor"}});
  EXPECT_EQ(settled_choices(arithmetic).contradicted,
            std::vector<std::string>{"post_rounding=half_up"});
  for (const Provenance& each : provenance(arithmetic)) {
    EXPECT_NE(each.standing, Standing::confirmed);
  }
}

TEST(Evidence, OfNothingLeavesTheNotice) {
  EXPECT_EQ(standing_notice(Arithmetic{}), unconfirmed_notice);
  EXPECT_EQ(standing_notice(with_evidence("bayes", {})), unconfirmed_notice);
}

}  // namespace
}  // namespace swingproof
