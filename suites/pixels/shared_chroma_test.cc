// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/pixels/shared_chroma.h"

#include <gtest/gtest.h>

#include <vector>

#include "deployment/input_error.h"

namespace swingproof {
namespace {

TEST(SharedChroma, IsTheMeanOfFourPixelsTiesUp) {
  std::vector<std::int8_t> plane = {0,  1,  -128, -128, 127, 127,  //
                                    0,  1,  -128, -128, 127, 126,  //
                                    -1, -1, 3,    3,    -5,  -5,   //
                                    0,  0,  3,    4,    -5,  -6};
  share_chroma(plane.data(), {6, 4});
  const std::vector<std::int8_t> shared = {1, 1, -128, -128, 127, 127,  // 1/2 and 126.75
                                           1, 1, -128, -128, 127, 127,  //
                                           0, 0, 3,    3,    -5,  -5,   // -1/2, 3.25, -5.25
                                           0, 0, 3,    3,    -5,  -5};
  EXPECT_EQ(plane, shared);
}

TEST(SharedChroma, NeedsEvenSides) {
  EXPECT_NO_THROW(require_even({2, 4}, "input"));
  EXPECT_NO_THROW(require_even({0, 0}, "input"));
  EXPECT_THROW(require_even({3, 4}, "input"), InputError);
  EXPECT_THROW(require_even({2, 1}, "input"), InputError);
}

}  // namespace
}  // namespace swingproof
