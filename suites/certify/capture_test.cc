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

CaptureCodes read(const std::string& path, const DumpOptions& options, const Stimulus& stimulus,
                  std::uint64_t tolerated = 0, CaptureKind kind = CaptureKind::codes) {
  CaptureRules rules;
  rules.request = parse_dump_options(options);
  rules.floats = {kind, rules.request.scale, "0.0207"};
  rules.positions = stimulus.positions;
  rules.tolerated = tolerated;
  return read_capture({path}, rules);
}

CaptureCodes read_npy_capture(const std::string& path, const std::optional<std::string>& layout,
                              const Stimulus& stimulus, std::uint64_t tolerated) {
  DumpOptions options;
  options.layout = layout;
  return read(path, options, stimulus, tolerated);
}

DumpOptions raw_form(const std::string& layout, const std::string& shape,
                     const std::optional<std::string>& stride = {}) {
  DumpOptions options;
  options.layout = layout;
  options.shape = shape;
  options.stride = stride;
  return options;
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
      expect_the_six_pixels(read_npy_capture(npy(shape, pixel_by_pixel), "nhwc", stimulus, 0));
    }
    for (const std::vector<std::size_t>& shape : std::vector<std::vector<std::size_t>>{
             {3, 6}, {3, 2, 3}, {3, 1, 6}, {1, 3, 2, 3}, {1, 3, 6, 1}}) {
      expect_the_six_pixels(read_npy_capture(npy(shape, plane_by_plane), "NCHW", stimulus, 0));
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
  expect_the_six_pixels(read(raw(plane_by_plane), raw_form("nchw", "1,3,2,3"), image));
  // Rows of 3 codes, 5 bytes apart; with and without padding behind the last one.
  std::string padded;
  for (std::size_t row = 0; row < 6; ++row) padded += plane_by_plane.substr(row * 3, 3) + "##";
  const DumpOptions planar = raw_form("nchw", "1,3,2,3", "5");
  expect_the_six_pixels(read(raw(padded), planar, image));
  padded.resize(padded.size() - 2);
  expect_the_six_pixels(read(raw(padded), planar, image));
  // Rows of 3 pixels of 3 codes, 16 bytes apart.
  const std::string rows = pixel_by_pixel.substr(0, 9) + "#######" + pixel_by_pixel.substr(9);
  expect_the_six_pixels(read(raw(rows), raw_form("NHWC", "2,3,3", "16"), image));
}

TEST_F(CaptureFiles, RawFilesOfAnotherSizeAreRefused) {
  const Stimulus image = stimulus_of({2, 3});
  const DumpOptions planar = raw_form("nchw", "1,3,2,3", "5");
  for (std::size_t size = 0; size <= 40; ++size) {
    if (size == 28 || size == 30) continue;
    const std::string path = raw(std::string(size, 'x'));
    EXPECT_THROW(read(path, planar, image), InputError) << size;
  }
  EXPECT_NE(refusal([&] { read(raw("xyz"), planar, image); }).find("takes 28 or 30"),
            std::string::npos);
  const std::string path = raw(std::string(18, 'x'));
  for (const char* stride : {"2", "18446744073709551615", "18446744073709551616", "-5", "0"}) {
    EXPECT_THROW(read(path, raw_form("nchw", "1,3,2,3", stride), image), InputError) << stride;
  }
  EXPECT_THROW(read(path, raw_form("nhwc", "1,3,2,3"), stimulus_of({5})), InputError);
  EXPECT_THROW(read(folder_ + "none", planar, image), InputError);
}

// The shape gives the layout, as for a file with a header. A header is noticed, too.
TEST_F(CaptureFiles, WhatIsGivenIsComparedWithTheFile) {
  const Stimulus list = stimulus_of({6});
  DumpOptions shape;
  shape.shape = "6,3";
  expect_the_six_pixels(read(raw(pixel_by_pixel), shape, list));
  EXPECT_NE(refusal([&] {
              read(npy({6, 3}, pixel_by_pixel), shape, list);
            }).find("leave out --shape"),
            std::string::npos);
  EXPECT_NE(refusal([&] { read(raw(pixel_by_pixel), {}, list); }).find("--shape"),
            std::string::npos);
  DumpOptions scale;
  scale.scale = "0.5";
  EXPECT_NE(refusal([&] {
              read(npy({6, 3}, pixel_by_pixel), scale, list);
            }).find("for floats"),
            std::string::npos);
}

