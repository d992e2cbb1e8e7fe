// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Every figure of suites/testdata (golden_fixture.h says whose they are), and the first of its
// cubes.

#include <gtest/gtest.h>

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "suites/sweep/accuracy.h"
#include "suites/sweep/golden_fixture.h"

namespace swingproof {
namespace {

using nlohmann::json;

// Half a unit of the last of the digits that a figure was given with.
Rational half_unit(const std::string& figure) {
  const std::size_t digits = figure.size() - figure.find('.') - 1;
  return Rational(1, 2 * boost::multiprecision::pow(Integer(10), static_cast<unsigned>(digits)));
}

Rational number(const std::string& figure) { return parse_exact_number(figure, "figure").exact; }

// The figure is the decimal nearest to the exact number.
void expect_nearest(const Rational& exact, const std::string& figure) {
  EXPECT_LE(abs(exact - number(figure)), half_unit(figure)) << figure;
}

// The figure is the decimal nearest to the root of the exact square.
void expect_nearest_root(const Rational& square, const std::string& figure) {
  const Rational below = number(figure) - half_unit(figure);
  const Rational above = number(figure) + half_unit(figure);
  EXPECT_TRUE(below < 0 || below * below <= square) << figure;
  EXPECT_LE(square, above * above) << figure;
}

void expect_histogram(const CodeDifferences& histogram, const json& figures) {
  CodeDifferences expected;
  for (const auto& [difference, times] : figures.items()) {
    expected.add(std::stoi(difference), times.get<std::uint64_t>());
  }
  EXPECT_EQ(histogram, expected);
}

void expect_measures(const ErrorMeasures& measures, const json& figures) {
  EXPECT_EQ(measures.inputs, figures.at("inputs").get<std::uint64_t>());
  EXPECT_EQ(measures.max_abs_error, number(figures.at("max_abs_error_exact").get<std::string>()));
  expect_nearest(measures.max_abs_error, figures.at("max_abs_error").get<std::string>());
  const std::vector<int> at = {measures.max_at.y, measures.max_at.u, measures.max_at.v};
  EXPECT_EQ(at, figures.at("worst_input_yuv").get<std::vector<int>>());
  expect_nearest(mean_error(measures), figures.at("mean_error").get<std::string>());
  expect_nearest_root(mean_squared_error(measures), figures.at("rms_error").get<std::string>());
  expect_histogram(measures.code_difference, figures.at("code_difference"));
}

using GoldenFigures = GoldenTest;

// The loops below hold nothing if a file has lost its entries.
TEST(GoldenFiles, HaveTheirEntries) {
  const auto sizes = [](const char* name) {
    const json figures = read_figures(name);
    std::vector<std::size_t> all;
    for (const char* part : {"op", "path", "forward", "alternatives"}) {
      all.push_back(figures.value(part, json::array()).size());
    }
    return all;
  };
  EXPECT_EQ(sizes("golden.json"), (std::vector<std::size_t>{10, 3, 4, 0}));
  EXPECT_EQ(sizes("independent.json"), (std::vector<std::size_t>{33, 15, 4, 70}));
}

TEST_P(GoldenFigures, AllStatisticsOfTheOpAreEqual) {
  for (const json& entry : figures.at("op")) {
    SCOPED_TRACE(entry.at("setting").dump());
    const Deployment deployment = golden_deployment(entry.at("setting"));
    const LoweredOp op = lower(deployment, golden_arithmetic(entry));
    expect_lowered(op, entry.at("conv"));
    const auto errors = sweep(deployment, op, sweep_sets(deployment.matrix));
    for (std::size_t c = 0; c < 3; ++c) {
      expect_measures(errors[c].all_inputs, entry.at("all_inputs").at(c));
      expect_measures(errors[c].in_gamut, entry.at("in_gamut").at(c));
      if (entry.contains("legal")) expect_measures(*errors[c].legal, entry.at("legal").at(c));
    }
  }
}

// Of the first entry: golden_cubes_slow_test.cc has the others and those of every alternative.
TEST(GoldenFiles, TheFirstCubesAreEqual) {
  expect_cubes(read_figures("golden.json").at("op").at(0));
}

TEST_P(GoldenFigures, ThePathIsEqual) {
  for (const json& entry : figures.at("path")) {
    SCOPED_TRACE(entry.at("setting").dump());
    Deployment deployment = golden_deployment(entry.at("setting"));
    const std::string rounding = entry.at("setting").value("rounding", "half_even");
    deployment.rounding = parse_name<Rounding>(rounding, "rounding");
    const auto path = sweep_path(deployment, lower(deployment, golden_arithmetic(entry)));
    for (std::size_t c = 0; c < 3; ++c) {
      const json& channel = entry.at("channels").at(c);
      expect_histogram(path[c].code_difference, channel.at("code_difference"));
      EXPECT_EQ(path[c].code_difference.greatest(), channel.at("max_abs").get<int>());
      expect_nearest(path[c].code_difference.mean(), channel.at("mean").get<std::string>());
    }
  }
}

TEST(GoldenFiles, TheFirstTrainingCubeIsEqual) {
  expect_training_cube(read_figures("golden.json").at("forward").at(0));
}

INSTANTIATE_TEST_SUITE_P(Files, GoldenFigures, testing::Values("golden.json", "independent.json"),
                         golden_file_name);

}  // namespace
}  // namespace swingproof
