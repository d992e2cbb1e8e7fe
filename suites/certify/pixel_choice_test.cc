// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/pixel_choice.h"

#include <gtest/gtest.h>

#include <bit>
#include <random>
#include <stdexcept>

namespace swingproof {
namespace {

// What subjects show is random, of few different codes, so that pixels are needed together.
ShownCodes random_codes(std::mt19937& random, std::size_t subjects, std::size_t pixels,
                        std::uint32_t codes) {
  ShownCodes shown{subjects, pixels, {}};
  for (std::size_t i = 0; i < subjects * pixels; ++i) {
    shown.codes.push_back(static_cast<std::uint32_t>(random() % codes));
  }
  return shown;
}

bool separates_all(const ShownCodes& shown, const std::vector<std::uint32_t>& labels,
                   const std::vector<std::size_t>& pixels) {
  for (std::size_t a = 0; a < shown.subjects; ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      if (labels[a] == labels[b]) continue;
      bool separated = false;
      for (const std::size_t pixel : pixels) {
        separated = separated || shown.at(pixel, a) != shown.at(pixel, b);
      }
      if (!separated) return false;
    }
  }
  return true;
}

// The size of the smallest choice, by trying all; 0 if there is none.
std::size_t smallest_choice(const ShownCodes& shown, const std::vector<std::uint32_t>& labels) {
  std::size_t smallest = shown.pixels + 1;
  for (std::uint32_t mask = 0; mask < 1U << shown.pixels; ++mask) {
    std::vector<std::size_t> pixels;
    for (std::size_t i = 0; i < shown.pixels; ++i) {
      if ((mask >> i & 1U) != 0) pixels.push_back(i);
    }
    if (pixels.size() < smallest && separates_all(shown, labels, pixels)) smallest = pixels.size();
  }
  return smallest;
}

TEST(PixelChoice, SeparatesAllLabelsWithFewPixels) {
  std::mt19937 random(1);
  std::size_t chosen_pixels = 0;
  std::size_t smallest_pixels = 0;
  int possible = 0;
  for (int i = 0; i < 300; ++i) {
    const std::size_t subjects = 1 + random() % 12;
    const ShownCodes shown = random_codes(random, subjects, 10, 2 + random() % 3);
    std::vector<std::uint32_t> labels;
    for (std::size_t s = 0; s < subjects; ++s) {
      labels.push_back(static_cast<std::uint32_t>(i % 2 == 0 ? s : random() % 3));
    }
    const std::size_t smallest = smallest_choice(shown, labels);
    if (smallest > shown.pixels) {
      EXPECT_THROW(choose_pixels(shown, labels), std::logic_error);
      continue;
    }
    ++possible;
    const std::vector<std::size_t> chosen = choose_pixels(shown, labels);
    ASSERT_TRUE(separates_all(shown, labels, chosen));
    ASSERT_EQ(chosen, choose_pixels(shown, labels));
    ASSERT_LE(chosen.size(), smallest + 1);
    chosen_pixels += chosen.size();
    smallest_pixels += smallest;
    // None of them can be left out.
    for (std::size_t without = 0; without < chosen.size(); ++without) {
      std::vector<std::size_t> others = chosen;
      others.erase(others.begin() + static_cast<std::ptrdiff_t>(without));
      ASSERT_FALSE(separates_all(shown, labels, others));
    }
  }
  EXPECT_GT(possible, 200);
  EXPECT_LE(chosen_pixels * 100, smallest_pixels * 105);
}

// Pixel 0 separates the most pairs and is chosen first; 1 and 2 then make it unnecessary.
TEST(PixelChoice, LeavesOutWhatGreedWouldKeep) {
  ShownCodes shown{6, 3, {}};
  const std::vector<std::vector<std::uint32_t>> codes = {
      {0, 0, 1, 1, 2, 2}, {0, 1, 0, 1, 0, 1}, {0, 0, 2, 2, 1, 1}};
  for (const auto& pixel : codes) {
    shown.codes.insert(shown.codes.end(), pixel.begin(), pixel.end());
  }
  const std::vector<std::size_t> chosen = choose_pixels(shown, {0, 1, 2, 3, 4, 5});
  EXPECT_EQ(chosen.size(), 2U);
  EXPECT_TRUE(separates_all(shown, {0, 1, 2, 3, 4, 5}, chosen));
}

TEST(PixelChoice, NothingToSeparateNeedsNoPixel) {
  EXPECT_TRUE(choose_pixels({0, 0, {}}, {}).empty());
  EXPECT_TRUE(choose_pixels({1, 2, {7, 7}}, {0}).empty());
  EXPECT_TRUE(choose_pixels({2, 1, {7, 8}}, {5, 5}).empty());
  EXPECT_THROW(choose_pixels({2, 0, {}}, {0, 1}), std::logic_error);
}

}  // namespace
}  // namespace swingproof
