// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/capture.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <string>

#include "deployment/input_error.h"
#include "deployment/whole_file.h"
#include "suites/npy/npy_file.h"

namespace swingproof {
namespace {

class CaptureFiles : public testing::Test {
 public:
  ~CaptureFiles() override { std::filesystem::remove_all(folder_); }
  CaptureFiles(const CaptureFiles&) = delete;
  CaptureFiles& operator=(const CaptureFiles&) = delete;

 protected:
  CaptureFiles() {
    std::string path = testing::TempDir() + "swingproof_XXXXXX";
    if (mkdtemp(path.data()) == nullptr) std::abort();
    folder_ = path + "/";
  }

  std::string npy(const std::vector<std::size_t>& shape, const std::string& bytes,
                  NpyType type = NpyType::int8) const {
    return raw(npy_header(type, shape) + bytes);
  }

  std::string raw(const std::string& bytes) const {
    write_whole_file(folder_ + "capture", bytes);
    return folder_ + "capture";
  }

  // The remark that an InputError ends in; fails if there is none.
  static std::string refusal(const std::function<void()>& action) {
    try {
      action();
    } catch (const InputError& error) {
      return error.what();
    }
    ADD_FAILURE() << "nothing was refused";
    return {};
  }

  std::string folder_;
};

Stimulus stimulus_of(const std::vector<std::size_t>& positions) {
  std::size_t pixels = 1;
  for (const std::size_t each : positions) pixels *= each;
  const std::vector<std::int8_t> zeros(pixels);
  return {positions, {zeros, zeros, zeros}};
}

// Six pixels with codes (i, 10 + i, 20 + i).
const std::string pixel_by_pixel(
    "\x00\x0a\x14\x01\x0b\x15\x02\x0c\x16\x03\x0d\x17\x04\x0e\x18\x05\x0f\x19", 18);
const std::string plane_by_plane(
    "\x00\x01\x02\x03\x04\x05\x0a\x0b\x0c\x0d\x0e\x0f\x14\x15\x16\x17\x18\x19", 18);

void expect_the_six_pixels(const CaptureCodes& capture) {
  ASSERT_EQ(capture.size(), 6U);
  for (std::size_t p = 0; p < 3; ++p) {
    for (std::size_t i = 0; i < 6; ++i) {
      EXPECT_EQ(capture.planes[p][i], static_cast<std::int8_t>(10 * p + i));
    }
  }
}

TEST_F(CaptureFiles, EveryLayoutGivesTheSamePixels) {
  const std::vector<std::vector<std::size_t>> stimuli = {{6}, {2, 3}};
  for (const auto& positions : stimuli) {
    const Stimulus stimulus = stimulus_of(positions);
    for (const std::vector<std::size_t>& shape : std::vector<std::vector<std::size_t>>{
             {6, 3}, {1, 6, 3}, {2, 3, 3}, {1, 2, 3, 3}, {1, 1, 6, 1, 3}}) {
      if (shape.size() == 4 && positions.size() == 2) continue;  // below: it may be either
      expect_the_six_pixels(
          read_npy_capture(npy(shape, pixel_by_pixel), ArrayLayout::nhwc, stimulus, 0));
    }
    for (const std::vector<std::size_t>& shape : std::vector<std::vector<std::size_t>>{
             {3, 6}, {3, 2, 3}, {3, 1, 6}, {1, 3, 2, 3}, {1, 3, 6, 1}}) {
      expect_the_six_pixels(
          read_npy_capture(npy(shape, plane_by_plane), ArrayLayout::nchw, stimulus, 0));
    }
  }
}

TEST_F(CaptureFiles, TheLayoutIsToldFromTheShape) {
  const Stimulus list = stimulus_of({6});
  const Stimulus image = stimulus_of({2, 3});
  expect_the_six_pixels(read_npy_capture(npy({6, 3}, pixel_by_pixel), {}, list, 0));
  expect_the_six_pixels(read_npy_capture(npy({6, 3}, pixel_by_pixel), {}, image, 0));
  expect_the_six_pixels(read_npy_capture(npy({1, 6, 3}, pixel_by_pixel), {}, image, 0));
  expect_the_six_pixels(read_npy_capture(npy({3, 6, 1}, plane_by_plane), {}, list, 0));
  expect_the_six_pixels(read_npy_capture(npy({2, 3, 3}, pixel_by_pixel), {}, image, 0));
  expect_the_six_pixels(read_npy_capture(npy({1, 3, 1, 6}, plane_by_plane), {}, image, 0));
  const auto either = npy({3, 2, 3}, plane_by_plane);
  EXPECT_NE(refusal([&] { read_npy_capture(either, {}, list, 0); }).find("--layout"),
            std::string::npos);
}

// uint8 is the same bits.
TEST_F(CaptureFiles, BytesAreTakenAsTheSameBits) {
  const std::string bytes("\x7f\x80\xff", 3);
  for (const NpyType type : {NpyType::int8, NpyType::uint8}) {
    const CaptureCodes capture = read_npy_capture(npy({1, 3}, bytes, type), {}, stimulus_of({}), 0);
    EXPECT_EQ(capture.planes[0], std::vector<std::int8_t>{127});
    EXPECT_EQ(capture.planes[1], std::vector<std::int8_t>{-128});
    EXPECT_EQ(capture.planes[2], std::vector<std::int8_t>{-1});
  }
}

TEST_F(CaptureFiles, RawRowsWithAStride) {
  const Stimulus image = stimulus_of({2, 3});
  RawForm planar{ArrayLayout::nchw, {1, 3, 2, 3}, {}};
  expect_the_six_pixels(read_raw_capture(raw(plane_by_plane), planar, image, 0));
  // Rows of 3 codes, 5 bytes apart; with and without padding behind the last one.
  std::string padded;
  for (std::size_t row = 0; row < 6; ++row) padded += plane_by_plane.substr(row * 3, 3) + "##";
  planar.stride = 5;
  expect_the_six_pixels(read_raw_capture(raw(padded), planar, image, 0));
  padded.resize(padded.size() - 2);
  expect_the_six_pixels(read_raw_capture(raw(padded), planar, image, 0));
  // Rows of 3 pixels of 3 codes, 16 bytes apart.
  const RawForm interleaved{ArrayLayout::nhwc, {2, 3, 3}, 16};
  const std::string rows = pixel_by_pixel.substr(0, 9) + "#######" + pixel_by_pixel.substr(9);
  expect_the_six_pixels(read_raw_capture(raw(rows), interleaved, image, 0));
}

TEST_F(CaptureFiles, RawFilesOfAnotherSizeAreRefused) {
  const Stimulus image = stimulus_of({2, 3});
  const RawForm planar{ArrayLayout::nchw, {1, 3, 2, 3}, 5};
  for (std::size_t size = 0; size <= 40; ++size) {
    if (size == 28 || size == 30) continue;
    const std::string path = raw(std::string(size, 'x'));
    EXPECT_THROW(read_raw_capture(path, planar, image, 0), InputError) << size;
  }
  const std::string path = raw(std::string(18, 'x'));
  EXPECT_THROW(read_raw_capture(path, {ArrayLayout::nchw, {1, 3, 2, 3}, 2}, image, 0), InputError);
  const std::uint64_t huge = ~std::uint64_t{0};
  EXPECT_THROW(read_raw_capture(path, {ArrayLayout::nchw, {1, 3, 2, 3}, huge}, image, 0),
               InputError);
  EXPECT_THROW(read_raw_capture(path, {ArrayLayout::nhwc, {1, 3, 2, 3}, {}}, stimulus_of({5}), 0),
               InputError);
  EXPECT_THROW(read_raw_capture(folder_ + "none", planar, image, 0), InputError);
}

TEST_F(CaptureFiles, PixelsThatAreNotTheStimulusesAreRefused) {
  const std::string six = npy({6, 3}, pixel_by_pixel);
  for (const std::vector<std::size_t>& positions :
       std::vector<std::vector<std::size_t>>{{5}, {7}, {0}, {}, {2, 4}}) {
    EXPECT_THROW(read_npy_capture(six, {}, stimulus_of(positions), 0), InputError);
  }
  // As many pixels, but turned by a quarter.
  const std::string turned = npy({3, 2, 3}, pixel_by_pixel);
  EXPECT_THROW(read_npy_capture(turned, ArrayLayout::nhwc, stimulus_of({2, 3}), 0), InputError);
  // No channel axis.
  EXPECT_THROW(read_npy_capture(npy({9, 2}, pixel_by_pixel), {}, stimulus_of({6}), 0), InputError);
  EXPECT_THROW(read_npy_capture(npy({18}, pixel_by_pixel), {}, stimulus_of({6}), 0), InputError);
}

TEST_F(CaptureFiles, TheEndMayBeMissingIfThatIsTolerated) {
  const std::string six = npy({6, 3}, pixel_by_pixel);
  const Stimulus stimulus = stimulus_of({8});
  EXPECT_NE(refusal([&] { read_npy_capture(six, {}, stimulus, 1); }).find("--tolerate 2"),
            std::string::npos);
  expect_the_six_pixels(read_npy_capture(six, {}, stimulus, 2));
  expect_the_six_pixels(
      read_npy_capture(npy({2, 3, 3}, pixel_by_pixel), ArrayLayout::nhwc, stimulus_of({5, 3}), 9));
  EXPECT_THROW(
      read_npy_capture(npy({2, 3, 3}, pixel_by_pixel), ArrayLayout::nhwc, stimulus_of({5, 4}), 99),
      InputError);
}

TEST(CaptureShape, IsAListOfSizes) {
  EXPECT_EQ(parse_shape("1,3,480,640", "--shape"), (std::vector<std::size_t>{1, 3, 480, 640}));
  EXPECT_EQ(parse_shape("3", "--shape"), std::vector<std::size_t>{3});
  for (const char* text : {"", ",", "3,", ",3", "0,3", "-1,3", "3 ,3", "3x3", "4294967296,3",
                           "65536,65536,3", "18446744073709551616", "1,1,1,1,1,1,1,1,3"}) {
    EXPECT_THROW(parse_shape(text, "--shape"), InputError) << text;
  }
}

}  // namespace
}  // namespace swingproof
