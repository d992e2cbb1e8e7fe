// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/pixels/array_conversion.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "deployment/input_error.h"
#include "suites/parallel_blocks.h"

namespace swingproof {
namespace {

constexpr std::size_t array_block_pixels = 65536;  // one task's share

void require_type(std::string_view name, const NpyArray& array, PixelComputation computation) {
  const std::string place = std::string(name) + ": descr";
  if (takes_bytes(computation) && array.type != NpyType::uint8) {
    throw InputError(place, "is int8, but training pixels are bytes 0..255",
                     "save the pixels as numpy.uint8");
  }
  if (!takes_bytes(computation) && array.type != NpyType::int8) {
    throw InputError(place, "is uint8, but centered YUV is int8",
                     "subtract 128 from the bytes: (array.astype(int) - 128).astype(numpy.int8)");
  }
}

void require_channel_axis(std::string_view name, const NpyArray& array, ArrayLayout layout) {
  const bool last = layout == ArrayLayout::nhwc;
  const std::size_t dimensions = array.shape.size();
  const bool has_axis = dimensions >= (last ? 1U : 2U);
  if (has_axis && array.shape[last ? dimensions - 1 : 1] == 3) return;
  throw InputError(std::string(name) + ": shape",
                   std::string("has no ") + (last ? "last" : "second") + " axis of size 3",
                   last ? "use --layout nchw if the channels are on the second axis"
                        : "use --layout nhwc if the channels are on the last axis, or array[None] "
                          "to add a first one");
}

void convert_nhwc(const NpyArray& in, const PixelOperation& operation, NpyArray& out) {
  const std::size_t pixels = in.bytes.size() / 3;
  const std::size_t blocks = (pixels + array_block_pixels - 1) / array_block_pixels;
  for_each_block(blocks, [&](std::size_t block) {
    const std::size_t first = block * array_block_pixels * 3;
    const std::size_t bytes = std::min(array_block_pixels * 3, in.bytes.size() - first);
    compute_interleaved(operation, std::span(in.bytes).subspan(first, bytes),
                        std::span(out.bytes).subspan(first, bytes));
  });
}

void convert_nchw(const NpyArray& in, const PixelOperation& operation, NpyArray& out) {
  if (in.bytes.empty()) return;
  const std::size_t plane = in.bytes.size() / in.shape[0] / 3;
  const std::size_t blocks = (plane + array_block_pixels - 1) / array_block_pixels;
  for_each_block(in.shape[0] * blocks, [&](std::size_t task) {
    const std::size_t first = task % blocks * array_block_pixels;
    const std::size_t start = task / blocks * plane * 3 + first;
    const std::uint8_t* from = in.bytes.data() + start;
    std::uint8_t* to = out.bytes.data() + start;
    operation({from, from + plane, from + 2 * plane}, {to, to + plane, to + 2 * plane},
              std::min(array_block_pixels, plane - first));
  });
}

}  // namespace

ArrayLayout parse_array_layout(std::string_view text, std::string_view place) {
  if (text == "nhwc") return ArrayLayout::nhwc;
  if (text == "nchw") return ArrayLayout::nchw;
  throw InputError(place, quoted(text) + " is not a layout",
                   "write nhwc (channels on the last axis) or nchw (on the second)");
}

NpyArray convert_array(std::string_view name, const NpyArray& array, ArrayLayout layout,
                       PixelComputation computation, const PixelOperation& operation) {
  require_type(name, array, computation);
  require_channel_axis(name, array, layout);
  NpyArray result{NpyType::int8, array.shape, std::vector<std::uint8_t>(array.bytes.size())};
  if (layout == ArrayLayout::nhwc) {
    convert_nhwc(array, operation, result);
  } else {
    convert_nchw(array, operation, result);
  }
  return result;
}

}  // namespace swingproof
