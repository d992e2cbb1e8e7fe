// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_PICTURE_JPEG_FIXTURE_H_
#define SWINGPROOF_SUITES_PICTURE_JPEG_FIXTURE_H_

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
// jpeglib.h needs size_t and FILE before it.
#include <jpeglib.h>

#include <span>
#include <string>
#include <vector>

namespace swingproof {

// For tests: what a real JPEG file is made with. Chroma is 4:2:0 where there is any.
struct JpegSettings {
  std::size_t width = 0;
  std::size_t height = 0;
  J_COLOR_SPACE space = JCS_RGB;
  int components = 3;
  int quality = 95;
  bool progressive = false;
};

// The bytes of the file. fill_row(y, row) writes the interleaved components of one row.
template <typename FillRow>
std::string jpeg_bytes(const JpegSettings& settings, const FillRow& fill_row) {
  jpeg_error_mgr errors{};
  jpeg_compress_struct encoder{};
  encoder.err = jpeg_std_error(&errors);
  jpeg_create_compress(&encoder);
  unsigned char* file = nullptr;
  unsigned long length = 0;  // NOLINT(google-runtime-int): libjpeg's type
  jpeg_mem_dest(&encoder, &file, &length);
  encoder.image_width = static_cast<JDIMENSION>(settings.width);
  encoder.image_height = static_cast<JDIMENSION>(settings.height);
  encoder.input_components = settings.components;
  encoder.in_color_space = settings.space;
  jpeg_set_defaults(&encoder);
  jpeg_set_quality(&encoder, settings.quality, TRUE);
  if (settings.progressive) jpeg_simple_progression(&encoder);
  jpeg_start_compress(&encoder, TRUE);
  std::vector<std::uint8_t> row(settings.width * static_cast<std::size_t>(settings.components));
  for (std::size_t y = 0; y < settings.height; ++y) {
    fill_row(y, std::span<std::uint8_t>(row));
    JSAMPROW rows = row.data();
    jpeg_write_scanlines(&encoder, &rows, 1);
  }
  jpeg_finish_compress(&encoder);
  jpeg_destroy_compress(&encoder);
  std::string bytes(reinterpret_cast<const char*>(file), length);
  std::free(file);  // NOLINT(cppcoreguidelines-no-malloc): libjpeg's memory
  return bytes;
}

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_PICTURE_JPEG_FIXTURE_H_
