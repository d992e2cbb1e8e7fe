// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_PICTURE_PICTURE_H_
#define SWINGPROOF_SUITES_PICTURE_PICTURE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "suites/pixels/image_size.h"

namespace swingproof {

// Larger files and pictures are refused: before anything is allocated for their pixels.
inline constexpr std::size_t largest_picture_file = std::size_t{128} << 20;
inline constexpr std::size_t longest_picture_side = 65535;
inline constexpr std::size_t largest_picture_pixels = std::size_t{1} << 25;

// A picture as training reads it: bytes of R, G, B as they are stored, without any colour
// management.
struct Picture {
  std::string name;  // of its file, without folders
  ImageSize size;
  std::vector<std::uint8_t> rgb;  // height * width times R, G, B, from the top
  std::string sha256;             // of the file
  // What was done to get 8-bit RGB: "alpha channel ignored". Empty for a plain picture.
  std::vector<std::string> changes;
};

// Decodes a PNG or JPEG file. PNG: palettes and grey are expanded, 16 bits scaled to the nearest of
// 8, alpha ignored, as the usual loaders of training pictures do; gamma and colour profiles are not
// applied. JPEG: by libjpeg's exact integer transform; a rotation in its Exif data is not applied.
//
// Throws InputError, naming the file, for anything else: another format, CMYK, a file that is too
// large, cut off or damaged (a decoder that has to guess pixels is taken as damage), a side below
// 2. Odd sides are cut to even ones, as 4:2:0 chroma needs them.
Picture decode_picture(std::string_view file, std::string_view file_name);

Picture read_picture(const std::string& path);

// The decoders of the two formats: size, rgb and changes.
Picture decode_png(std::string_view file, std::string_view file_name);
Picture decode_jpeg(std::string_view file, std::string_view file_name);

// Throws InputError for a size that a picture must not have.
void check_picture_size(std::size_t width, std::size_t height, std::string_view file_name);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_PICTURE_PICTURE_H_