// Codes as the floats that some tools give.
TEST_F(CaptureFiles, FloatsAreTheCodesThatTheyWereMadeFrom) {
  const Stimulus list = stimulus_of({6});
  const auto floats = [&](float scale, float offset) {
    std::string bytes;
    for (const char code : pixel_by_pixel) {
      const float value = static_cast<float>(code) * scale + offset;
      bytes.append(reinterpret_cast<const char*>(&value), sizeof(value));
    }
    return bytes;
  };
  const auto as_npy = [&](const std::string& bytes) {
    return raw(npy_header(NpyType::float32, std::vector<std::size_t>{6, 3}) + bytes);
  };
  expect_the_six_pixels(read(as_npy(floats(1, 0)), {}, list));
  DumpOptions options;
  options.scale = "0.0207";
  expect_the_six_pixels(read(as_npy(floats(0.0207F, 0)), options, list));
  options.shape = "6,3";
  options.dtype = "Float32";
  expect_the_six_pixels(read(raw(floats(0.0207F, 0)), options, list));
  options.scale.reset();
  const std::string likely = refusal([&] { read(raw(floats(0.0207F, 0)), options, list); });
  EXPECT_NE(likely.find("give --scale 0.0207, the deployment's q_scale"), std::string::npos)
      << likely;
  const std::string found = refusal([&] { read(raw(floats(0.03125F, 0)), options, list); });
  EXPECT_NE(found.find("give --scale 0.03125: all"), std::string::npos) << found;
  options.scale = "0.0208";
  EXPECT_NE(refusal([&] { read(raw(floats(0.0207F, 0)), options, list); }).find("--scale"),
            std::string::npos);
  options.scale.reset();
  for (const float offset : {0.3F, 1000.0F, -130.0F}) {
    EXPECT_THROW(read(raw(floats(1, offset)), options, list), InputError) << offset;
  }
}

// Stored bytes of a picture are centered; int8 is centered already.
TEST_F(CaptureFiles, BytesOfAPictureAreCentered) {
  const Stimulus list = stimulus_of({6});
  std::string stored = pixel_by_pixel;
  for (char& each : stored) each = static_cast<char>(each ^ '\x80');
  const auto picture = [&](const std::string& path, const DumpOptions& options) {
    return read(path, options, list, 0, CaptureKind::yuv);
  };
  expect_the_six_pixels(picture(npy({6, 3}, stored, NpyType::uint8), {}));
  expect_the_six_pixels(picture(npy({6, 3}, pixel_by_pixel), {}));
  DumpOptions options = raw_form("nhwc", "6,3");
  expect_the_six_pixels(picture(raw(pixel_by_pixel), options));
  options.dtype = "UINT8";
  expect_the_six_pixels(picture(raw(stored), options));
}

TEST_F(CaptureFiles, PixelsThatAreNotTheStimulusesAreRefused) {
  const std::string six = npy({6, 3}, pixel_by_pixel);
  for (const std::vector<std::size_t>& positions :
       std::vector<std::vector<std::size_t>>{{5}, {7}, {0}, {}, {2, 4}}) {
    EXPECT_THROW(read_npy_capture(six, {}, stimulus_of(positions), 0), InputError);
  }
  // As many pixels, but turned by a quarter.
  const std::string turned = npy({3, 2, 3}, pixel_by_pixel);
  EXPECT_THROW(read_npy_capture(turned, "nhwc", stimulus_of({2, 3}), 0), InputError);
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
      read_npy_capture(npy({2, 3, 3}, pixel_by_pixel), "nhwc", stimulus_of({5, 3}), 9));
  EXPECT_THROW(read_npy_capture(npy({2, 3, 3}, pixel_by_pixel), "nhwc", stimulus_of({5, 4}), 99),
               InputError);
}

}  // namespace
}  // namespace swingproof
