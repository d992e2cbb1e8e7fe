// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "deployment/nearest_name.h"

#include <gtest/gtest.h>

namespace swingproof {
namespace {

constexpr std::string_view marches[] = {"bayes", "bayes-e"};
constexpr std::string_view norms[] = {"no_preprocess", "data_mean", "data_scale",
                                      "data_mean_and_scale"};

TEST(NearestName, FindsWhatWasMeant) {
  EXPECT_EQ(nearest_name("bayes_e", marches), "bayes-e");
  EXPECT_EQ(nearest_name("Bayes-e", marches), "bayes-e");
  EXPECT_EQ(nearest_name("BAYES E", marches), "bayes-e");
  EXPECT_EQ(nearest_name("Bayes", marches), "bayes");
  EXPECT_EQ(nearest_name("byaes", marches), "bayes");
  EXPECT_EQ(nearest_name("data_mean_scale", norms), "data_mean_and_scale");
  EXPECT_EQ(nearest_name("data_maen", norms), "data_mean");
}

TEST(NearestName, DoesNotGuess) {
  EXPECT_EQ(nearest_name("", marches), std::nullopt);
  EXPECT_EQ(nearest_name("nash-e", marches), std::nullopt);
  EXPECT_EQ(nearest_name("bernoulli2", marches), std::nullopt);
  EXPECT_EQ(nearest_name(std::string(100000, 'b'), marches), std::nullopt);
  constexpr std::string_view twins[] = {"abcd1", "abcd2"};
  EXPECT_EQ(nearest_name("abcd3", twins), std::nullopt);
}

TEST(NearestName, RemedyAsksOrLists) {
  EXPECT_EQ(name_remedy("bayes_e", marches), "did you mean bayes-e?");
  EXPECT_EQ(name_remedy("nash", marches), "write bayes or bayes-e");
  EXPECT_EQ(name_remedy("x", norms),
            "write no_preprocess, data_mean, data_scale or "
            "data_mean_and_scale");
}

}  // namespace
}  // namespace swingproof
