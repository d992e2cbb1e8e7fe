// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Every figure of suites/testdata: golden.json, the project's independent figures, and
// independent.json, made from the contract by a second implementation in Python (fractions and
// integers only) that shares no code with this tree. All comparisons are exact.

#include <gtest/gtest.h>
#include <sodium.h>

#include <array>
#include <cstdint>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "suites/pixels/cube_dump.h"
#include "suites/sweep/accuracy.h"

namespace swingproof {
namespace {

using nlohmann::json;

json read_figures(const std::string& file) {
  std::ifstream stream(SWINGPROOF_SOURCE_DIR "/suites/testdata/" + file);
  return json::parse(stream);
}

Deployment deployment_of(const json& setting) {
  Deployment deployment;
  deployment.op = parse_op(setting.at("op").get<std::string>(), "op");
  deployment.swing = parse_swing(setting.at("swing").get<std::string>(), "swing");
  deployment.mean = parse_mean(setting.at("mean").get<std::vector<std::string>>(), "mean");
  deployment.std = parse_std(setting.at("std").get<std::vector<std::string>>(), "std");
  deployment.q_scale = parse_scale(setting.at("q_scale").get<std::string>(), "q_scale");
  return deployment;
}

// The model, where an entry does not say that its figures are of an alternative.
Arithmetic arithmetic_of(const json& entry) {
  return parse_arithmetic(entry.value("arithmetic", "bayes"), "arithmetic");
}

std::string sha256_of_cube(PixelComputation computation, const Deployment& deployment,
                           const Arithmetic& arithmetic) {
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  const auto hash = [&](std::span<const std::uint8_t> bytes) {
    crypto_hash_sha256_update(&state, bytes.data(), bytes.size());
  };
  dump_cube(computation, pixel_operation(computation, deployment, arithmetic), hash);
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest;
  crypto_hash_sha256_final(&state, digest.data());
  std::array<char, 2 * crypto_hash_sha256_BYTES + 1> text;
  return sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
}

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

void expect_lowered(const LoweredOp& op, const json& figures) {
  for (std::size_t c = 0; c < 3; ++c) {
    const json& channel = figures.at(c);
    EXPECT_EQ(op[c].weights, (channel.at("w").get<std::array<std::int32_t, 3>>()));
    EXPECT_EQ(op[c].bias, channel.at("bias").get<std::int32_t>());
    EXPECT_EQ(op[c].bias_shift, channel.at("bias_shift").get<int>());
    EXPECT_EQ(op[c].multiplier, channel.at("mult").get<std::int32_t>());
    EXPECT_EQ(op[c].pre_shift, channel.at("pre").get<int>());
    EXPECT_EQ(op[c].post_shift, channel.at("post").get<int>());
  }
}

class GoldenFigures : public testing::TestWithParam<const char*> {
 protected:
  const json figures = read_figures(GetParam());
};

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
    const Deployment deployment = deployment_of(entry.at("setting"));
    const LoweredOp op = lower(deployment, arithmetic_of(entry));
    expect_lowered(op, entry.at("conv"));
    const auto errors = sweep(deployment, op, sweep_sets(deployment.swing));
    for (std::size_t c = 0; c < 3; ++c) {
      expect_measures(errors[c].all_inputs, entry.at("all_inputs").at(c));
      expect_measures(errors[c].in_gamut, entry.at("in_gamut").at(c));
      if (entry.contains("legal")) expect_measures(*errors[c].legal, entry.at("legal").at(c));
    }
  }
}

TEST_P(GoldenFigures, AllCubesAreEqual) {
  for (const json& entry : figures.at("op")) {
    SCOPED_TRACE(entry.at("setting").dump());
    Deployment deployment = deployment_of(entry.at("setting"));
    using enum PixelComputation;
    EXPECT_EQ(sha256_of_cube(fixed, deployment, arithmetic_of(entry)), entry.at("sha256_fixed"));
    deployment.rounding = Rounding::half_even;
    EXPECT_EQ(sha256_of_cube(ideal, deployment, {}), entry.at("sha256_ideal_half_even"));
    deployment.rounding = Rounding::half_up;
    EXPECT_EQ(sha256_of_cube(ideal, deployment, {}), entry.at("sha256_ideal_half_up"));
  }
}

TEST_P(GoldenFigures, ThePathIsEqual) {
  for (const json& entry : figures.at("path")) {
    SCOPED_TRACE(entry.at("setting").dump());
    Deployment deployment = deployment_of(entry.at("setting"));
    const std::string rounding = entry.at("setting").value("rounding", "half_even");
    deployment.rounding = parse_rounding(rounding, "rounding");
    const auto path = sweep_path(deployment, lower(deployment, Datapath{}));
    for (std::size_t c = 0; c < 3; ++c) {
      const json& channel = entry.at("channels").at(c);
      expect_histogram(path[c].code_difference, channel.at("code_difference"));
      EXPECT_EQ(path[c].code_difference.greatest(), channel.at("max_abs").get<int>());
      expect_nearest(path[c].code_difference.mean(), channel.at("mean").get<std::string>());
    }
  }
}

TEST_P(GoldenFigures, TheTrainingCubesAreEqual) {
  for (const json& entry : figures.at("forward")) {
    SCOPED_TRACE(entry.dump());
    Deployment deployment;
    const bool is_bgr = entry.at("op") == training_op_name(Op::centered_yuv2bgr);
    deployment.op = is_bgr ? Op::centered_yuv2bgr : Op::centered_yuv2rgb;
    deployment.swing = parse_swing(entry.at("swing").get<std::string>(), "swing");
    EXPECT_EQ(sha256_of_cube(PixelComputation::training, deployment, {}), entry.at("sha256"));
  }
}

TEST_P(GoldenFigures, EveryAlternativeIsEqual) {
  for (const json& entry : figures.value("alternatives", json::array())) {
    SCOPED_TRACE(entry.dump());
    const Deployment deployment = deployment_of(entry.at("setting"));
    const Arithmetic arithmetic = arithmetic_of(entry);
    expect_lowered(lower(deployment, arithmetic), entry.at("conv"));
    EXPECT_EQ(sha256_of_cube(PixelComputation::fixed, deployment, arithmetic),
              entry.at("sha256_fixed"));
  }
}

INSTANTIATE_TEST_SUITE_P(Files, GoldenFigures, testing::Values("golden.json", "independent.json"),
                         [](const auto& info) {
                           const std::string_view file = info.param;
                           return std::string(file.substr(0, file.find('.')));
                         });

}  // namespace
}  // namespace swingproof
