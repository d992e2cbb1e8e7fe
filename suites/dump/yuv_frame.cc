// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Pictures of YUV in 4:2:0: the stored Y of all pixels, then for each 2x2 block its stored U and V.
// The formats are those that fourcc.org and V4L2 call NV12, NV21, YU12 (I420) and YV12; a chroma
// row of the planar ones has half the stride of a Y row.

#include <algorithm>
#include <optional>
#include <utility>

#include "deployment/input_error.h"
#include "suites/dump/dump_layout.h"

namespace swingproof {
namespace {

// Where height and width are in a shape of four axes, or of these two alone.
std::optional<std::pair<std::size_t, std::size_t>> height_and_width(
    const std::vector<std::size_t>& shape) {
  if (shape.size() == 2) return std::pair<std::size_t, std::size_t>{0, 1};
  if (shape.size() != 4 || shape[0] != 1) return {};
  if (shape[1] == 3) return std::pair<std::size_t, std::size_t>{2, 3};
  if (shape[3] == 3) return std::pair<std::size_t, std::size_t>{1, 2};
  return {};
}

// A frame's sizes, all even but the width of a padded row of NV12.
struct FrameSizes {
  std::uint64_t height = 0;
  std::uint64_t width = 0;
  std::uint64_t aligned_height = 0;
  std::uint64_t stride = 0;
};

void require_frame(bool holds, std::string_view place, const std::string& problem,
                   std::string_view remedy) {
  if (!holds) throw InputError(place, problem, remedy);
}

FrameSizes frame_sizes(const DumpRequest& request, const PixelLayoutRow& layout) {
  const std::string of_frame = "of an " + std::string(layout.proper_name) + " frame ";
  const auto places = height_and_width(request.shape);
  FrameSizes sizes;
  if (places) {
    sizes.height = request.shape[places->first];
    sizes.width = request.shape[places->second];
  }
  require_frame(places && sizes.height % 2 == 0 && sizes.width % 2 == 0, "--shape",
                of_frame + "has to be its even height and width",
                "write --shape H,W, as in 128,256");
  require_frame(request.strides.empty(), "--strides", "are for arrays, not for 4:2:0",
                "give --stride and --aligned-height");
  require_frame(request.type != DumpType::float32, "--dtype", "float32 is not for 4:2:0",
                "leave it out: the elements are bytes");
  sizes.stride = request.stride.value_or(sizes.width);
  sizes.aligned_height = request.aligned_height.value_or(sizes.height);
  if (!request.aligned_shape.empty()) {
    sizes.aligned_height = request.aligned_shape[places->first];
    sizes.stride = request.aligned_shape[places->second];
  }
  require_frame(sizes.stride >= sizes.width, "--stride",
                "is " + std::to_string(sizes.stride) + " bytes, less than a row's " +
                    std::to_string(sizes.width),
                "give the bytes from the start of one row to the start of the next");
  require_frame(layout.chroma != Chroma::planar || sizes.stride % 2 == 0, "--stride",
                of_frame + "has to be even: rows of U and V have half of it",
                "give the stride of Y");
  require_frame(sizes.aligned_height >= sizes.height && sizes.aligned_height % 2 == 0,
                "--aligned-height",
                "has to be even and at least the height, " + std::to_string(sizes.height),
                "give the rows of Y up to where U and V begin");
  require_frame(sizes.stride <= largest_dump / 2 / sizes.aligned_height, "--stride",
                "makes a file of more than 2^34 bytes", "give the numbers that the board prints");
  return sizes;
}

// The sizes of a file that ends with a plane: behind its last element, its last row, all padding.
std::vector<std::uint64_t> plane_end(std::uint64_t begin, std::uint64_t stride, std::uint64_t width,
                                     std::uint64_t rows, std::uint64_t aligned_rows) {
  std::vector<std::uint64_t> sizes = {begin + stride * (rows - 1) + width, begin + stride * rows,
                                      begin + stride * aligned_rows};
  sizes.erase(std::unique(sizes.begin(), sizes.end()), sizes.end());
  return sizes;
}

}  // namespace

DumpLayout yuv_layout(const DumpRequest& request, PixelLayout pixel_layout, std::size_t files) {
  const PixelLayoutRow& row = row_of(pixel_layout);
  const FrameSizes frame = frame_sizes(request, row);
  const bool has_pairs = row.chroma == Chroma::interleaved;
  const std::uint64_t y_bytes = frame.stride * frame.aligned_height;
  const std::uint64_t begin = files > 1 ? 0 : y_bytes;  // of the chroma in its file
  const std::uint64_t stride = has_pairs ? frame.stride : frame.stride / 2;
  const std::uint64_t plane = has_pairs ? 0 : stride * (frame.aligned_height / 2);
  const std::uint64_t second = has_pairs ? 1 : plane;  // from the first of U and V to the other

  DumpLayout layout;
  layout.type = DumpType::uint8;
  layout.positions = {static_cast<std::size_t>(frame.height),
                      static_cast<std::size_t>(frame.width)};
  layout.channels[0] = {0, 0, {frame.stride, 1}, false};
  for (std::size_t c = 1; c < 3; ++c) {
    const bool is_second = (c == 2) != row.v_first;
    layout.channels[c] = {
        files - 1, begin + (is_second ? second : 0), {stride, has_pairs ? 2U : 1U}, true};
  }
  if (files > 1) {
    layout.sizes.push_back(
        plane_end(0, frame.stride, frame.width, frame.height, frame.aligned_height));
  }
  layout.sizes.push_back(plane_end(begin + plane, stride, has_pairs ? frame.width : frame.width / 2,
                                   frame.height / 2, frame.aligned_height / 2));
  return layout;
}

}  // namespace swingproof
