// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/npy/npy_numbers.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "deployment/folder_fixture.h"
#include "deployment/input_error.h"

namespace swingproof {
namespace {

template <typename Number>
NpyArray array_of(NpyType type, const std::vector<Number>& numbers) {
  NpyArray array{
      type, {numbers.size()}, std::vector<std::uint8_t>(numbers.size() * sizeof(Number))};
  if (!numbers.empty()) std::memcpy(array.bytes.data(), numbers.data(), array.bytes.size());
  return array;
}

NpyArray floats(const std::vector<float>& numbers) { return array_of(NpyType::float32, numbers); }

// Every n-th code times a scale, in float32.
NpyArray dequantised(float scale, int step) {
  std::vector<float> values;
  for (int code = -128; code < 128; code += step)
    values.push_back(static_cast<float>(code) * scale);
  return floats(values);
}

TEST(NpyNumbers, ValuesAreThoseOfTheirType) {
  EXPECT_EQ(number_at(array_of<std::int16_t>(NpyType::int16, {7, -300}), 1), -300);
  EXPECT_EQ(number_at(array_of<std::uint16_t>(NpyType::uint16, {65535}), 0), 65535);
  EXPECT_EQ(number_at(array_of<std::int64_t>(NpyType::int64, {-5}), 0), -5);
  EXPECT_EQ(number_at(array_of<double>(NpyType::float64, {1, 0.1}), 1), 0.1);
  const auto half = [](std::uint16_t bits) {
    return number_at(array_of<std::uint16_t>(NpyType::float16, {bits}), 0);
  };
  EXPECT_EQ(half(0x3C00), 1);
  EXPECT_EQ(half(0xC500), -5);
  EXPECT_EQ(half(0x0001), std::ldexp(1, -24));
  EXPECT_EQ(half(0x7C00), std::numeric_limits<double>::infinity());
  EXPECT_TRUE(std::isnan(half(0x7E00)));
}

// In the digits in which people write it.
TEST(NpyNumbers, TheScaleOfADequantisationIsFound) {
  for (const char* text : {"0.0207", "0.0078125", "0.017", "0.01712475", "0.5", "1.5", "3"}) {
    const auto scale = static_cast<float>(std::stod(text));
    EXPECT_EQ(fitting_scale(dequantised(scale, 1)), text);
    EXPECT_EQ(fitting_scale(dequantised(scale, 5)), text) << "gaps of 5 codes, from 2 or 3 on";
  }
  // Codes 20, 50 and 120: no two are neighbours; the largest scale that fits is ten times as large.
  EXPECT_EQ(fitting_scale(floats({20 * 0.0207F, 50 * 0.0207F, -120 * 0.0207F})), "0.207");
  EXPECT_EQ(fitting_scale(floats({0.1F, 0.37F, 3.14159F, 17.3F})), std::nullopt);
  EXPECT_EQ(fitting_scale(floats({0, 0})), std::nullopt);
  EXPECT_EQ(fitting_scale(floats({})), std::nullopt);
  EXPECT_EQ(fitting_scale(floats({128 * 0.5F, 0.5F})), std::nullopt) << "128 is no code";
}

// 100 * 0.0207 is 2.07, and 1060/512 in the 11 bits of float16: 100.015 codes.
TEST(NpyNumbers, HalfPrecisionMayBeOffByItsRounding) {
  const auto halves = [](const std::vector<std::uint16_t>& bits) {
    return array_of(NpyType::float16, bits);
  };
  EXPECT_TRUE(is_dequantised_by(halves({0x4024}), 0.0207));
  EXPECT_FALSE(is_dequantised_by(halves({0x4026}), 0.0207)) << "100.2 codes";
  EXPECT_FALSE(is_dequantised_by(floats({1060.0F / 512}), 0.0207)) << "float32 does not round so";
  // 1/128 and 0.5 are exact in float16, so the scale is known; 0.3, 2.07 and 3.14 are not.
  EXPECT_EQ(fitting_scale(halves({0x2000, 0x3800})), "0.0078125");
  EXPECT_EQ(fitting_scale(halves({0x34CD, 0x4024, 0x4248})), std::nullopt);
}

TEST(NpyNumbers, ARemedyLosesNothing) {
  const auto starts = [](const NpyArray& array, const std::string& remedy) {
    EXPECT_EQ(lossless_remedy(array).rfind(remedy, 0), 0U) << lossless_remedy(array);
  };
  starts(array_of<std::int64_t>(NpyType::int64, {-128, 127}), "save array.astype(numpy.int8): ");
  starts(array_of<std::int64_t>(NpyType::int64, {0, 255}), "save array.astype(numpy.uint8): ");
  starts(array_of<std::uint16_t>(NpyType::uint16, {0, 127}),
         "save array.astype(numpy.int8) or array.astype(numpy.uint8): ");
  starts(array_of<std::uint16_t>(NpyType::uint16, {0, 257, 65535}),
         "save (array // 257).astype(numpy.uint8): ");
  starts(array_of<std::uint16_t>(NpyType::uint16, {0, 256, 65280}),
         "save (array // 256).astype(numpy.uint8): ");
  starts(array_of<std::uint16_t>(NpyType::uint16, {0, 1023}), "save what it was made from: ");
  starts(floats({0, 1 / 255.0F, 254 / 255.0F, 1}),
         "save numpy.rint(array * 255).astype(numpy.uint8): ");
  starts(dequantised(0.0207F, 1), "save numpy.rint(array / 0.0207).astype(numpy.int8): ");
  starts(floats({0.1F, 0.37F, 3.14159F, 17.3F}), "save what it was made from: ");
  starts(floats({1, std::numeric_limits<float>::infinity()}), "save what it was made from: ");
}

TEST(NpyNumbers, FilesOfNumbersAreReadOrRefusedByTheirValues) {
  const TemporaryFolder folder;
  const std::string bytes("\x00\x01\xFF\xFE", 4);
  const auto header = [](const std::string& descr) {
    std::string text = npy_header(NpyType::int16, std::vector<std::size_t>{2});
    return text.replace(text.find("<i2"), 3, descr);
  };
  folder.write("big.npy", header(">i2") + bytes);
  const NpyArray big = read_npy_numbers(folder.path_of("big.npy"));
  EXPECT_EQ(number_at(big, 0), 1);
  EXPECT_EQ(number_at(big, 1), -2);
  folder.write("little.npy", header("<i2") + bytes);
  EXPECT_EQ(number_at(read_npy_numbers(folder.path_of("little.npy")), 0), 256);
  folder.write("short.npy", header("<i2") + bytes.substr(1));
  EXPECT_THROW(read_npy_numbers(folder.path_of("short.npy")), InputError);
  try {
    read_npy(folder.path_of("big.npy"));
    ADD_FAILURE();
  } catch (const InputError& error) {
    EXPECT_NE(
        std::string(error.what()).find("neither int8 nor uint8; save array.astype(numpy.int8)"),
        std::string::npos)
        << error.what();
  }
}

}  // namespace
}  // namespace swingproof
