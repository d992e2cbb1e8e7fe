// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_PLANE_PAIRS_FIXTURE_H_
#define SWINGPROOF_SUITES_CERTIFY_PLANE_PAIRS_FIXTURE_H_

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "suites/certify/hypothesis_classes.h"
#include "suites/certify/plane_catalogue.h"
#include "suites/certify/plane_function.h"
#include "suites/certify/simulated_board_fixture.h"

namespace swingproof {

// For tests: pairs of the functions that output planes may be.
inline PlaneCatalogue catalogue_of(const Deployment& deployment) {
  return plane_catalogue(deployment, Arithmetic{},
                         all_hypotheses(declared_hypothesis(deployment, "bayes", "arithmetic")));
}

// By every input: all U and V at one Y after another.
inline bool equal_everywhere(const PlaneFunction& one, const PlaneFunction& other,
                             const std::vector<InputTable>& tables) {
  constexpr std::uint32_t block = 65536;
  std::vector<PlaneFunction> both = {one, other};
  YuvPlanes pixels;
  for (std::uint32_t i = 0; i < block; ++i) pixels.push_back(centered_yuv_at(i));
  TablePlanes behind_tables;
  apply_tables({tables[one.table], tables[other.table]}, pixels, behind_tables);
  both[0].table = 0;
  both[1].table = 1;
  std::vector<std::int8_t> codes(std::size_t{2} * block);
  for (int y = -128; y < 128; ++y) {
    const std::size_t byte = byte_index(static_cast<std::int8_t>(y));
    std::ranges::fill(behind_tables[0].y, tables[one.table][byte]);
    std::ranges::fill(behind_tables[1].y, tables[other.table][byte]);
    plane_codes(both, std::vector<std::size_t>{0, 1}, behind_tables, codes);
    if (!std::equal(codes.begin(), codes.begin() + block, codes.begin() + block)) return false;
  }
  return true;
}

struct FunctionPairs {
  int equal = 0;
  int different = 0;
};

// For so many random pairs of each deployment's functions: a pixel that is found shows a
// difference, and where none is found there is none in the whole cube, of the first ten such pairs.
inline FunctionPairs expect_difference_just_if_there_is_one(unsigned seed, int pairs) {
  std::mt19937 random(seed);
  FunctionPairs found;
  for (const NamedDeployment& each : named_deployments()) {
    SCOPED_TRACE(each.name);
    const PlaneCatalogue catalogue = catalogue_of(each.deployment);
    const auto& functions = catalogue.functions;
    for (int i = 0; i < pairs; ++i) {
      const PlaneFunction& one = functions[random() % functions.size()];
      // Neighbours differ in their arithmetic only.
      const PlaneFunction& other =
          i % 2 == 0 ? functions[random() % functions.size()]
                     : functions[std::min<std::size_t>(
                           static_cast<std::size_t>(&one - functions.data()) + random() % 24,
                           functions.size() - 1)];
      const auto pixel = find_difference(one, other, catalogue.tables);
      if (pixel) {
        ++found.different;
        EXPECT_NE(plane_code(one, catalogue.tables, *pixel),
                  plane_code(other, catalogue.tables, *pixel));
      } else if (&one != &other && found.equal < 10) {
        ++found.equal;
        EXPECT_TRUE(equal_everywhere(one, other, catalogue.tables));
      }
    }
  }
  return found;
}

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_PLANE_PAIRS_FIXTURE_H_
