// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// A photo of a camera's size: 12 megapixels of JPEG, as noisy as a real one.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "cli/command_runner.h"
#include "suites/picture/jpeg_fixture.h"

namespace swingproof {
namespace {

constexpr std::size_t width = 4000;
constexpr std::size_t height = 3000;

// Smooth colours with noise of a sensor, quality 90, 4:2:0.
std::string photo() {
  std::mt19937 noise(1);
  return jpeg_bytes({.width = width, .height = height, .quality = 90},
                    [&](std::size_t y, std::span<std::uint8_t> row) {
                      for (std::size_t i = 0; i < row.size(); ++i) {
                        const std::size_t column = i / 3;
                        const double wave =
                            std::sin(static_cast<double>(column * (i % 3 + 1)) * 0.003 +
                                     static_cast<double>(y) * 0.002);
                        row[i] = static_cast<std::uint8_t>(128 + 110 * wave + noise() % 17 - 8);
                      }
                    });
}

TEST(ReportPhoto, TwelveMegapixelsMakeNoLargePage) {
  const TemporaryFolder folder;
  folder.write("photo.jpg", photo());
  EXPECT_GT(folder.read("photo.jpg").size(), 2'000'000U);
  const CommandResult plain = run_command(folder, "report -o plain.html --json plain.json");
  if (plain.err.find("cannot write HTML") != std::string::npos) GTEST_SKIP() << "without npm";
  ASSERT_EQ(plain.exit_code, 0) << plain.err;
  EXPECT_LT(folder.read("plain.html").size(), 3'000'000U);
  const CommandResult result =
      run_command(folder, "report --image photo.jpg -o page.html --json page.json");
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_LT(folder.read("page.html").size(), 6'000'000U);
  const auto picture = nlohmann::json::parse(folder.read("page.json")).at("pictures")[0];
  EXPECT_EQ(picture.at("size"), nlohmann::json({width, height}));
  for (const auto& way : picture.at("paths")) {
    for (const auto& channel : way.at("channels")) {
      std::uint64_t pixels = 0;
      for (const auto& [difference, times] : channel.at("code_difference").items()) {
        pixels += times.get<std::uint64_t>();
      }
      EXPECT_EQ(pixels, std::uint64_t{width} * height) << "figures are of all pixels";
    }
  }
}

}  // namespace
}  // namespace swingproof
