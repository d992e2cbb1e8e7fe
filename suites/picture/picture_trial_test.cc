// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/picture/picture_trial.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "fixedpoint/bpu_model.h"
#include "fixedpoint/training_op.h"
#include "oracle/ideal_op.h"
#include "suites/picture/test_picture.h"

namespace swingproof {
namespace {

Deployment imagenet_bgr() {
  Deployment deployment;
  deployment.op = Op::centered_yuv2bgr;
  deployment.mean = parse_mean({"103.53", "116.28", "123.675"}, "mean");
  deployment.std = parse_std({"57.375", "57.12", "58.395"}, "std");
  deployment.q_scale = parse_scale("0.0147", "q_scale");
  return deployment;
}

// The whole trial again, one pixel at a time, by the plain models.
struct PlainTrial {
  std::array<CodeDifferences, 3> full;
  std::array<CodeDifferences, 3> subsampled;
  std::array<ErrorMeasures, 3> error;
};

int shared(const std::vector<CenteredYuv>& pixels, std::size_t width, std::size_t x, std::size_t y,
           std::int8_t CenteredYuv::*part) {
  int stored = 0;
  for (const std::size_t row : {y & ~std::size_t{1}, y | 1}) {
    for (const std::size_t column : {x & ~std::size_t{1}, x | 1}) {
      stored += pixels[row * width + column].*part + 128;
    }
  }
  return (stored + 2) / 4 - 128;
}

void add_error(const Deployment& deployment, std::size_t c, CenteredYuv yuv, int code,
               ErrorMeasures& error) {
  const Rational x = ideal_values(deployment, yuv)[c];
  const Rational e = code - clamp_to_code_range(x);
  ++error.inputs;
  error.sum_error += e;
  error.sum_squared_error += e * e;
  error.code_difference.add(code - ideal_code(x, deployment.rounding), 1);
  const Rational size = abs(e);
  if (size > error.max_abs_error ||
      (size == error.max_abs_error &&
       (error.inputs == 1 || cube_index(yuv) < cube_index(error.max_at)))) {
    error.max_abs_error = size;
    error.max_at = yuv;
  }
}

PlainTrial plain_trial(const Deployment& deployment, const LoweredOp& op, const Picture& picture) {
  const auto rows = training_rows(deployment.op, deployment.matrix);
  const auto channels = output_channels(deployment.op);
  const std::size_t width = picture.size.width;
  std::vector<CenteredYuv> yuv;
  std::vector<std::array<std::uint8_t, 3>> bytes;
  for (std::size_t i = 0; i < width * picture.size.height; ++i) {
    std::array<std::uint8_t, 3> pixel{};
    for (std::size_t c = 0; c < 3; ++c) {
      pixel[c] = picture.rgb[3 * i + static_cast<std::size_t>(channels[c])];
    }
    bytes.push_back(pixel);
    yuv.push_back(training_yuv(rows, pixel));
  }
  PlainTrial trial;
  for (std::size_t i = 0; i < yuv.size(); ++i) {
    CenteredYuv coarse = yuv[i];
    coarse.u = static_cast<std::int8_t>(shared(yuv, width, i % width, i / width, &CenteredYuv::u));
    coarse.v = static_cast<std::int8_t>(shared(yuv, width, i % width, i / width, &CenteredYuv::v));
    const auto codes = fixed_codes(op, yuv[i]);
    const auto coarse_codes = fixed_codes(op, coarse);
    for (std::size_t c = 0; c < 3; ++c) {
      const int trained = training_code(deployment, bytes[i][c], c);
      trial.full[c].add(codes[c] - trained, 1);
      trial.subsampled[c].add(coarse_codes[c] - trained, 1);
      add_error(deployment, c, yuv[i], codes[c], trial.error[c]);
    }
  }
  return trial;
}

// Every eighth pixel of the test picture and then some stripes: small enough for rationals.
Picture small_picture() {
  const Picture whole = test_picture();
  Picture picture;
  picture.size = {32, 24};
  for (std::size_t y = 0; y < 24; ++y) {
    for (std::size_t x = 0; x < 32; ++x) {
      const std::size_t row = y < 20 ? 8 * y : 168 + y;
      const std::size_t at = 3 * (row * whole.size.width + (y < 20 ? 8 * x : 7 * x));
      picture.rgb.insert(picture.rgb.end(), whole.rgb.begin() + static_cast<std::ptrdiff_t>(at),
                         whole.rgb.begin() + static_cast<std::ptrdiff_t>(at + 3));
    }
  }
  return picture;
}

// Greens of x = -128, below it and above it, all of which have the same greatest error.
Picture dark_picture() {
  Picture picture;
  picture.size = {2, 2};
  picture.rgb = {0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 0, 11};
  return picture;
}

TEST(PictureTrialTest, AgreesWithThePlainModels) {
  for (const Picture& picture : {small_picture(), dark_picture()}) {
    for (const Deployment& deployment : {Deployment{}, imagenet_bgr()}) {
      const LoweredOp op = lower(deployment, datapath_of(deployment.march));
      const PictureTrial trial = try_picture(deployment, op, picture);
      const PlainTrial plain = plain_trial(deployment, op, picture);
      EXPECT_EQ(trial.full.code_difference, plain.full);
      EXPECT_EQ(trial.subsampled.code_difference, plain.subsampled);
      for (std::size_t c = 0; c < 3; ++c) EXPECT_EQ(trial.op_error[c], plain.error[c]) << c;
    }
  }
}

TEST(PictureTrialTest, ViewsShowTheColoursOfTheCodes) {
  const Picture picture = test_picture();
  const Deployment deployment;
  const LoweredOp op = lower(deployment, datapath_of(deployment.march));
  const PictureTrial trial = try_picture(deployment, op, picture);
  ASSERT_EQ(trial.reduction, 1U);
  ASSERT_EQ(trial.training.size, picture.size);
  const auto rows = training_rows(deployment.op, deployment.matrix);
  for (std::size_t i = 0; i < picture.rgb.size(); i += 3) {
    const std::uint8_t* rgb = picture.rgb.data() + i;
    const auto codes = fixed_codes(op, training_yuv(rows, {rgb[0], rgb[1], rgb[2]}));
    for (std::size_t c = 0; c < 3; ++c) {
      // At the default setting a code is the grey level minus 128, and 255 is clamped to 255.
      ASSERT_EQ(trial.training.rgb[i + c], rgb[c]);
      ASSERT_EQ(trial.full.received.rgb[i + c], codes[c] + 128);
      ASSERT_EQ(trial.full.difference.rgb[i + c],
                std::abs(codes[c] + 128 - rgb[c]) * trial.full.amplification);
    }
  }
  EXPECT_GT(trial.full.amplification, trial.subsampled.amplification);
}

// Larger than a view: means of blocks, and the greatest difference of each.
TEST(PictureTrialTest, LargePicturesAreReduced) {
  Picture picture;
  picture.size = {1030, 6};
  for (std::size_t i = 0; i < std::size_t{1030} * 6; ++i) {
    const auto grey = static_cast<std::uint8_t>(i % 1030 % 4 * 10);
    picture.rgb.insert(picture.rgb.end(), 3, grey);
  }
  const Deployment deployment;
  const LoweredOp op = lower(deployment, datapath_of(deployment.march));
  const PictureTrial trial = try_picture(deployment, op, picture);
  EXPECT_EQ(trial.reduction, 4U);
  EXPECT_EQ(trial.training.size, (ImageSize{258, 2}));
  EXPECT_EQ(trial.training.rgb[0], 15);                             // 0, 10, 20, 30
  EXPECT_EQ(trial.training.rgb[std::size_t{3} * 257], 5);           // the last two columns: 0, 10
  EXPECT_EQ(trial.training.rgb[trial.training.rgb.size() - 1], 5);  // and the last two rows
}

TEST(PictureTrialTest, MeanSquaredDifferenceIsExact) {
  Deployment deployment;
  deployment.std = parse_std({"64", "128", "256"}, "std");
  FallbackTrial trial;
  trial.code_difference = {{{{0, 3}, {-2, 1}}, {{1, 4}}, {{0, 4}}}};
  // (4 * (1/2)^2 + 4 * 1^2) / 12
  EXPECT_EQ(mean_squared_grey_difference(deployment, trial), Rational(5, 12));
  EXPECT_EQ(mean_squared_grey_difference(deployment, {}), 0);
}

}  // namespace
}  // namespace swingproof
