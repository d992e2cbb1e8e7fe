// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/stimulus.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <span>
#include <system_error>
#include <utility>

#include "deployment/input_error.h"
#include "suites/certify/pixel_array.h"
#include "suites/dump/dump_elements.h"
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

// Pixels without a header and without a form: a list. None: the file has a header, or must have.
std::optional<DumpOptions> list_form(const std::string& path, std::optional<ArrayLayout> layout) {
  if (is_npy(path).value_or(true) || (!layout && !path.ends_with(".bin"))) return {};
  std::error_code unreadable;
  const std::uint64_t bytes = std::filesystem::file_size(path, unreadable);
  if (unreadable || bytes == 0 || bytes % 3 != 0) {
    throw InputError(path + ": data",
                     "are " + std::to_string(bytes) + " bytes, not 3 for each of some pixels",
                     "give the whole file, as probe or stimulus wrote it");
  }
  const std::string count = std::to_string(bytes / 3);
  const bool is_planar = layout == ArrayLayout::nchw;
  DumpOptions form;
  form.layout = is_planar ? "nchw" : "nhwc";
  form.shape = is_planar ? "3," + count : count + ",3";
  return form;
}

// Where the pixels of a form are.
DumpLayout layout_of_form(const DumpRequest& request) {
  if (row_of(*request.layout).chroma != Chroma::full) {
    return yuv_layout(request, *request.layout, 1);
  }
  const bool is_planar = *request.layout == PixelLayout::nchw;
  const auto axis = channel_axis(request.shape, is_planar ? ArrayLayout::nchw : ArrayLayout::nhwc);
  if (!axis) {
    throw InputError("--shape", "has no channel axis of size 3 where the layout says",
                     "give the layout that the file has");
  }
  return array_layout(request, *axis);
}

std::vector<std::size_t> shape_of_pixels(PixelLayout layout, std::size_t pixels,
                                         std::optional<ImageSize> size, bool has_header) {
  const bool is_planar = layout == PixelLayout::nchw;
  if (!size) {
    return is_planar ? std::vector<std::size_t>{3, pixels} : std::vector<std::size_t>{pixels, 3};
  }
  if (row_of(layout).chroma != Chroma::full) return {size->height, size->width};
  std::vector<std::size_t> shape = {size->height, size->width};
  shape.insert(is_planar ? shape.begin() : shape.end(), 3);
  if (!has_header) shape.insert(shape.begin(), 1);  // as boards print it
  return shape;
}

}  // namespace

Stimulus read_stimulus(const std::string& path, std::optional<ArrayLayout> layout, Sha256* digest) {
  if (const auto form = list_form(path, layout)) return read_stimulus_dump(path, *form, digest);
  return stimulus_of(path, read_npy(path, digest), layout);
}

Stimulus read_stimulus_dump(const std::string& path, const DumpOptions& form, Sha256* digest) {
  const DumpRequest request = parse_dump_options(form);
  if (!request.layout || !request.is_headerless() || request.type == DumpType::float32) {
    throw InputError(path, "is described as no pixels", "write the probe again");
  }
  const DumpLayout layout = layout_of_form(request);
  const DumpBytes bytes = read_dump({path}, layout, request, digest);
  auto planes = byte_channels(
      bytes, layout, layout.type == DumpType::uint8 ? ByteMeaning::stored : ByteMeaning::code);
  Stimulus stimulus{layout.positions,
                    {std::move(planes[0]), std::move(planes[1]), std::move(planes[2])}};
  std::erase(stimulus.positions, std::size_t{1});
  return stimulus;
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

PixelForm pixel_form(const std::string& path, const DumpOptions& options, std::size_t pixels,
                     std::optional<ImageSize> size) {
  const PixelLayout layout = options.layout ? parse_pixel_layout(*options.layout, "--layout")
                             : size         ? PixelLayout::nchw
                                            : PixelLayout::nhwc;
  const bool is_subsampled = row_of(layout).chroma != Chroma::full;
  if (is_subsampled && !size) {
    throw InputError("--layout", "of 4:2:0 is for images", "give the size of one as well");
  }
  DumpOptions only_layout;
  only_layout.layout = options.layout;
  PixelForm form;
  form.has_header = !path.ends_with(".bin") && !is_subsampled && options == only_layout;
  form.options = options;
  form.options.layout = std::string(row_of(layout).name);
  form.options.shape = shape_list(shape_of_pixels(layout, pixels, size, form.has_header));
  const DumpRequest request = parse_dump_options(form.options);
  if (request.type == DumpType::float32) {
    throw InputError("--dtype", "float32 is not for pixels", "write int8 or uint8");
  }
  form.options.dtype = std::string(
      row_of(is_subsampled ? DumpType::uint8 : request.type.value_or(DumpType::int8)).name);
  layout_of_form(request);  // refuses what cannot be, before anything is computed
  return form;
}

std::string pixel_file(const YuvPlanes& pixels, const PixelForm& form) {
  const DumpRequest request = parse_dump_options(form.options);
  const DumpLayout layout = layout_of_form(request);
  const ByteMeaning meaning =
      layout.type == DumpType::uint8 ? ByteMeaning::stored : ByteMeaning::code;
  const std::string bytes =
      dump_bytes({pixels.y.data(), pixels.u.data(), pixels.v.data()}, layout, meaning);
  return form.has_header ? npy_header(NpyType::int8, request.shape) + bytes : bytes;
}

std::string nv12_bytes(const YuvPlanes& image, ImageSize size) {
  DumpOptions nv12;
  nv12.layout = "nv12";
  return pixel_file(image, pixel_form("", nv12, image.size(), size));
}

std::string pixel_list_npy(const YuvPlanes& pixels) {
  return interleaved_npy(std::array<std::size_t, 2>{pixels.size(), 3}, pixels);
}

std::string whole_cube_npy() {
  return interleaved_npy(std::array<std::size_t, 4>{256, 256, 256, 3}, whole_cube());
}

}  // namespace swingproof
