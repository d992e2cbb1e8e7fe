// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_LOSSY_CAPTURE_FIXTURE_H_
#define SWINGPROOF_SUITES_CERTIFY_LOSSY_CAPTURE_FIXTURE_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "suites/certify/capture_distance.h"
#include "suites/certify/source_chart.h"
#include "suites/picture/jpeg_fixture.h"

namespace swingproof {

// For tests: what becomes of the YUV of a chart on its way. Stored bytes, 0..255, planes Y, U, V.
struct StoredImage {
  std::size_t height = 0;
  std::size_t width = 0;
  std::array<std::vector<std::uint8_t>, 3> planes;
};

// What a source's conversion stores of a chart, before chroma_order and input_centering.
inline StoredImage stored_image(const SourceHypothesis& source, const RgbStimulus& chart) {
  StoredImage image{chart.positions[0], chart.positions[1], {}};
  const SourceFunction function = source_function(source);
  for (const Rgb& pixel : chart.pixels) {
    const CenteredYuv yuv = undo_delivery(source, function(pixel));
    image.planes[0].push_back(static_cast<std::uint8_t>(yuv.y + 128));
    image.planes[1].push_back(static_cast<std::uint8_t>(yuv.u + 128));
    image.planes[2].push_back(static_cast<std::uint8_t>(yuv.v + 128));
  }
  return image;
}

// What a board captures of it, behind chroma_order and input_centering.
inline CaptureCodes delivered(const SourceHypothesis& source, const StoredImage& image) {
  CaptureCodes codes;
  for (std::size_t i = 0; i < image.planes[0].size(); ++i) {
    const auto centered = [&](std::size_t plane) {
      return static_cast<std::int8_t>(image.planes[plane][i] - 128);
    };
    const CenteredYuv yuv = undo_delivery(source, {centered(0), centered(1), centered(2)});
    codes.planes[0].push_back(yuv.y);
    codes.planes[1].push_back(yuv.u);
    codes.planes[2].push_back(yuv.v);
  }
  return codes;
}

// 4:2:0 and back: each 2x2 block gets the rounded mean of its chroma, or its first pixel's.
inline void subsample(StoredImage& image, bool average) {
  for (const std::size_t plane : {1U, 2U}) {
    auto& values = image.planes[plane];
    for (std::size_t y = 0; y < image.height; y += 2) {
      for (std::size_t x = 0; x < image.width; x += 2) {
        const std::size_t at = y * image.width + x;
        const std::array<std::size_t, 4> block = {at, at + 1, at + image.width,
                                                  at + image.width + 1};
        int sum = 2;
        for (const std::size_t i : block) sum += values[i];
        const auto kept = average ? static_cast<std::uint8_t>(sum / 4) : values[at];
        for (const std::size_t i : block) values[i] = kept;
      }
    }
  }
}

// -1, 0 or +1 on every value, the same for the same seed.
inline void add_noise(StoredImage& image, unsigned seed) {
  std::mt19937 random(seed);
  for (auto& plane : image.planes) {
    for (std::uint8_t& value : plane) {
      value =
          static_cast<std::uint8_t>(std::clamp(value + static_cast<int>(random() % 3) - 1, 0, 255));
    }
  }
}

// A real JPEG file and back, 4:2:0, without any conversion of colour: Y, U, V are Y, Cb, Cr.
inline void through_jpeg(StoredImage& image, int quality) {
  const std::string file = jpeg_bytes(
      {.width = image.width, .height = image.height, .space = JCS_YCbCr, .quality = quality},
      [&](std::size_t y, std::span<std::uint8_t> row) {
        for (std::size_t i = 0; i < row.size(); ++i) {
          row[i] = image.planes[i % 3][y * image.width + i / 3];
        }
      });

  jpeg_error_mgr errors{};
  jpeg_decompress_struct decoder{};
  decoder.err = jpeg_std_error(&errors);
  jpeg_create_decompress(&decoder);
  jpeg_mem_src(&decoder, reinterpret_cast<const unsigned char*>(file.data()), file.size());
  jpeg_read_header(&decoder, TRUE);
  decoder.out_color_space = JCS_YCbCr;
  jpeg_start_decompress(&decoder);
  std::vector<JSAMPLE> row(image.width * 3);
  for (std::size_t y = 0; y < image.height; ++y) {
    JSAMPROW rows = row.data();
    jpeg_read_scanlines(&decoder, &rows, 1);
    for (std::size_t i = 0; i < row.size(); ++i) {
      image.planes[i % 3][y * image.width + i / 3] = row[i];
    }
  }
  jpeg_finish_decompress(&decoder);
  jpeg_destroy_decompress(&decoder);
}

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_LOSSY_CAPTURE_FIXTURE_H_
