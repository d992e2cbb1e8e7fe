// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/capture.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>
#include <utility>

#include "deployment/input_error.h"
#include "suites/certify/pixel_array.h"
#include "suites/npy/npy_file.h"

namespace swingproof {
namespace {

std::string shape_text(std::span<const std::size_t> shape) {
  std::string text;
  for (const std::size_t size : shape) {
    text += (text.empty() ? "" : " x ") + std::to_string(size);
  }
  return shape.empty() ? "1" : text;
}

// Whether the pixels at these positions are those of the stimulus, or its first ones.
bool belongs(std::span<const std::size_t> positions, std::span<const std::size_t> stimulus) {
  if (pixel_count(positions) > pixel_count(stimulus)) return false;
  if (positions.size() <= 1 || stimulus.size() <= 1) return true;
  // Whole rows, or what the first axis counts, may be missing at the end.
  return positions.size() == stimulus.size() &&
         std::equal(positions.begin() + 1, positions.end(), stimulus.begin() + 1);
}

[[noreturn]] void refuse_positions(const std::string& place, std::span<const std::size_t> positions,
                                   const CaptureRules& rules) {
  throw InputError(place,
                   "has " + shape_text(positions) + " pixels, but the stimulus has " +
                       shape_text(rules.positions),
                   "give the capture of this stimulus, its pixels in the same order");
}

void require_whole(const std::string& place, std::uint64_t pixels, const CaptureRules& rules) {
  const std::uint64_t missing = pixel_count(rules.positions) - pixels;
  if (missing <= rules.tolerated) return;
  throw InputError(place,
                   "has " + std::to_string(pixels) + " pixels, but the stimulus has " +
                       std::to_string(pixel_count(rules.positions)),
                   "give the whole capture of this stimulus; of the op alone, --tolerate " +
                       std::to_string(missing) + " if its end is lost");
}

// The channel axis of a capture, told from its shape and stimulus.
std::size_t capture_axis(const std::string& place, std::span<const std::size_t> shape,
                         std::optional<ArrayLayout> layout, const CaptureRules& rules) {
  std::vector<std::size_t> axes;
  std::optional<std::size_t> unfit;
  const auto layouts = layout ? std::vector{*layout} : possible_layouts(shape);
  for (const ArrayLayout each : layouts) {
    const auto axis = channel_axis(shape, each);
    if (!axis) continue;
    const bool fits = belongs(pixel_positions(shape, *axis), rules.positions);
    if (fits) axes.push_back(*axis);
    if (!fits && !unfit) unfit = axis;
  }
  if (axes.size() > 1) {
    throw InputError(place, "may be channels last or channels first",
                     "say which: --layout nhwc or nchw");
  }
  if (axes.size() == 1) {
    require_whole(place, pixel_count(pixel_positions(shape, axes.front())), rules);
    return axes.front();
  }
  if (unfit) refuse_positions(place, pixel_positions(shape, *unfit), rules);
  throw InputError(
      place, "has no channel axis of size 3" + std::string(layout ? " where the layout says" : ""),
      "save the codes as (N, 3), (H, W, 3), (3, H, W) or (1, 3, H, W), and see --layout");
}

bool is_subsampled(const DumpRequest& request) {
  return request.layout && row_of(*request.layout).chroma != Chroma::full;
}

std::optional<ArrayLayout> array_layout_of(const DumpRequest& request) {
  if (!request.layout) return {};
  return *request.layout == PixelLayout::nhwc ? ArrayLayout::nhwc : ArrayLayout::nchw;
}

// Where the elements of files without header are. Throws InputError if they are not the stimulus's.
DumpLayout dump_layout(const CaptureRules& rules, std::size_t files) {
  const DumpRequest& request = rules.request;
  if (!is_subsampled(request)) {
    return array_layout(request,
                        capture_axis("--shape", request.shape, array_layout_of(request), rules));
  }
  DumpLayout layout = yuv_layout(request, *request.layout, files);
  if (layout.positions != rules.positions) {
    throw InputError("--shape",
                     shape_list(request.shape) + " is not the height and width of the stimulus, " +
                         shape_text(rules.positions),
                     "give the capture of this stimulus");
  }
  return layout;
}

void require_no_header(const std::string& path, const CaptureRules& rules) {
  const bool is_headerless = rules.request.is_headerless();
  const auto has_header = is_npy(path);
  if (!has_header || *has_header != is_headerless) return;
  if (is_headerless) {
    throw InputError(path, "is a .npy file, which says its shape itself",
                     "leave out --shape, or give the file without header");
  }
  throw InputError(path + ": magic", "is not that of a .npy file",
                   "say what a file without header holds: --shape, --layout and --dtype");
}

void require_scalable(const std::string& name, const CaptureRules& rules) {
  if (!rules.floats.scale) return;
  throw InputError("--scale", "is for floats, but the elements of " + quoted(name) + " are bytes",
                   "leave it out");
}

// As many numbers as positions in each channel, as an array.
NpyArray joined_floats(const std::array<std::vector<float>, 3>& channels) {
  NpyArray array{NpyType::float32, {3, channels[0].size()}, {}};
  const std::size_t bytes = channels[0].size() * sizeof(float);
  array.bytes.resize(3 * bytes);
  for (std::size_t c = 0; c < 3 && bytes > 0; ++c) {
    std::memcpy(array.bytes.data() + c * bytes, channels[c].data(), bytes);
  }
  return array;
}

ByteMeaning meaning_of(bool is_unsigned, const CaptureRules& rules) {
  return is_unsigned && rules.floats.kind == CaptureKind::yuv ? ByteMeaning::stored
                                                              : ByteMeaning::code;
}

// The array's bytes as codes; stored ones are centered.
CaptureCodes codes_of(NpyArray array, std::size_t axis, const CaptureRules& rules) {
  if (meaning_of(array.type == NpyType::uint8, rules) == ByteMeaning::stored) {
    for (std::uint8_t& each : array.bytes) each ^= 0x80U;
  }
  return {std::move(take_apart(array.bytes, array.shape, axis).planes)};
}

CaptureCodes npy_codes(const std::string& name, const NpyArray& array, const CaptureRules& rules) {
  const std::size_t axis =
      capture_axis(name + ": shape", array.shape, array_layout_of(rules.request), rules);
  if (row_of(array.type).bytes == 1) {
    require_scalable(name, rules);
    return codes_of(array, axis, rules);
  }
  return codes_of(codes_of_numbers(name, array, rules.floats), axis, rules);
}

CaptureCodes dump_codes(const std::string& name, const DumpBytes& bytes,
                        const CaptureRules& rules) {
  const DumpLayout layout = dump_layout(rules, bytes.size());
  for (std::size_t file = 0; file < bytes.size(); ++file) {
    require_size(name, bytes[file].size(), layout, file, rules.request);
  }
  if (layout.type == DumpType::float32) {
    const NpyArray floats = joined_floats(float_channels(bytes, layout));
    return codes_of(codes_of_numbers(name, floats, rules.floats), 0, rules);
  }
  return {byte_channels(bytes, layout, meaning_of(layout.type == DumpType::uint8, rules))};
}

}  // namespace

CaptureContent load_capture(const std::vector<std::string>& paths, const CaptureRules& rules,
                            Sha256* digest) {
  if (is_subsampled(rules.request) && rules.floats.kind == CaptureKind::codes) {
    throw InputError("--layout", "of codes is nhwc or nchw: an op's output is no picture of YUV",
                     "give certify --source for a picture, or the layout of the op's output");
  }
  if (paths.size() > 2 || (paths.size() == 2 && !is_subsampled(rules.request))) {
    throw InputError("--capture", "is there more than once",
                     "give two files for the Y and the chroma of 4:2:0 only, with --layout nv12, "
                     "nv21, i420 or yv12");
  }
  for (const std::string& path : paths) require_no_header(path, rules);
  if (!rules.request.is_headerless()) {
    return {paths.front(), read_npy_numbers(paths.front(), digest)};
  }
  return {paths.back(), read_dump(paths, dump_layout(rules, paths.size()), rules.request, digest)};
}

CaptureCodes capture_codes(const CaptureContent& capture, const CaptureRules& rules) {
  if (const auto* array = std::get_if<NpyArray>(&capture.content)) {
    return npy_codes(capture.name, *array, rules);
  }
  return dump_codes(capture.name, std::get<DumpBytes>(capture.content), rules);
}

CaptureCodes read_capture(const std::vector<std::string>& paths, const CaptureRules& rules,
                          Sha256* digest) {
  return capture_codes(load_capture(paths, rules, digest), rules);
}

CaptureCodes capture_of(const std::string& name, const NpyArray& array,
                        std::optional<ArrayLayout> layout, const Stimulus& stimulus,
                        std::uint64_t tolerated) {
  CaptureRules rules{{}, {}, stimulus.positions, tolerated};
  if (layout) {
    rules.request.layout = *layout == ArrayLayout::nhwc ? PixelLayout::nhwc : PixelLayout::nchw;
  }
  return npy_codes(name, array, rules);
}

}  // namespace swingproof
