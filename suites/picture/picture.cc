// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/picture/picture.h"

#include <algorithm>

#include "deployment/input_error.h"
#include "deployment/sha256.h"
#include "deployment/whole_file.h"

namespace swingproof {
namespace {

void cut_to_even(Picture& picture) {
  const ImageSize from = picture.size;
  const ImageSize to = {from.width & ~std::size_t{1}, from.height & ~std::size_t{1}};
  if (from == to) return;
  for (std::size_t row = 1; row < to.height && from.width != to.width; ++row) {
    const auto source = picture.rgb.begin() + static_cast<std::ptrdiff_t>(3 * row * from.width);
    std::copy_n(source, 3 * to.width,
                picture.rgb.begin() + static_cast<std::ptrdiff_t>(3 * row * to.width));
  }
  picture.rgb.resize(3 * to.width * to.height);
  picture.size = to;
  picture.changes.emplace_back("cut to even sides");
}

}  // namespace

void check_picture_size(std::size_t width, std::size_t height, std::string_view file_name) {
  const std::string shape = std::to_string(width) + "x" + std::to_string(height);
  if (width < 2 || height < 2) {
    throw InputError(file_name, "is a picture of " + shape + " pixels, with a side below 2",
                     "give one of at least 2x2");
  }
  if (width > longest_picture_side || height > longest_picture_side ||
      width * height > largest_picture_pixels) {
    throw InputError(file_name, "is a picture of " + shape + " pixels",
                     "give one of at most " + std::to_string(largest_picture_pixels) +
                         " pixels, and no side above " + std::to_string(longest_picture_side));
  }
}

Picture decode_picture(std::string_view file, std::string_view file_name) {
  Picture picture;
  if (file.starts_with("\x89PNG")) {
    picture = decode_png(file, file_name);
  } else if (file.starts_with("\xff\xd8")) {
    picture = decode_jpeg(file, file_name);
  } else {
    throw InputError(file_name, "is neither a PNG nor a JPEG file", "convert the picture to PNG");
  }
  picture.name = file_name.substr(file_name.find_last_of('/') + 1);
  picture.sha256 = sha256_hex(file);
  cut_to_even(picture);
  return picture;
}

Picture read_picture(const std::string& path) {
  return decode_picture(read_whole_file(path, largest_picture_file), path);
}

}  // namespace swingproof
