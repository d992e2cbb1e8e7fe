// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Every cube of suites/testdata by its digest, 2^24 inputs each.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "suites/sweep/golden_fixture.h"

namespace swingproof {
namespace {

using nlohmann::json;

using GoldenCubes = GoldenTest;

TEST_P(GoldenCubes, AreEqual) {
  for (const json& entry : figures.at("op")) expect_cubes(entry);
}

TEST_P(GoldenCubes, OfTrainingAreEqual) {
  for (const json& entry : figures.at("forward")) expect_training_cube(entry);
}

TEST_P(GoldenCubes, OfEveryAlternativeAreEqual) {
  for (const json& entry : figures.value("alternatives", json::array())) {
    SCOPED_TRACE(entry.dump());
    const Deployment deployment = golden_deployment(entry.at("setting"));
    const Arithmetic arithmetic =
        parse_arithmetic(entry.at("arithmetic").get<std::string>(), "arithmetic");
    expect_lowered(lower(deployment, arithmetic), entry.at("conv"));
    EXPECT_EQ(entry.at("sha256_fixed"),
              sha256_of_cube(PixelComputation::fixed, deployment, arithmetic));
  }
}

INSTANTIATE_TEST_SUITE_P(Files, GoldenCubes, testing::Values("golden.json", "independent.json"),
                         golden_file_name);

}  // namespace
}  // namespace swingproof
