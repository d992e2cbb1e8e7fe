// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/capture.h"

#include <algorithm>
#include <charconv>
#include <span>
#include <utility>

#include "deployment/input_error.h"
#include "deployment/whole_file.h"
#include "suites/certify/pixel_array.h"
#include "suites/npy/npy_file.h"

namespace swingproof {
namespace {

constexpr std::uint64_t most_elements = std::uint64_t{1} << 32;
constexpr std::uint64_t largest_raw_file = std::uint64_t{1} << 34;

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
                                   const Stimulus& stimulus) {
  throw InputError(place,
                   "has " + shape_text(positions) + " pixels, but the stimulus has " +
                       shape_text(stimulus.positions),
                   "give the capture of this stimulus, its pixels in the same order");
}

void require_whole(const std::string& place, std::uint64_t pixels, const Stimulus& stimulus,
                   std::uint64_t tolerated) {
  const std::uint64_t missing = stimulus.pixels.size() - pixels;
  if (missing <= tolerated) return;
  throw InputError(place,
                   "has " + std::to_string(pixels) + " pixels, but the stimulus has " +
                       std::to_string(stimulus.pixels.size()),
                   "give the whole capture of this stimulus; of the op alone, --tolerate " +
                       std::to_string(missing) + " if its end is lost");
}

// The channel axis of a capture, told from its shape and stimulus.
std::size_t capture_axis(const std::string& place, std::span<const std::size_t> shape,
                         std::optional<ArrayLayout> layout, const Stimulus& stimulus) {
  std::vector<std::size_t> axes;
  std::optional<std::size_t> unfit;
  const auto layouts = layout ? std::vector{*layout} : possible_layouts(shape);
  for (const ArrayLayout each : layouts) {
    const auto axis = channel_axis(shape, each);
    if (!axis) continue;
    const bool fits = belongs(pixel_positions(shape, *axis), stimulus.positions);
    if (fits) axes.push_back(*axis);
    if (!fits && !unfit) unfit = axis;
  }
  if (axes.size() > 1) {
    throw InputError(place, "may be channels last or channels first",
                     "say which: --layout nhwc or nchw");
  }
  if (axes.size() == 1) return axes.front();
  if (unfit) refuse_positions(place, pixel_positions(shape, *unfit), stimulus);
  throw InputError(
      place, "has no channel axis of size 3" + std::string(layout ? " where the layout says" : ""),
      "save the codes as (N, 3), (H, W, 3), (3, H, W) or (1, 3, H, W), and see --layout");
}

CaptureCodes codes_of(std::span<const std::uint8_t> bytes, std::span<const std::size_t> shape,
                      std::size_t axis) {
  return {std::move(take_apart(bytes, shape, axis).planes)};
}

// A raw file's rows, in bytes.
struct Rows {
  std::uint64_t count = 0;
  std::uint64_t length = 0;
  std::uint64_t stride = 0;
};

Rows rows_of(const RawForm& form) {
  Rows rows;
  const std::uint64_t elements = pixel_count(form.shape);
  rows.length = form.shape.back();
  if (form.layout == ArrayLayout::nhwc && form.shape.size() > 1) {
    rows.length *= form.shape[form.shape.size() - 2];
  }
  rows.count = elements / rows.length;
  rows.stride = form.stride.value_or(rows.length);
  if (rows.stride < rows.length) {
    throw InputError("--stride",
                     "is " + std::to_string(rows.stride) + " bytes, less than a row's " +
                         std::to_string(rows.length),
                     "give the bytes from the start of one row to the start of the next");
  }
  if (rows.stride > largest_raw_file / rows.count) {
    throw InputError("--stride", "makes a file of more than 2^34 bytes",
                     "give the bytes from the start of one row to the start of the next");
  }
  return rows;
}

// The rows without what is between them.
std::vector<std::uint8_t> read_rows(const std::string& path, const Rows& rows, Sha256* digest) {
  const std::uint64_t longest = rows.count * rows.stride;
  const std::uint64_t shortest = longest - rows.stride + rows.length;
  const std::string file = read_whole_file(path, longest, digest);
  if (file.size() < shortest) {
    throw InputError(path + ": data",
                     "are " + std::to_string(file.size()) +
                         " bytes, but --shape and --stride say " + std::to_string(shortest),
                     "give the whole file, or the shape that it has");
  }
  if (file.size() != shortest && file.size() != longest) {
    throw InputError(path + ": data",
                     "are " + std::to_string(file.size()) +
                         " bytes, but --shape and --stride say " + std::to_string(shortest) +
                         " or " + std::to_string(longest),
                     "check --shape and --stride");
  }
  std::vector<std::uint8_t> bytes;
  bytes.reserve(rows.count * rows.length);
  for (std::uint64_t row = 0; row < rows.count; ++row) {
    const auto begin = file.begin() + static_cast<std::ptrdiff_t>(row * rows.stride);
    bytes.insert(bytes.end(), begin, begin + static_cast<std::ptrdiff_t>(rows.length));
  }
  return bytes;
}

}  // namespace

std::vector<std::size_t> parse_shape(std::string_view text, std::string_view place) {
  constexpr std::size_t most_axes = 8;
  const auto refuse = [&](const std::string& problem) {
    throw InputError(place, quoted(text) + problem,
                     "write the sizes of the axes, as in 1,3,480,640");
  };
  std::vector<std::size_t> shape;
  std::uint64_t elements = 1;
  for (std::string_view rest = text;;) {
    const std::string_view number = rest.substr(0, rest.find(','));
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), size);
    if (error != std::errc() || end != number.data() + number.size() || size == 0) {
      refuse(" is not a shape");
    }
    if (size > most_elements / elements) refuse(" has more than 2^32 elements");
    elements *= size;
    shape.push_back(size);
    if (shape.size() > most_axes) refuse(" has more than 8 axes");
    if (number.size() == rest.size()) return shape;
    rest.remove_prefix(number.size() + 1);
  }
}

CaptureCodes read_npy_capture(const std::string& path, std::optional<ArrayLayout> layout,
                              const Stimulus& stimulus, std::uint64_t tolerated, Sha256* digest) {
  return capture_of(path, read_npy(path, digest), layout, stimulus, tolerated);
}

CaptureCodes capture_of(const std::string& name, const NpyArray& array,
                        std::optional<ArrayLayout> layout, const Stimulus& stimulus,
                        std::uint64_t tolerated) {
  const std::string place = name + ": shape";
  const std::size_t axis = capture_axis(place, array.shape, layout, stimulus);
  require_whole(place, pixel_count(pixel_positions(array.shape, axis)), stimulus, tolerated);
  return codes_of(array.bytes, array.shape, axis);
}

CaptureCodes read_raw_capture(const std::string& path, const RawForm& form,
                              const Stimulus& stimulus, std::uint64_t tolerated, Sha256* digest) {
  const std::size_t axis = capture_axis("--shape", form.shape, form.layout, stimulus);
  require_whole("--shape", pixel_count(pixel_positions(form.shape, axis)), stimulus, tolerated);
  return codes_of(read_rows(path, rows_of(form), digest), form.shape, axis);
}

}  // namespace swingproof
