// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/plane_function.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "suites/certify/hypothesis_classes.h"
#include "suites/certify/plane_catalogue.h"
#include "suites/certify/simulated_board_fixture.h"

namespace swingproof {
namespace {

PlaneCatalogue catalogue_of(const Deployment& deployment) {
  return plane_catalogue(deployment, Arithmetic{},
                         all_hypotheses(declared_hypothesis(deployment, "bayes", "arithmetic")));
}

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

bool equal_everywhere(const PlaneFunction& one, const PlaneFunction& other,
                      const std::vector<InputTable>& tables) {
  constexpr std::uint32_t block = 65536;
  const std::vector<PlaneFunction> both = {one, other};
  std::vector<std::int8_t> codes(std::size_t{2} * block);
  TablePlanes behind_tables;
  for (std::uint32_t first = 0; first < cube_inputs; first += block) {
    YuvPlanes pixels;
    for (std::uint32_t i = 0; i < block; ++i) pixels.push_back(centered_yuv_at(first + i));
    apply_tables(tables, pixels, behind_tables);
    plane_codes(both, std::vector<std::size_t>{0, 1}, behind_tables, codes);
    if (!std::equal(codes.begin(), codes.begin() + block, codes.begin() + block)) return false;
  }
  return true;
}

// For random pairs of functions: a pixel that is found shows a difference, and where none is found
// there is none in the whole cube.
TEST(FindDifference, FindsOneJustIfThereIsOne) {
  std::mt19937 random(3);
  int equal = 0;
  int different = 0;
  for (const NamedDeployment& each : named_deployments()) {
    SCOPED_TRACE(each.name);
    const PlaneCatalogue catalogue = catalogue_of(each.deployment);
    const auto& functions = catalogue.functions;
    for (int i = 0; i < 100; ++i) {
      const PlaneFunction& one = functions[random() % functions.size()];
      // Neighbours differ in their arithmetic only.
      const PlaneFunction& other =
          i % 2 == 0 ? functions[random() % functions.size()]
                     : functions[std::min<std::size_t>(
                           static_cast<std::size_t>(&one - functions.data()) + random() % 24,
                           functions.size() - 1)];
      const auto pixel = find_difference(one, other, catalogue.tables);
      if (pixel) {
        ++different;
        ASSERT_NE(plane_code(one, catalogue.tables, *pixel),
                  plane_code(other, catalogue.tables, *pixel));
      } else if (&one != &other && equal < 10) {
        ++equal;
        ASSERT_TRUE(equal_everywhere(one, other, catalogue.tables));
      }
    }
  }
  EXPECT_GT(different, 300);
  EXPECT_GE(equal, 10);
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
