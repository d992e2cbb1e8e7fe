// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/place_rule.h"

#include <gtest/gtest.h>

#include <functional>

namespace swingproof {
namespace {

using IsWrong = std::function<bool(ImageSize size, std::size_t row, std::size_t column)>;

// Images of many sizes whose pixels are wrong where told, but for every third one, which a fault
// gives the right code all the same.
std::vector<SurveyedImage> surveyed(const IsWrong& is_wrong) {
  std::vector<SurveyedImage> images;
  for (const std::size_t width : {1U, 2U, 3U, 5U, 7U, 8U, 9U, 15U, 16U, 17U, 23U, 31U, 33U, 64U,
                                  100U, 512U, 640U, 768U, 1024U}) {
    for (const std::size_t height : {1U, 2U, 3U, 5U}) {
      SurveyedImage image{{width, height}, width, width, 0, {}};
      for (std::size_t i = 0; i < width * height; ++i) {
        const bool shows = i % 3 != 2;
        image.wrong.push_back(shows && is_wrong(image.size, i / width, i % width) ? 1 : 0);
      }
      images.push_back(image);
    }
  }
  return images;
}

TEST(PlaceRule, IsWordedAsPeopleSayIt) {
  const auto rule_of = [](const IsWrong& is_wrong) {
    return place_rule(surveyed(is_wrong)).value_or("none");
  };
  EXPECT_EQ(rule_of([](ImageSize size, std::size_t, std::size_t column) {
              return column >= size.width - size.width % 16;
            }),
            "the last width mod 16 pixels of a row");
  EXPECT_EQ(rule_of([](ImageSize size, std::size_t, std::size_t column) {
              return column < size.width - size.width % 4;
            }),
            "all but the last width mod 4 pixels of a row");
  EXPECT_EQ(rule_of([](ImageSize, std::size_t row, std::size_t) { return row >= 2; }),
            "from row 2 on");
  EXPECT_EQ(rule_of([](ImageSize size, std::size_t, std::size_t) { return size.width == 768; }),
            "width 768");
  EXPECT_EQ(rule_of([](ImageSize size, std::size_t row, std::size_t column) {
              return row * size.width + column >= 1024;
            }),
            "after the first 2^10 pixels");
}

TEST(PlaceRule, StridesDecide) {
  std::vector<SurveyedImage> images =
      surveyed([](ImageSize, std::size_t, std::size_t) { return false; });
  for (std::size_t i = 0; i < images.size(); i += 2) {
    images[i].in_stride += 5;
    images[i].wrong.assign(images[i].wrong.size(), 1);
  }
  EXPECT_EQ(place_rule(images), "where in_stride differs from out_stride");
}

TEST(PlaceRule, NoRuleIsBetterThanAWrongOne) {
  // Scattered, and in too few places for any rule to be about.
  EXPECT_EQ(place_rule(surveyed([](ImageSize size, std::size_t row, std::size_t column) {
              return (row * 7919 + column * 104729 + size.width) % 11 == 0;
            })),
            std::nullopt);
  EXPECT_EQ(place_rule(surveyed([](ImageSize, std::size_t, std::size_t) { return false; })),
            std::nullopt);
}

}  // namespace
}  // namespace swingproof
