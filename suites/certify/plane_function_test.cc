// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/plane_function.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "suites/certify/plane_pairs_fixture.h"
#include "suites/certify/simulated_board_fixture.h"

namespace swingproof {
namespace {

YuvPlanes random_pixels(std::size_t count) {
  std::mt19937 random(5);
  YuvPlanes pixels;
  for (std::size_t i = 0; i < count; ++i) {
    pixels.push_back(centered_yuv_at(static_cast<std::uint32_t>(random()) >> 8U));
  }
  return pixels;
}

TEST(PlaneFunction, ManyPixelsAtOnceAreTheSameAsOneByOne) {
  const YuvPlanes pixels = random_pixels(300);
  for (const NamedDeployment& each : named_deployments()) {
    SCOPED_TRACE(each.name);
    const PlaneCatalogue catalogue = catalogue_of(each.deployment);
    std::vector<std::size_t> which;
    for (std::size_t f = 0; f < catalogue.functions.size(); f += 3) which.push_back(f);
    TablePlanes behind_tables;
    apply_tables(catalogue.tables, pixels, behind_tables);
    std::vector<std::int8_t> codes(which.size() * pixels.size());
    plane_codes(catalogue.functions, which, behind_tables, codes);
    for (std::size_t f = 0; f < which.size(); ++f) {
      for (std::size_t i = 0; i < pixels.size(); ++i) {
        ASSERT_EQ(codes[f * pixels.size() + i],
                  plane_code(catalogue.functions[which[f]], catalogue.tables, pixels[i]));
      }
    }
  }
}

// plane_function_slow_test.cc has more of them.
TEST(FindDifference, FindsOneJustIfThereIsOne) {
  const FunctionPairs pairs = expect_difference_just_if_there_is_one(3, 30);
  EXPECT_GT(pairs.different, 200);
  EXPECT_GE(pairs.equal, 10);
}

TEST(PlaneFunction, TheTableComesBeforeTheOp) {
  InputTable negative{};
  for (int x = -128; x < 128; ++x) {
    negative[byte_index(static_cast<std::int8_t>(x))] = static_cast<std::int8_t>(std::min(-x, 127));
  }
  PlaneFunction function;
  function.table = 1;
  function.steps = step_function(lower(Deployment{}, Datapath{})[1]);
  const std::vector<InputTable> tables = {InputTable{}, negative};
  EXPECT_EQ(plane_code(function, tables, {10, -20, 30}), step_code(function.steps, {-10, 20, -30}));
}

}  // namespace
}  // namespace swingproof
