// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/stimulus.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <utility>

#include "deployment/input_error.h"
#include "suites/certify/pixel_array.h"
#include "suites/npy/npy_file.h"

namespace swingproof {
namespace {

std::size_t stimulus_axis(const std::string& path, std::span<const std::size_t> shape,
                          std::optional<ArrayLayout> layout) {
  const std::string place = path + ": shape";
  if (layout) {
    if (const auto axis = channel_axis(shape, *layout)) return *axis;
    throw InputError(place, "has no channel axis of size 3 where the layout says",
                     "leave out --stimulus-layout, or save the array as (N, 3)");
  }
  const std::vector<ArrayLayout> layouts = possible_layouts(shape);
  if (layouts.empty()) {
    throw InputError(place, "has no channel axis of size 3",
                     "save the pixels as (N, 3), (H, W, 3) or (3, H, W)");
  }
  if (layouts.size() > 1) {
    throw InputError(place, "may be channels last or channels first",
                     "say which: --stimulus-layout nhwc or nchw");
  }
  return *channel_axis(shape, layouts.front());
}

// Pixels, channels last, as an array of this shape.
std::string interleaved_npy(std::span<const std::size_t> shape, const YuvPlanes& pixels) {
  std::string file = npy_header(NpyType::int8, shape);
  file.reserve(file.size() + pixels.size() * 3);
  for (std::size_t i = 0; i < pixels.size(); ++i) {
    for (const auto* plane : {&pixels.y, &pixels.u, &pixels.v}) {
      file.push_back(static_cast<char>((*plane)[i]));
    }
  }
  return file;
}

char stored_byte(std::int8_t centered) {
  return static_cast<char>(static_cast<std::uint8_t>(centered + 128));
}

}  // namespace

Stimulus read_stimulus(const std::string& path, std::optional<ArrayLayout> layout, Sha256* digest) {
  return stimulus_of(path, read_npy(path, digest), layout);
}

Stimulus stimulus_of(const std::string& name, const NpyArray& array,
                     std::optional<ArrayLayout> layout) {
  if (array.type != NpyType::int8) {
    throw InputError(name + ": descr", "is uint8, but a stimulus is centered YUV, int8",
                     "subtract 128 from the bytes: (array.astype(int) - 128).astype(numpy.int8)");
  }
  PixelArray pixels =
      take_apart(array.bytes, array.shape, stimulus_axis(name, array.shape, layout));
  return {std::move(pixels.positions),
          {std::move(pixels.planes[0]), std::move(pixels.planes[1]), std::move(pixels.planes[2])}};
}

YuvPlanes whole_cube() {
  YuvPlanes pixels;
  for (auto* plane : {&pixels.y, &pixels.u, &pixels.v}) plane->reserve(cube_inputs);
  for (std::uint32_t index = 0; index < cube_inputs; ++index) {
    pixels.push_back(centered_yuv_at(index));
  }
  return pixels;
}

YuvPlanes repeated(const YuvPlanes& pixels, std::uint64_t times, std::string_view place) {
  if (pixels.size() == 0) return {};
  if (times > largest_stimulus / pixels.size()) {
    throw InputError(place,
                     "asks for " + std::to_string(pixels.size()) + " pixels " +
                         std::to_string(times) + " times, more than 2^26",
                     "tolerate fewer pixels");
  }
  YuvPlanes all;
  for (std::uint64_t i = 0; i < times; ++i) all = joined(std::move(all), pixels);
  return all;
}

std::uint64_t times_for_tolerance(std::uint64_t tolerated) {
  return 2 * std::min(tolerated, largest_stimulus) + 1;
}

YuvPlanes joined(YuvPlanes one, const YuvPlanes& other) {
  one.y.insert(one.y.end(), other.y.begin(), other.y.end());
  one.u.insert(one.u.end(), other.u.begin(), other.u.end());
  one.v.insert(one.v.end(), other.v.begin(), other.v.end());
  return one;
}

ImageSize parse_stimulus_size(std::string_view text, std::string_view place) {
  const ImageSize size = parse_image_size(text, place);
  if (size.width == 0 || size.height == 0) {
    throw InputError(place, quoted(text) + " has no pixels", "use at least 1x1");
  }
  if (size.width * size.height > largest_stimulus) {
    throw InputError(place, quoted(text) + " has more than 2^26 pixels", "use a smaller image");
  }
  if (size.width == 3) {
    throw InputError(place, "a width of 3 pixels would look like a channel axis",
                     "use another width");
  }
  return size;
}

YuvPlanes tiled_image(const YuvPlanes& pixels, ImageSize size, std::size_t block,
                      std::string_view place) {
  if (size.width % block != 0 || size.height % block != 0) {
    throw InputError(place, "has an odd side, but 4:2:0 has blocks of 2x2 pixels",
                     "use an even width and height");
  }
  const std::size_t across = size.width / block;
  const std::size_t blocks = across * (size.height / block);
  if (blocks < pixels.size()) {
    throw InputError(place,
                     "holds " + std::to_string(blocks) + " colours, but the probe has " +
                         std::to_string(pixels.size()) + " pixels",
                     "use a larger image");
  }
  YuvPlanes image;
  if (pixels.size() == 0) return repeated({{0}, {0}, {0}}, size.width * size.height, place);
  for (std::size_t row = 0; row < size.height; ++row) {
    for (std::size_t column = 0; column < size.width; ++column) {
      const std::size_t tile = row / block * across + column / block;
      image.push_back(pixels[tile % pixels.size()]);
    }
  }
  return image;
}

std::string nv12_bytes(const YuvPlanes& image, ImageSize size) {
  std::string bytes;
  bytes.reserve(image.size() + image.size() / 2);
  for (const std::int8_t y : image.y) bytes += stored_byte(y);
  for (std::size_t row = 0; row < size.height; row += 2) {
    for (std::size_t column = 0; column < size.width; column += 2) {
      bytes += stored_byte(image.u[row * size.width + column]);
      bytes += stored_byte(image.v[row * size.width + column]);
    }
  }
  return bytes;
}

std::string pixel_list_npy(const YuvPlanes& pixels) {
  return interleaved_npy(std::array<std::size_t, 2>{pixels.size(), 3}, pixels);
}

std::string whole_cube_npy() {
  return interleaved_npy(std::array<std::size_t, 4>{256, 256, 256, 3}, whole_cube());
}

std::string image_npy(const YuvPlanes& image, ImageSize size) {
  std::string file =
      npy_header(NpyType::int8, std::array<std::size_t, 3>{3, size.height, size.width});
  for (const auto* plane : {&image.y, &image.u, &image.v})
    file.append(plane->begin(), plane->end());
  return file;
}

}  // namespace swingproof
