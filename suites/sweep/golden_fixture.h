// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_SWEEP_GOLDEN_FIXTURE_H_
#define SWINGPROOF_SUITES_SWEEP_GOLDEN_FIXTURE_H_

#include <gtest/gtest.h>
#include <sodium.h>

#include <array>
#include <cstdint>
#include <fstream>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fixedpoint/lowering.h"
#include "suites/pixels/cube_dump.h"

namespace swingproof {

// For tests: suites/testdata. golden.json, the project's independent figures, and independent.json,
// made from the contract by a second implementation in Python (fractions and integers only) that
// shares no code with this tree. All comparisons are exact.
inline nlohmann::json read_figures(const std::string& file) {
  std::ifstream stream(SWINGPROOF_SOURCE_DIR "/suites/testdata/" + file);
  return nlohmann::json::parse(stream);
}

inline Deployment golden_deployment(const nlohmann::json& setting) {
  Deployment deployment;
  deployment.op = parse_op(setting.at("op").get<std::string>(), "op");
  deployment.matrix.swing = parse_name<Swing>(setting.at("swing").get<std::string>(), "swing");
  deployment.mean = parse_mean(setting.at("mean").get<std::vector<std::string>>(), "mean");
  deployment.std = parse_std(setting.at("std").get<std::vector<std::string>>(), "std");
  deployment.q_scale = parse_scale(setting.at("q_scale").get<std::string>(), "q_scale");
  return deployment;
}

// The model, where an entry does not say that its figures are of an alternative.
inline Arithmetic golden_arithmetic(const nlohmann::json& entry) {
  return parse_arithmetic(entry.value("arithmetic", "bayes"), "arithmetic");
}

inline std::string sha256_of_cube(PixelComputation computation, const Deployment& deployment,
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

inline void expect_cubes(const nlohmann::json& entry) {
  SCOPED_TRACE(entry.at("setting").dump());
  Deployment deployment = golden_deployment(entry.at("setting"));
  using enum PixelComputation;
  EXPECT_EQ(entry.at("sha256_fixed"), sha256_of_cube(fixed, deployment, golden_arithmetic(entry)));
  deployment.rounding = Rounding::half_even;
  EXPECT_EQ(entry.at("sha256_ideal_half_even"), sha256_of_cube(ideal, deployment, {}));
  deployment.rounding = Rounding::half_up;
  EXPECT_EQ(entry.at("sha256_ideal_half_up"), sha256_of_cube(ideal, deployment, {}));
}

inline void expect_training_cube(const nlohmann::json& entry) {
  SCOPED_TRACE(entry.dump());
  Deployment deployment;
  const bool is_bgr = entry.at("op") == training_op_name(Op::centered_yuv2bgr);
  deployment.op = is_bgr ? Op::centered_yuv2bgr : Op::centered_yuv2rgb;
  deployment.matrix.swing = parse_name<Swing>(entry.at("swing").get<std::string>(), "swing");
  EXPECT_EQ(entry.at("sha256"), sha256_of_cube(PixelComputation::training, deployment, {}));
}

inline void expect_lowered(const LoweredOp& op, const nlohmann::json& figures) {
  for (std::size_t c = 0; c < 3; ++c) {
    const nlohmann::json& channel = figures.at(c);
    EXPECT_EQ(op[c].weights, (channel.at("w").get<std::array<std::int32_t, 3>>()));
    EXPECT_EQ(op[c].bias, channel.at("bias").get<std::int32_t>());
    EXPECT_EQ(op[c].bias_shift, channel.at("bias_shift").get<int>());
    EXPECT_EQ(op[c].multiplier, channel.at("mult").get<std::int32_t>());
    EXPECT_EQ(op[c].pre_shift, channel.at("pre").get<int>());
    EXPECT_EQ(op[c].post_shift, channel.at("post").get<int>());
  }
}

class GoldenTest : public testing::TestWithParam<const char*> {
 protected:
  const nlohmann::json figures = read_figures(GetParam());
};

// golden or independent, of the file's name.
inline std::string golden_file_name(const testing::TestParamInfo<const char*>& info) {
  const std::string_view file = info.param;
  return std::string(file.substr(0, file.find('.')));
}

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_SWEEP_GOLDEN_FIXTURE_H_
